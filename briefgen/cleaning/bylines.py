"""Bylines: the lines and brackets that name who wrote an article and for whom."""

import re

_ROLES = "记者|通讯员|特约撰稿人|特约评论员|作者|撰稿|撰文|见习生|实习生"
_BYLINE = re.compile(
    r"^[■●◆□]"
    rf"|^[(（]?(?:.{{0,16}}[ ·|｜])?.{{0,6}}(?:{_ROLES})[ :：/／|｜]"
    r"|(?:^| )[文图][/／]"
    r"|^.{2,12} [\u3400-\u9fff]{2,4}报道$"
)


def is_byline(text: str) -> bool:
    """Whether a line is a byline as articles carry them: `江城时报 记者 王芳 江城报道`."""
    return len(text) <= 60 and bool(_BYLINE.search(text))
