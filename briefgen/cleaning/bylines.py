"""Who wrote an article and where it appeared, from its bylines and datelines."""

import re
from collections.abc import Iterable
from functools import cache

from briefgen.lexicons import load

_ROLE = r"(?:首席|见习|实习|全媒体|特约|融媒体)*(?:记者|通讯员|撰稿人|评论员|作者|撰稿|撰文|实习生)"
_BYLINE = re.compile(
    r"^[■●◆□]"
    rf"|^[(（]?(?:.{{0,16}}[ ·|｜])?.{{0,6}}{_ROLE}[ :：/／|｜]"
    r"|(?:^| )[文图][/／]"
    r"|^.{2,12} [\u3400-\u9fff]{2,4}报道$"
)
_CREDITED = re.compile(rf"{_ROLE}(?=[ :：/／|｜])(.{{2,60}}?)(?=[)）。\n]|$)")
_BRACKETED = re.compile(rf"[(（][^()（）]{{0,10}}?{_ROLE}([^()（）。]{{2,40}})[)）]")
_BETWEEN = re.compile(r"[ 、,，/／:：|｜■]+")
_NAME = re.compile(r"[\u3400-\u9fff]{1,5}·?[\u3400-\u9fff]{1,5}")
_NOT_A_NAME = re.compile(rf"(?:报道|讯|电|摄)$|^(?:文|图|{_ROLE})$")
_LONGEST_NAME = 4  # characters without 姓·名 of other peoples

_LABELLED = re.compile(r"(?:来源|稿源|来自)\s?[:：]\s?([^\s:：()（）|｜]{2,30})")
_SIGNED = re.compile(
    r"^(?:发布时间|时间|日期)?\s?[:：]?\s?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
    r"\s([\u3400-\u9fff·]{2,20})(?=$|\s)"
)
_STAMPED = re.compile(r"^(.{2,30}?)\s+(?:\d{4}[-/.年])")


def is_byline(text: str) -> bool:
    """Whether a line is a byline as articles carry them: `江城时报 记者 王芳 江城报道`."""
    return len(text) <= 60 and bool(_BYLINE.search(text))


def author(lines: Iterable[str]) -> str | None:
    """The names of the first line that credits somebody, joined by 、."""
    for line in lines:
        for credit in (*_BRACKETED.finditer(line), *_CREDITED.finditer(line)):
            names = _names(credit[1])
            if names:
                return "、".join(names)
    return None


def _names(credit: str) -> list[str]:
    names: list[str] = []
    for word in filter(None, _BETWEEN.split(re.sub(_ROLE, " ", credit))):
        if _NOT_A_NAME.search(word) or not _NAME.fullmatch(word) or (len(word) > _LONGEST_NAME and "·" not in word):
            break
        names.append(word)
    return names


def source(page: Iterable[str], body: Iterable[str]) -> str | None:
    """The paper or site an article appeared in, as its page, byline or dateline says."""
    page, body = tuple(page), tuple(body)
    found = [match[1] for line in (*page, *body[-1:]) for match in [_LABELLED.search(line)] if match]
    found += [match[1] for line in page for match in [_STAMPED.match(line)] if match and _is_press(match[1])]
    found += [match[1] for line in page for match in [_SIGNED.match(line)] if match and _is_office(match[1])]
    found += [
        word for line in body if is_byline(line) for word in line.lstrip("(（■●◆□").split(" ")[:1] if _is_press(word)
    ]
    found += [match[1] for line in body for match in [_dateline().match(line)] if match]
    return next((name.strip(" ·-") for name in found if not _is_no_name(name)), None)


def _is_press(name: str) -> bool:
    return bool(re.search(f"(?:{_press()})$", name)) and not re.search(_ROLE, name)


def _is_office(name: str) -> bool:
    """Whether a name is of a paper or of an office that publishes its own news."""
    return _is_press(name) or name.endswith(tuple(load("metadata")["source"]["offices"]))


def _is_no_name(name: str) -> bool:
    """Whether a source names nobody: 本报, 互联网, or the label of the next field."""
    words = load("metadata")["source"]
    return name in words["own"] or name.startswith(tuple(words["fields"]))


@cache
def _press() -> str:
    return "|".join(load("metadata")["source"]["press"])


@cache
def _dateline() -> re.Pattern[str]:
    """How a dispatch opens: `江城日报7月28日讯(`, `新华社北京7月28日电 `, `央视网消息(`."""
    place_and_day = r"(?:[\u3400-\u9fff]{2,4}(?=\d))?(?:\d{1,2}月\d{1,2}日)?"
    return re.compile(rf"^据?([\u3400-\u9fff·]{{0,14}}?(?:{_press()})){place_and_day}(?:讯|电|消息)(?=[\s(（:：])")
