"""What the tests of the readers share."""

import re
from pathlib import Path

import pytest

from briefgen.errors import SourceError
from briefgen.models import RawText
from briefgen.reading import read, read_source
from briefgen.reading.source import Source

REPORT = (
    "青禾市上半年经济运行平稳\n"
    "上半年，全市地区生产总值完成268.4亿元，同比增长6.2%，增速比一季度加快0.5个百分点。\n"
    "下一步，全市将继续抓好重点项目建设，力争全年固定资产投资增长9%以上。\n"
)
TRADITIONAL = (
    "青禾市上半年經濟運行平穩\n"
    "上半年，全市地區生產總值完成268.4億元，同比增長6.2%，增速比一季度加快0.5個百分點。\n"
    "下一步，全市將繼續抓好重點項目建設，力爭全年固定資產投資增長9%以上。\n"
)


def one(source: str | Path) -> RawText:
    """The only article of a source that is read without a warning."""
    warnings: list[str] = []
    (article,) = read(source, warn=warnings.append)
    assert warnings == []
    return article


def of(data: bytes | str, suffix: str = "") -> list[RawText]:
    """The articles in some bytes."""
    return list(read_source(Source("given" + suffix, data.encode() if isinstance(data, str) else data, suffix)))


def refused(source: str | Path) -> str:
    """The message with which a source is refused; it is one line, and names the source."""
    with pytest.raises(SourceError) as caught:
        list(read(source))
    message = str(caught.value)
    assert re.fullmatch(r"cannot read [^\n]+: [^\n]+; [^\n]+", message), message
    return message
