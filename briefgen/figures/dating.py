"""The period of a figure: the last one named before it, in its sentence, paragraph or section."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from briefgen.figures.holidays import find_holidays
from briefgen.figures.periods import PeriodMention, find_periods, since_january, whole_year
from briefgen.lexicons import load
from briefgen.models import Document, Period, Sentence

_PLAN_NOTE = re.compile(r"“?十([一二三四五六七])五”?(?:规划)?(?:的)?(开局|收官|起步)之年")
_FIRST_PLAN_YEAR = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031, "七": 2036}
_CARRIED = ("half", "quarter", "months", "year", "plan")
_CLAUSE = re.compile(r"[,，;；。]")
_FIVE_YEARS = re.compile(r"五年")
_THESE_FIVE = re.compile(r"(?:这|过去|近)?五年(?:来|间|里)?[,，]")
_AVERAGE = re.compile(
    r"[比较与和以](?P<base>20\d\d)年(?:同期|上半年|同月)?[^。；\n]{0,60}?(?P<years>[两二三四])年(?:平均|年均)"
)
_COUNTED = {"两": 2, "二": 2, "三": 3, "四": 4}
_YEAR_PLAN = re.compile(r"(?<![成占为])(?:年度|全年|本年度?)(?:投资|建设)?计划(?:总)?(?:投资)?(?:为|是|约)?\d")
_MET = re.compile(r"(?:完成|占|达|实现)(?:了|到)?$")
_SET_THEN = ("预算", "目标", "任务", "计划", "确定", "下达", "提出", "制定", "安排", "部署")
"""Behind 年初, what was set then for the year."""
_SCHEDULED = re.compile(".*总投资$|.*计划")
_PROGRESS = re.compile("完成投资|完成率$|进度$|到位")
"""In a report on a yearly plan, what is of the year, and what has been reached so far."""
_SCHEME = re.compile("(?:年度|全年)(?:计划)?投资计划|(?:年度|全年)计划投资|年度计划$")
_OPENING = 12
"""Characters in which a sentence without a figure names the time of what follows."""
_TOLD = re.compile(r"[^。;；]{0,40}?(?:获悉|了解到|显示|介绍|通报|公布|发布)[,，:：]")
"""What tells where news comes from, before the news begins."""
_TOLD_ON = re.compile("获悉|了解到|显示|介绍|通报|公布|发布|消息|宣布|印发|数据|统计")
_STOCK = re.compile(load("cues_figures")["head"]["stock"])
_FLOW = re.compile(load("cues_figures")["head"]["flow"])
_EXPLICIT = re.compile(r"(?<!\d)(20\d\d)年")
_SHORT_YEAR = re.compile(
    r"(?<![\d.])([012]\d)年(?:以来|[上下]半年|第?[一二三四]季度|[1-9]月|1[-—–至]\d{1,2}月|全年|末|底)"
)
_SURVEY = re.compile(r"(20\d\d)年?度?[^,，。;；]{0,24}(?:公报|统计报告|年度报告)")


def reference(document: Document) -> str | None:
    """The date periods are resolved with: that of publication, or the year the text tells.

    A report without a date may name its year as the first or last of a five-year plan, by the
    years since the base of an average (与2019年相比,两年平均), or by
    naming one year more often than any other (years it only compares with do not count), or
    by writing one with two digits (15年以来).
    """
    if document.date:
        return document.date
    text = document.clean.text
    plan = _PLAN_NOTE.search(text)
    if plan:
        return str(_FIRST_PLAN_YEAR[plan[1]] + (4 if plan[2] == "收官" else 0))
    average = _AVERAGE.search(text)
    if average:
        return str(int(average["base"]) + _COUNTED[average["years"]])
    named = [m for m in find_periods(text) if m.role in ("span", "reading", "date") and m.kind != "plan"]
    years = Counter(year for m in named for year in _EXPLICIT.findall(m.raw)).most_common(2)
    if years and (len(years) == 1 or years[0][1] > years[1][1]):
        return str(years[0][0])
    short = _SHORT_YEAR.search(text)
    return f"20{short[1]}" if short and not years else None


def _unfit(text: str, mention: PeriodMention) -> bool:
    """3年内 is how long, not when; 与2021年的…相比 is what is compared with."""
    if mention.raw.startswith("年") and text[: mention.start][-1:].isdigit():
        return True
    if text.startswith(("远景", "目标", "规划"), mention.end):
        return True
    if mention.raw == "全年" and _MET.search(text[max(0, mention.start - 8) : mention.start]):
        return text.startswith(_SET_THEN, mention.end)
    if mention.raw.endswith("年初") and text.startswith(_SET_THEN, mention.end):
        return True
    return text[: mention.start].endswith(("与", "同", "比", "较")) and "相比" in text[mention.end : mention.end + 24]


def _within(month: Period | None, whole: Period | None) -> bool:
    if not whole or not month:
        return False
    return whole.start != whole.end and whole.start <= month.start and month.end <= whole.end


def _flows(name: str, changed: bool) -> bool:
    if _STOCK.search(name) and not name.startswith(("新增", "净增", "发放")):
        return False
    return changed or bool(_FLOW.search(name))


@dataclass(slots=True)
class Dating:
    """Walks through an article and knows the period spoken of at every place."""

    date: str | None
    year: int | None = None
    """The year the section is about."""
    survey: Period | None = None
    """The year a statistical survey is about by its title: what no heading dates is of that year."""
    section: Period | None = None
    plan: Period | None = None
    """The five-year plan a heading names: 这五年 below it."""
    dated: bool = False
    """Whether `current` is the date of a reading: what flows has run to it since January."""
    due: Period | None = None
    """The year the targets of the paragraph are due in."""
    announced: Period | None = None
    """The time to come that a sentence named for the paragraphs it announces: 下半年抓好以下工作:"""
    actual: Period | None = None
    """The period of the last figure that was no target."""
    current: Period | None = None
    annual: Period | None = None
    """The year, in a sentence that states the plan of the year and no time of its own."""
    scheme: Period | None = None
    """The year of the plan whose execution is reported."""
    progress: Period | None = None
    """The months of that year over which its execution is told."""
    first: bool = True
    """Whether the paragraph has dated nothing yet."""
    text: str = ""
    mentions: list[PeriodMention] = field(default_factory=list)
    promised: PeriodMention | None = None
    """The year a target of this sentence is due in; what was done so far is not dated by it."""
    used: PeriodMention | None = None
    """What dated the last figure of the sentence."""

    @classmethod
    def of(cls, document: Document) -> "Dating":
        """The dating of an article; a statistical survey is about the year in its title."""
        survey = _SURVEY.search(document.title or "")
        year = int(survey[1]) if survey else None
        section = Period.of_year(year) if year else None
        return cls(reference(document), year, survey=section, section=section)

    def heading(self, sentence: Sentence) -> None:
        """A heading ends what was spoken of; a year in it dates what follows."""
        named = [m for m in find_periods(sentence.text, self.date, self.year) if m.period and m.role == "span"]
        self.plan = next((m.period for m in named if m.kind == "plan"), self.plan)
        if named and named[0].kind in _CARRIED:
            period = named[0].period
            self.section = period
            self.year = int(period.start[:4]) if period else None
            self.current = self.section
        elif sentence.kind == "heading" and sentence.level and self.section:
            self.current = self.section
        elif sentence.kind == "heading" and not sentence.level:
            self.section = self.survey
            self.current = self.current if self.survey is None else self.survey
            self.year = int(self.survey.start[:4]) if self.survey else None
            self.due = self.announced = None

    def sentence(self, text: str) -> list[PeriodMention]:
        """Read the expressions of time of a sentence."""
        self.text = text
        if self.plan and _THESE_FIVE.match(text):
            self.current = self.plan
        found = find_periods(text, self.date, self.year)
        feasts = find_holidays(text, self.year or (int(self.date[:4]) if self.date else None))
        spans = [(m.start, m.end) for m in feasts]
        clear = [m for m in found if not _unfit(text, m) and not any(a < m.end and m.start < b for a, b in spans)]
        self.mentions = sorted([*map(self._resolved, clear), *feasts], key=lambda m: m.start)
        self.annual = self.whole_year() if _YEAR_PLAN.search(text) and not self._last(len(text), True) else None
        return self.mentions

    def _resolved(self, mention: PeriodMention) -> PeriodMention:
        """这五年 is the plan of the heading."""
        if mention.period is None and self.plan and _FIVE_YEARS.search(mention.raw):
            return replace(mention, period=self.plan, kind="plan")
        return mention

    def at(self, offset: int, planned: bool, name: str = "", changed: bool = False) -> Period | None:
        """The period of a figure at an offset of the sentence.

        What flows (收入, 完成投资) and is read at a date has run since January; a stock (余额) has not.
        """
        last = self._last(offset, planned)
        if last is None:
            executed = self._executed(name, planned)
            if executed or self.annual:
                return executed or self.annual
            carried = self._ahead() if planned else self.current
            happened = self._day_behind(offset, carried)
            if happened and not planned:
                return happened
            return since_january(carried) if carried and self.dated and _flows(name, changed) else carried
        if not planned and last is self.promised and self.actual:
            return self.actual
        if not (self.used and self.used.period and last.kind == "month" and _within(last.period, self.used.period)):
            self.used = last
        period = last.period
        self._note_plan(name, period)
        if not planned:
            self.actual = period
            self.due = None
        elif last.kind == "year":
            self.promised = last
        if last.role == "reading" and period and last.kind != "now" and _flows(name, changed):
            return since_january(period)
        return period

    def _ahead(self) -> Period | None:
        """When a plan without a time of its own is due: never in months of this year that are over."""
        year = self.whole_year()
        if self.due or not self.current or not year or self.to_come(self.current) or not self.to_come(year):
            return self.due or self.current
        return year if self.current.start[:4] == year.start[:4] else self.current

    def _note_plan(self, name: str, period: Period | None) -> None:
        """Remember the year of a plan (年度投资计划), and the months of it in which investment was completed."""
        if period and _SCHEME.search(name) and period == whole_year(period):
            self.scheme, self.progress = period, None
        elif period and self.scheme and _PROGRESS.search(name) and _within(period, self.scheme):
            self.progress = period

    def _executed(self, name: str, planned: bool) -> Period | None:
        """Where no time is named in a report on a yearly plan: the year for its size, the months for its progress."""
        if not self.scheme or not self.progress:
            return None
        if _PROGRESS.search(name) and not planned:
            return self.progress
        return self.scheme if _SCHEDULED.match(name) else None

    def _day_behind(self, offset: int, carried: Period | None) -> Period | None:
        """The month of a day on which something happened after the time spoken of: 今天(9月20日)开幕."""
        if carried is None or _TOLD_ON.search(self.text):
            return None
        days = (m.period for m in self.mentions if m.kind == "day" and m.role == "date" and m.end <= offset)
        return next((day for day in days if day and day.start > carried.end), None)

    def named(self, offset: int) -> PeriodMention | None:
        """The expression of time in this sentence that dates the figure at an offset."""
        return self._last(offset, True)

    def paragraph(self) -> None:
        """A new paragraph goes on in a time that is over, not in one that is to come."""
        self.due = self.announced
        self.first = True
        if self.current and self.to_come(self.current):
            self.current = self.section

    def _aside(self, mention: PeriodMention) -> bool:
        """其中6月份: one month of the time a paragraph is about does not go on to the next sentence."""
        aside = not self.first or self.text.startswith("其中")
        return aside and mention.kind in ("month", "quarter", "half") and _within(mention.period, self.current)

    def to_come(self, period: Period) -> bool:
        """Whether a period ends after the date of publication."""
        known = (self.date or "")[:7]
        return bool(known) and period.end[: len(known)] > known

    def end(self) -> None:
        """The sentence is over: the period of its last figure goes on, or one it opened with."""
        last = self.used
        survey = _SURVEY.search(self.text) if last is None else None
        if survey:
            self.current = Period.of_year(survey[1])
        elif last is None:
            told = _TOLD.match(self.text)
            until = (told.end() if told else 0) + _OPENING
            opening = [m for m in self.mentions if m.start < until and m.role in ("span", "reading")]
            last = next((m for m in opening if m.kind in _CARRIED and not m.raw.endswith("初")), None)
            if last is not None and last.period and self.to_come(last.period):
                self.due, last = last.period, None
                self.announced = self.due if self.text.endswith((":", "：")) else self.announced
        if last is not None and last is self.promised:
            self.due = last.period
        elif last is not None and last.role != "deadline" and not self._aside(last):
            self.current, self.due = last.period, None
            self.dated = last.role == "reading" and last.kind != "now"
        self.first = self.first and last is None
        self.used = self.promised = None

    def _last(self, offset: int, planned: bool) -> PeriodMention | None:
        roles = ("span", "reading", "deadline") if planned else ("span", "reading")
        for mention in reversed(self.mentions[: bisect_left(self.mentions, offset, key=lambda m: m.start)]):
            if mention.role not in roles or mention.kind == "day" or self._in_other_bracket(mention, offset):
                continue
            if mention.period or not _CLAUSE.search(self.text, mention.end, offset):
                return mention
        return None

    def _in_other_bracket(self, mention: PeriodMention, offset: int) -> bool:
        """A time in a bracket dates what is in it, not what follows it."""
        between = self.text[mention.end : offset]
        closed = max(between.find(")"), between.find("）"))
        opened = max(between.find("("), between.find("（"))
        return closed >= 0 and (opened < 0 or closed < opened)

    def whole_year(self) -> Period | None:
        """The year of publication, in which an annual target is due."""
        year = self.year or (int(self.date[:4]) if self.date else None)
        return Period.of_year(year) if year else None
