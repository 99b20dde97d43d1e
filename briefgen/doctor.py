"""What this machine lacks for making pages, and the command that mends it.

Everything is looked up without WeasyPrint, whose import fails with a long traceback where Pango is missing.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.messages import Language, translated
from briefgen.rendering.templates import built_in
from briefgen.terminal import padded, width

# The families that templates/*.css name. Noto has every character of GBK; one of its two is in every list of
# fonts, behind a Fandol family, which looks like an official paper but has little beyond GB2312.
NEEDED_FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")
OFFICIAL_FONTS = ("FandolSong", "FandolHei", "FandolKai", "FandolFang")

# What pages print besides words.
_SIGNS = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％‰℃↑↓→×÷±＝①②③④⑤⑥⑦⑧⑨⑩□○●"

# Where fonts lie when there is no fc-list to ask: Linux, macOS.
_FONT_FOLDERS = (
    "~/.local/share/fonts",
    "~/.fonts",
    "/usr/local/share/fonts",
    "/usr/share/fonts",
    "~/Library/Fonts",
    "/Library/Fonts",
)

Face = tuple[Path, int]
"""A font file and the number of the face in it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    meaning: str
    """What was found, or what goes wrong without it."""
    mending: str = ""
    """A command, or a sentence where no command helps; empty when nothing is to be done."""
    needed: bool = True
    """False: pages can be made without it, they only look plainer."""


def examine() -> tuple[Finding, ...]:
    """Look at everything that the making of Markdown and PDF depends on."""
    fonts = installed_fonts()
    return (
        _python(),
        _pango(),
        _harfbuzz_subset(),
        *(_needed_font(family, fonts) for family in NEEDED_FONTS),
        _official_fonts(fonts),
        _glyphs(fonts),
        _templates(),
        _output_folder(Path("out")),
        _terminal(),
    )


def complete(findings: Iterable[Finding]) -> bool:
    """Whether all that is needed is there."""
    return all(finding.ok for finding in findings if finding.needed)


def report(findings: Sequence[Finding], to: Language = "en") -> str:
    """A table for people: a line for each finding, and under what is missing the command that mends it."""
    names = [translated(finding.name, to) for finding in findings]
    columns = max(map(width, names), default=0)
    lines = []
    for name, finding in zip(names, findings, strict=True):
        mark = "✓" if finding.ok else "✗" if finding.needed else "–"
        lines.append(f"{mark} {padded(name, columns)}  {translated(finding.meaning, to)}")
        if not finding.ok:
            lines.append(f"  {padded('', columns)}  → {translated(finding.mending, to)}")
    verdict = "Everything needed is here." if complete(findings) else "Run what stands behind each → marked ✗."
    return "\n".join([*lines, translated(verdict, to)])


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        "Python", sys.version_info >= (3, 11), f"{found}; 3.11 or newer is needed", "install Python 3.11 or newer"
    )


def _pango() -> Finding:
    ok = all(_loads(*names) for names in (_names("gobject-2.0"), _names("pango-1.0"), _names("pangoft2-1.0")))
    meaning = "sets the pages" if ok else "no PDF can be made; Markdown still can"
    return Finding("Pango", ok, meaning, _apt("libpangoft2-1.0-0"))


def _harfbuzz_subset() -> Finding:
    ok = _loads(*_names("harfbuzz-subset"))
    meaning = (
        "puts only the used characters into a PDF" if ok else "a PDF takes 10 to 20 seconds instead of less than one"
    )
    return Finding("harfbuzz-subset", ok, meaning, _apt("libharfbuzz-subset0"))


def _needed_font(family: str, fonts: Mapping[str, Face]) -> Finding:
    ok = family in fonts
    meaning = str(fonts[family][0]) if ok else "rare characters, or all, have no font, and no PDF is written"
    return Finding(family, ok, meaning, _apt("fonts-noto-cjk"))


def _official_fonts(fonts: Mapping[str, Face]) -> Finding:
    missing = [family for family in OFFICIAL_FONTS if family not in fonts]
    meaning = f"missing {', '.join(missing)}: pages use Noto instead" if missing else "the look of official papers"
    mending = (
        "mkdir -p ~/.local/share/fonts && apt-get download texlive-lang-chinese && "
        "dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb | tar -x -C ~/.local/share/fonts "
        "--wildcards --transform 's,.*/,,' '*/Fandol*.otf' && fc-cache"
    )
    return Finding("Fandol fonts", not missing, meaning, mending, needed=False)


