"""Bytes of Chinese text to characters, whatever the file says of itself.

A byte order mark decides; else strict UTF-8; else the one of GB18030, Big5-HKSCS and UTF-16
whose result is most like Chinese, by the share of its characters that are among the most common
(lexicons/common_characters.toml). Declared charsets are not asked: saved pages lie about them.
"""

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LEGACY = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")

SAMPLE = 4000
"""Characters beyond ASCII that are scored, wherever they begin: saved pages open with scripts. More
do not change the verdict and cost time."""

HEAD = 20_000
"""Bytes or characters in which a binary file shows itself."""

WORST_DAMAGE = 0.02
"""Share of undecodable characters up to which a file counts as damaged text, not as unknown:
a page cut between two bytes loses one character a cut."""

LEAST_COMMON = 0.2
"""Share of common characters below which no encoding is believed. Chinese text has .6 and more,
lists of names .3; a wrong decoding has under .1."""

MOST_CONTROLS = 0.005
"""Share of control characters above which the bytes are no text. Mail texts carry a stray one."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_WIDE = re.compile(r"[^\x00-\x7f]+")


class UndecodableError(ValueError):
    """The bytes are no text, or in no known encoding; the message says which."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, without byte order mark, and the encoding that gave them."""

    text: str
    encoding: str
    damaged: int = 0
    """How many characters could not be decoded and stand as U+FFFD."""


def decode(data: bytes) -> Decoded:
    """Decode a file's bytes. Raises UndecodableError for bytes that are no text."""
    decoded = _marked(data) or _utf8(data) or _legacy(data)
    head = decoded.text[:HEAD]
    if len(_CONTROL.findall(head)) > MOST_CONTROLS * len(head):
        raise UndecodableError("it is a binary file, not text")
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    if b"\0" in data[:HEAD]:  # ASCII and digits in UTF-16 are valid UTF-8
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _legacy(data: bytes) -> Decoded:
    """The likeliest of the encodings without a mark; a strict decoding goes before a damaged one."""
    strict = [d for encoding in LEGACY if (d := _strict(data, encoding))]
    best = max(strict, key=_commonness, default=None)
    if best is None or _commonness(best) < LEAST_COMMON:
        # Ties go to the first: the order of the tuple is the order of belief.
        damaged = [_lenient(data, encoding) for encoding in ("utf-8", *LEGACY)]
        best = max(damaged, key=_commonness)
    if _commonness(best) < LEAST_COMMON or best.damaged > max(1, WORST_DAMAGE * len(best.text)):
        raise UndecodableError("it is a binary file, not text" if b"\0" in data else "its encoding is unknown")
    return best


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _commonness(decoded: Decoded) -> float:
    """Share of common characters among those that are not ASCII, 0 to 1."""
    wide = "".join(run[0] for run in islice(_WIDE.finditer(decoded.text), SAMPLE))[:SAMPLE]
    common = _common_characters()
    return sum(c in common for c in wide) / len(wide) if wide else 0.0


@cache
def _common_characters() -> frozenset[str]:
    lexicon = tomllib.loads(files("briefgen").joinpath("lexicons/common_characters.toml").read_text("utf-8"))
    return frozenset("".join(lexicon.values())) - {"\n"}
