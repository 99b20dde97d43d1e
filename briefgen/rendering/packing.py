"""Office files are zip archives; here they are packed so that the same content gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip archive can name; the report's own date stands in the document's properties."""


def moment(date: str | None) -> datetime:
    """When an office file was made, as it says itself: the day of its report (ISO, as exactly as known)."""
    return datetime.fromisoformat(f"{date}-01-01"[:10]).replace(tzinfo=UTC) if date else datetime(*_DATE, tzinfo=UTC)


def repacked(archive: bytes) -> bytes:
    """A zip archive with its members in their order, without the time of packing."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
