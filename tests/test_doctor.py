"""The doctor on this machine and on machines that lack something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import doctor
from briefgen.doctor import Finding, complete, examine, report
from briefgen.rendering.templates import built_in

GOOD = Finding("Pango", True, "sets the pages")
BAD = Finding("Pango", False, "no PDF can be made", "apt-get install pango")
PLAIN = Finding("Fandol fonts", False, "pages use Noto instead", "apt-get download fandol", needed=False)


def named(name: str) -> Finding:
    """The finding of this name, on the machine as it is patched to be."""
    return next(finding for finding in examine() if finding.name == name)


def test_this_machine_has_all_that_is_needed() -> None:
    assert [finding for finding in examine() if finding.needed and not finding.ok] == []


def test_every_finding_that_may_be_missing_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_loads", lambda *names: False)
    monkeypatch.setattr(doctor, "_faces", lambda: iter(()))
    missing = [finding for finding in examine() if not finding.ok]

    assert {"Pango", "harfbuzz-subset", *doctor.NEEDED_FONTS, "Fandol fonts", "glyphs"} <= {f.name for f in missing}
    assert all(finding.mending for finding in missing)


def test_without_pango_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_loads", lambda *names: not any("pango" in name for name in names))

    assert named("Pango").mending.endswith("apt-get install -y libpangoft2-1.0-0")
    assert named("harfbuzz-subset").ok


def test_a_font_without_the_common_characters_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = {ord(character) for character in doctor.common_characters() + doctor._SIGNS}
    monkeypatch.setattr(doctor, "_characters", lambda path, number: everything - {ord("澜"), ord("衡")})
    finding = named("glyphs")

    assert not finding.ok
    assert finding.meaning == "2 common characters have no font: 衡澜"


def test_the_first_level_of_gb2312_is_whole() -> None:
    characters = doctor.common_characters()

    assert (len(characters), len(set(characters))) == (3755, 3755)
    assert (characters[0], characters[-1]) == ("啊", "座")


def test_fonts_are_found_without_fontconfig_too(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = doctor.installed_fonts()
    monkeypatch.setenv("PATH", "")
    scanned = doctor.installed_fonts()

    assert [scanned.get(family) for family in doctor.NEEDED_FONTS] == [
        listed.get(family) for family in doctor.NEEDED_FONTS
    ]


def test_a_damaged_font_file_is_no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("broken.otf", "broken.ttc"):
        (tmp_path / name).write_bytes(b"not a font")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(doctor, "_FONT_FOLDERS", (str(tmp_path),))

    assert doctor.installed_fonts() == {}
    assert doctor._characters(tmp_path / "broken.otf", 0) == set()


def test_the_fonts_looked_for_are_those_of_the_style_sheets() -> None:
    sheets = "".join(path.read_text("utf-8") for path in sorted(built_in().glob("*.css")))

    assert [family for family in doctor.NEEDED_FONTS if family not in sheets] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, where the folder would be")

    finding = doctor._output_folder(tmp_path / "out")

    assert not finding.ok
    assert "out cannot be written" in finding.meaning


def test_what_only_makes_pages_plainer_does_not_fail() -> None:
    assert complete([GOOD, PLAIN])
    assert not complete([GOOD, BAD])


def test_the_report_marks_each_finding_and_says_how_to_mend_it() -> None:
    assert report([GOOD, BAD, PLAIN]).splitlines() == [
        "✓ Pango         sets the pages",
        "✗ Pango         no PDF can be made",
        "                → apt-get install pango",
        "– Fandol fonts  pages use Noto instead",
        "                → apt-get download fandol",
        "Run what stands behind each → marked ✗.",
    ]


def test_the_command_prints_the_report_and_exits_0_here() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("briefgen"), "doctor"], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stderr
    assert "✓ Pango" in result.stdout
    assert "Everything needed is here." in result.stdout


def test_a_terminal_without_the_marks_is_no_failure() -> None:
    command = [Path(sys.executable).with_name("briefgen"), "doctor"]
    result = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "gbk"}, check=False)

    assert result.returncode == 0, result.stderr
    assert rb"\u2713 Pango" in result.stdout
    assert "gbk: Chinese names may not show" in result.stdout.decode("gbk")


def test_the_import_needs_no_pango() -> None:
    code = "import sys, briefgen.doctor as d; d.examine(); sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
