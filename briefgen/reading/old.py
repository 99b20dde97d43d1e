"""Files of older office programs: known, so that the message can say how to turn them into something readable."""

from collections.abc import Iterator

from briefgen.models import RawText
from briefgen.reading.source import Format, Source, Warn

_SIGNS = {
    # The compound file of Office before 2007; Word also wraps encrypted .docx in it.
    b"\xd0\xcf\x11\xe0": ("an old or encrypted Office file", "save it as .docx without a password"),
    b"{\\rtf": ("a rich text file", "save it as .docx"),
}
# NULs are taken out of the head before a format sees it; none of these signs has one.


def read_old(source: Source, warn: Warn) -> Iterator[RawText]:
    """Nothing but the error that says what to do."""
    for sign, (kind, remedy) in _SIGNS.items():
        if source.data.startswith(sign):
            raise source.error(f"it is {kind}", remedy)
    raise source.error("it is an old Office file", "save it as .docx")
    yield  # a generator like every reader


FORMAT = Format("old", frozenset({".doc", ".wps", ".rtf"}), lambda head: head.startswith(tuple(_SIGNS)), read_old)