def _glyphs(fonts: Mapping[str, Face]) -> Finding:
    covered: set[int] = set()
    for family in NEEDED_FONTS + OFFICIAL_FONTS:
        if family in fonts:
            covered |= _characters(*fonts[family])
    wanted = common_characters() + _SIGNS
    missing = [character for character in wanted if ord(character) not in covered]
    if not missing:
        return Finding("glyphs", True, f"all {len(wanted)} common characters and signs can be printed")
    some = "".join(missing[:10]) + ("…" if len(missing) > 10 else "")
    return Finding("glyphs", False, f"{len(missing)} common characters have no font: {some}", _apt("fonts-noto-cjk"))


def _templates() -> Finding:
    try:
        return Finding("templates", True, str(built_in()))
    except BriefgenError as error:
        return Finding("templates", False, str(error), "python3 -m pip install --force-reinstall --no-deps briefgen")


def _output_folder(folder: Path) -> Finding:
    """The default place of output, seen from where the command was called, or where it would be made."""
    place = folder if folder.exists() else folder.absolute().parent
    ok = place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    meaning = f"results go to {folder.absolute()}" if ok else f"{place.absolute()} cannot be written"
    return Finding(
        "output folder", ok, meaning, "call briefgen in another folder, or name one with --out", needed=False
    )


def _terminal() -> Finding:
    encoding = (getattr(sys.stdout, "encoding", None) or "none").lower()
    ok = encoding.replace("-", "") == "utf8" and sys.getfilesystemencoding().replace("-", "") == "utf8"
    meaning = "UTF-8" if ok else f"{encoding}: Chinese names may not show"
    return Finding("terminal", ok, meaning, "export LANG=C.UTF-8", needed=False)


def _apt(package: str) -> str:
    """The command of Debian and its kin; elsewhere the name tells what to look for."""
    return f"{'' if hasattr(os, 'geteuid') and os.geteuid() == 0 else 'sudo '}apt-get install -y {package}"


def _names(library: str) -> tuple[str, ...]:
    """What a C library is called on Linux and macOS, with the version that WeasyPrint asks for."""
    return f"lib{library}.so.0", f"lib{library}.0.dylib", f"lib{library}.dylib"


def _loads(*names: str) -> bool:
    import ctypes

    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def installed_fonts() -> dict[str, Face]:
    """Each font family of this machine, with one regular face of it where there is one."""
    fonts: dict[str, Face] = {}
    for family, _regular, face in sorted(_faces(), key=lambda entry: (entry[0], not entry[1], entry[2])):
        fonts.setdefault(family, face)
    return fonts


def _faces() -> Iterator[tuple[str, bool, Face]]:
    """Family, whether the face is the regular one, and the face; a face may have several names."""
    if shutil.which("fc-list"):
        yield from _listed_faces()
    else:
        for folder in _FONT_FOLDERS:
            for path in Path(folder).expanduser().rglob("*.[ot]t[fc]"):
                yield from _scanned_faces(path)


def _listed_faces() -> Iterator[tuple[str, bool, Face]]:
    command = ["fc-list", "--format", "%{file}\t%{index}\t%{style}\t%{family}\n"]
    listing = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    for line in listing.stdout.splitlines():
        path, index, style, families = line.split("\t")
        for family in families.split(","):
            # The upper half of fontconfig's index numbers the instances of a variable font.
            yield family, "Regular" in style, (Path(path), int(index) & 0xFFFF)


def _scanned_faces(path: Path) -> Iterator[tuple[str, bool, Face]]:
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        with path.open("rb") as file:  # fontTools leaves a damaged file open when it is given a name
            faces = TTCollection(file, lazy=True).fonts if path.suffix == ".ttc" else [TTFont(file, lazy=True)]
            for index, font in enumerate(faces):
                family = font["name"].getBestFamilyName()
                if family:
                    yield family, font["name"].getBestSubFamilyName() == "Regular", (path, index)
    except (OSError, TTLibError):
        return  # a damaged file is not a font


def _characters(path: Path, number: int) -> set[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file:
            return set(TTFont(file, fontNumber=number, lazy=True).getBestCmap() or ())
    except (OSError, TTLibError):
        return set()


@cache
def common_characters() -> str:
    """The 3,755 characters of the first level of GB2312: those in everyday use (rows 16 to 55)."""
    rows = bytes(code for row in range(16, 56) for cell in range(1, 95) for code in (0xA0 + row, 0xA0 + cell))
    return rows.decode("gb2312", errors="ignore")  # the last five places of row 55 are empty
