"""How many single changes on finished pages `verify` catches.

Each page is changed in one place: a digit, a unit, a sign, a name or a place name becomes another, in the
Markdown, the HTML with its title, the text of the PDF, and (`--set`) in pages that are set anew as PDF with the
change in them. What is caught is any change that is reported; the unchanged page must be proved. Pages are
briefings of the reports given, digests of weeks of the news in the folder `shared`, and comparisons:

    python benchmarks/mutation.py ../shared/seeds ../shared/gold/dev --changes 3000
    python benchmarks/mutation.py --digests 2 --comparisons --changes 3000
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from proofs import NEWS, PAIRS, SUFFIXES, produced

from briefgen import manifest as manifests
from briefgen.errors import BriefgenError
from briefgen.manifest import Passage
from briefgen.rendering import pdf
from briefgen.verification import texts
from briefgen.verification.edits import differences

_UNITS = ["亿元", "万元", "万人", "个百分点", "%", "户", "家", "项", "个", "人", "万吨", "公里", "倍"]
_PLACES = ["全省", "全市", "全国", "全县", "全区"]
TITLE = 0.05
"""Share of the changes of HTML that are made in its title."""
KINDS = ("digit", "dropped digit", "added digit", "unit", "sign", "place", "name", "swapped numbers")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its bytes by format, and the passages that were proved."""

    path: str
    files: dict[str, bytes]
    passages: tuple[Passage, ...]


def pages(sources: Sequence[str], formats: tuple[str, ...]) -> Iterator[Page]:
    """The proved briefings of all reports in the sources, files or folders."""
    files: list[str] = []
    for source in map(Path, sources):
        held = sorted(file for file in source.iterdir() if file.suffix in SUFFIXES) if source.is_dir() else [source]
        files += map(str, held)
    if files:
        yield from made(["brief", *files], formats)


def others(digests: int, comparisons: bool, formats: tuple[str, ...]) -> Iterator[Page]:
    """Digests of so many weeks, by topic and by place, and comparisons of all pairs."""
    for week in range(30, 30 + digests):
        for group in ("topic", "place"):
            yield from made(["digest", str(NEWS), "--week", f"2023-W{week}", "--group", group], formats)
    for a, b in PAIRS if comparisons else ():
        yield from made(["compare", str(a), str(b), "--force"], formats)


def made(arguments: Sequence[str], formats: tuple[str, ...]) -> Iterator[Page]:
    """The pages that a command makes, proved by it. Raises BriefgenError when an unchanged page fails."""
    with produced(arguments, ",".join(formats)) as folder:
        for place in sorted(folder.glob(f"*{manifests.SUFFIX}")):
            passages = manifests.load(place).passages
            name = place.name.removesuffix(manifests.SUFFIX)
            files = {format: (folder / f"{name}.{format}").read_bytes() for format in formats}
            failed = [str(d) for f, data in files.items() for d in differences(passages, texts.read(data, "." + f))]
            if failed:
                raise BriefgenError(f"{name}: an unchanged page fails: {failed[0]}")
            yield Page(name, files, passages)


def changed(text: str, kind: str, chance: random.Random) -> str | None:
    """The text with one change of a kind, or None when it offers no place for it."""
    if kind == "swapped numbers":
        return _swapped(text, chance)
    patterns = {
        "digit": r"\d",
        "dropped digit": r"(?<=\d)\d|\d(?=\d)",
        "added digit": r"(?<=\d)(?=[\d.]|[^\d])",
        "unit": "|".join(sorted(_UNITS, key=len, reverse=True)),
        "sign": r"[+−](?=\d)|增长(?=\d)|下降(?=\d)|提高(?=\d)|进(?=\d)|退(?=\d)",
        "place": "|".join(_PLACES),
        "name": r"[\u4e00-\u9fff]",
    }
    found = list(re.finditer(patterns[kind], text))
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + _other(match[0], kind, chance) + text[match.end() :]


def _other(was: str, kind: str, chance: random.Random) -> str:
    signs = {"+": "−", "−": "+", "增长": "下降", "下降": "增长", "提高": "下降", "进": "退", "退": "进"}
    if kind == "dropped digit":
        return ""
    if kind == "sign":
        return signs[was]
    choices = {"unit": _UNITS, "place": _PLACES, "name": list("市县区工农业税产值增投资贸易")}.get(
        kind, list("0123456789")
    )
    return chance.choice([choice for choice in choices if choice != was])


