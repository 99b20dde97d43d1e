"""The forms in which Chinese reports tell the time, as one pattern.

An expression is a year, a part of the year, an edge and a suffix in this order, each of which
may be missing (`今年` `上半年` `末` `以来`), or one of a few fixed forms. The first group of FORMS that
matched tells which.
"""

import re
from collections.abc import Iterable
from functools import cache

from briefgen.lexicons import load
from briefgen.openings import gated

_D = "0-9０-９"
_TO = r" ?[-－–—~～至到] ?"
_N = rf"(?:(?<![{_D}.])[{_D}]{{1,2}}|十[一二]?|[一二三四五六七八九])"
_DAY = rf"[{_D}]{{1,2}}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_QUARTER = r"[一二三四1-4]"
_FIRST = r"(?<![万亿千百十\d美欧港日韩])元"
_CENTURY = r"[〇零○一二三四五六七八九]"
_YEAR = rf"(?:19|20|１９|２０)[{_D}]{{2}}|[一二][〇零○九]{_CENTURY}{{2}}"
_PART = (
    rf"(?P<half>[上下前后]半年)"
    rf"|第?(?P<first_quarter>{_QUARTER})(?:季度)?[、至到\-—](?P<last_quarter>{_QUARTER})季度"
    rf"|第?(?P<quarter>{_QUARTER})个?季度|(?P<opening_quarter>首季)度?"
    rf"|前(?P<quarters>[二两三23])个?季度|前(?P<first_months>{_N}) ?个月"
    rf"|(?P<first_month>{_N}|{_FIRST})(?: ?月?份?{_TO}| ?、 ?)(?P<last_month>{_N}) ?月(?:份)?"
    rf"(?![{_D}])(?! ?{_N} ?[日号])"
    rf"|(?P<month>{_N}) ?月(?: ?(?P<day>{_DAY}) ?[日号])?(?:份|[上中下]旬)?(?:当月)?"
    rf"|(?P<whole>全年)"
)
_EDGE = r"(?P<edge>末|底(?![线部气色子])|初(?![步级中心次衷]))"
_SUFFIX = (
    r"(?P<suffix>以来|至今|同期|期间|之前|以前|起|开始|以内|内(?![需部外容蒙地陆])"
    rf"|前(?![{_D}一二三四五六七八九十两后几列沿提]))"
)


@cache
def pattern() -> re.Pattern[str]:
    """The alternation of all forms; its groups are named for what they hold."""
    words = load("periods")
    relative = _either([*words["years"]["published"], *words["years"]["spoken"]])
    year = (
        rf"(?:(?<![{_D}])(?P<year>{_YEAR})(?: ?年度?(?![级代轮限])|(?= ?[上下]半年| ?第?{_QUARTER}季度))"
        rf"|(?<![以文近])(?P<relative>{relative})(?![均龄代轻]))"
    )
    parts = re.sub(r"\(\?P<\w+>", "(?:", rf"{year}|{_PART}|年[末底初内]")
    forms = [
        r"[“\"]?(?P<plan>十[一二三四五六七]五)[”\"]?(?P<planned>期间|时期|以来|末|前?[一二三四五]年)?",
        rf"(?<![{_D}])(?P<iso>[12][0-9]{{3}}[-/.](?:0[1-9]|1[0-2])(?:[-/.](?:3[01]|[12][0-9]|0?[1-9]))?)(?![0-9万亿元%％个])",
        rf"(?<![{_D}])(?P<first_year>{_YEAR}) ?年?{_TO}(?P<last_year>{_YEAR}) ?年(?!{_N} ?月)",
        rf"(?P<some_years>(?:近|过去|未来|最近|今后|接下来|连续)的?[{_D}一二两三四五六七八九十几]{{1,3}} ?年"
        rf"|(?<![{_D}第])[{_D}一二两三四五六七八九十]{{1,2}} ?年(?:多来|以来|来|间))",
        rf"(?=(?P<common>{parts}))(?:{year})? ?(?:{_PART})? ?年?{_EDGE}?{_SUFFIX}?",
        rf"(?P<near_month>{_either(words['months']['published'])}|当月)",
        rf"(?P<near_day>{_either([*words['days']['published'], *words['days']['about']])})",
        rf"(?<![表体实呈出展发截])(?P<now>{_either(words['now']['words'])})(?![天日年期置])",
        rf"(?<![{_D}.第])(?P<lone_day>[{_D}]{{1,2}})日(?![元均])",
        r"(?P<same_time>同期)",
    ]
    return re.compile(gated("|".join(forms)))


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