def _swapped(text: str, chance: random.Random) -> str | None:
    """Two different numbers in each other's places."""
    found = list(re.finditer(r"\d[\d.]*", text))
    pairs = [(a, b) for a, b in pairwise(found) if a[0] != b[0]]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def caught(page: Page, format: str, kind: str, chance: random.Random) -> bool | None:
    """Whether a change is found; None when the page offers no place for it."""
    if format == "pdf":  # the text a reader of the PDF gets, changed as if the page had been set so
        text = texts.read(page.files["pdf"], ".pdf")
        other = changed(text.characters, kind, chance)
        return None if other is None else bool(differences(page.passages, replace(text, characters=other)))
    if format == "set pdf":
        html = page.files["html"].decode()
        begin = html.find("<body>")
        other = _outside_tags(html[begin:], kind, chance)
        if other is None:
            return None
        data = pdf.write(pdf.layout(html[:begin] + other))
        return bool(differences(page.passages, texts.read(data, ".pdf")))
    source = page.files[format].decode()
    other = _in_html(source, kind, chance) if format == "html" else changed(source, kind, chance)
    if other is None:
        return None
    return bool(differences(page.passages, texts.read(other.encode(), "." + format)))


def _in_html(html: str, kind: str, chance: random.Random) -> str | None:
    """One change in what a page shows, its title or its body."""
    title, end, body = html.find("<title>") + len("<title>"), html.find("</title>"), html.find("<body>")
    if chance.random() < TITLE:
        other = changed(html[title:end], kind, chance)
        return None if other is None else html[:title] + other + html[end:]
    other = _outside_tags(html[body:], kind, chance)
    return None if other is None else html[:body] + other


def _outside_tags(html: str, kind: str, chance: random.Random) -> str | None:
    """One change in the text between two tags."""
    pieces = re.split(r"(<[^>]*>)", html)
    places = [i for i, piece in enumerate(pieces) if not piece.startswith("<") and piece.strip()]
    for at in chance.sample(places, len(places)):
        if (other := changed(pieces[at], kind, chance)) is not None:
            return "".join([*pieces[:at], other, *pieces[at + 1 :]])
    return None


def measure(
    subjects: Sequence[Page], changes: int, seed: int, formats: Sequence[str]
) -> tuple[Counter[str], list[str]]:
    """How many changes of each kind were made, and what escaped."""
    chance = random.Random(seed)
    tried: Counter[str] = Counter()
    escaped: list[str] = []
    while sum(tried.values()) < changes:
        subject = chance.choice(subjects)
        format = chance.choice(formats)
        kind = chance.choice(KINDS)
        found = caught(subject, format, kind, chance)
        if found is not None:
            tried[f"{format} {kind}"] += 1
        if found is False:
            escaped.append(f"{subject.path} {format}: {kind}")
    return tried, escaped


def main() -> None:
    """Make the pages, change them, print what was caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--digests", type=int, default=0, help="weeks of which digests are made")
    parser.add_argument("--comparisons", action="store_true")
    parser.add_argument("--changes", type=int, default=3000)
    parser.add_argument("--formats", default="md,html,pdf")
    parser.add_argument("--set", type=int, default=0, help="changes that are set as PDF, of pages that have HTML")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    formats = tuple(options.formats.split(","))
    subjects = [*pages(options.sources, formats), *others(options.digests, options.comparisons, formats)]
    tried, escaped = measure(subjects, options.changes, options.seed, formats)
    if options.set:
        again, also = measure(subjects, options.set, options.seed, ("set pdf",))
        tried, escaped = tried + again, escaped + also
    for kind, count in sorted(tried.items()):
        print(f"{kind:24} {count:6}")
    total = sum(tried.values())
    share = (total - len(escaped)) / total
    print(f"{len(subjects)} pages, all proved unchanged; {total} changes, {total - len(escaped)} caught ({share:.3%})")
    for line in escaped[:20]:
        print(f"escaped: {line}")
    sys.exit(1 if share < 0.999 else 0)


if __name__ == "__main__":
    main()
