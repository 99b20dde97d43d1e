"""Binding: every number of an article to its name, measure, status, period, scope and subject."""

import re
from bisect import bisect_left
from functools import cache

from briefgen.figures.clauses import Clause, cut, without_levels
from briefgen.figures.dating import Dating
from briefgen.figures.indicators import canonical
from briefgen.figures.mentions import Mention, find_mentions
from briefgen.figures.names import Namer, counted, has_head
from briefgen.figures.reading import Reading, industry_in, pieces, without_times
from briefgen.figures.rules import apply
from briefgen.figures.state import Draft, State
from briefgen.figures.status import announces, demands, heading_planned, observe, vows
from briefgen.figures.tables import Tables
from briefgen.lexicons import load
from briefgen.models import Document, Figure, Label, Place, Sentence

_SURE = 0.75
"""Share of the evidence from which a label of target or task is believed without a cue of one's own."""
_WEAK_HEAD = 24
"""Characters in which the name of a clause without a number must end."""
_REASON = re.compile(r"受(?!益)|由于|因|随着|为(?!民)|在(?![建校岗])|当|如|若|据|以|围绕|聚焦|按")
_FIELD = re.compile(r"在(全[国省市区县州])(?:范围内)?(?:的?排[名位]|排|位[居列次])")
_GOALS_END = re.compile(r"\d[^。;；\d]{0,8}的(?:预期|奋斗|年度|全年)?目标(?:任务)?[。;；]?$")
_PROMISED = re.compile("将|力争|确保|争取|努力")
_REACHED = re.compile("完成了|实现了|达到了|圆满|超额|顺利")
_LISTED = re.compile(r"(?:是|为|包括|分别是|分别为)?([^是为]{2,120})$")


def bind(document: Document, labels: tuple[Label, ...]) -> tuple[Figure, ...]:
    """All figures of an article in reading order, each stated once."""
    own = _own_names(document.place)
    state = State(Namer.of(own))
    dating = Dating.of(document)
    tables = Tables.of(document, own)
    found: list[Figure] = []
    paragraph = -1
    for index, sentence in enumerate(document.sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            state.new_paragraph()
            dating.paragraph()
        state.new_sentence()
        if tables.holds(sentence):
            found += (_figure(document, *placed) for placed in tables.opened_by(sentence, dating))
            continue
        label = labels[index] if index < len(labels) else None
        to_come = label is not None and label.section in ("target", "task")
        state.hint = to_come and label is not None and label.score >= _SURE
        state.bidden = to_come and label is not None and not label.uncertain
        state.demanded = state.demanded or demands(sentence.text)
        if sentence.kind != "sentence":
            dating.heading(sentence)
        if sentence.kind == "heading":
            planned = heading_planned(sentence, state.section_planned)
            if planned is None and dating.section:
                planned = dating.to_come(dating.section) or None
            state.section_planned = state.demanded or planned
        found += (_figure(document, sentence, draft) for draft in _sentence(sentence.text, state, dating))
        dating.end()
        if sentence.text.endswith("。"):
            state.full_stop()
    return _once(document, found)


def _own_names(place: Place) -> list[str]:
    """The article's own place by all its parts, with and without its kind: 衡阳市, 衡阳."""
    names = [part for part in (place.province, place.city, place.county, place.zone) if part]
    short = [re.sub("(?:特别行政区|自治区|自治州|省|市|县|区|旗)$", "", name) for name in names]
    zone = re.search("(?:经济技术|高新技术产业)?开发区$|经开区$|高新区$|新区$", place.zone or "")
    return [*names, *(name for name in short if len(name) > 1), *([zone[0]] if zone else [])]


def _sentence(text: str, state: State, dating: Dating) -> list[Draft]:
    """The figures of one sentence."""
    text = without_levels(text)
    times = dating.sentence(text)
    mentions = find_mentions(text, times)
    spans = [(m.start, m.end) for m in times if m.role != "base"]
    numbers = [(m.start, m.end) for m in mentions if m.letter in "qopxr"]
    starts = [m.start for m in mentions]
    drafts: list[Draft] = []
    if _names_goals(text):
        state.planned = True
    for clause in cut(text, numbers):
        if clause.opening == ";":
            state.new_group()
        here = mentions[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
        drafts += _clause(text, clause, here, spans, state, dating)
        if clause.closing == ":" and announces(text[: clause.end] + ":"):
            state.block = True
    return drafts


def _names_goals(text: str) -> bool:
    """Whether a sentence ends by calling all it holds a goal: 将新增项目10个,储备项目120个的目标任务."""
    return bool(_GOALS_END.search(text[-30:]) and _PROMISED.search(text) and not _REACHED.search(text))


def _clause(
    text: str, clause: Clause, mentions: list[Mention], times: list[tuple[int, int]], state: State, dating: Dating
) -> list[Draft]:
    body = text[clause.start : clause.end]
    _subject(body, state)
    if not any(m.letter in "qopxr" for m in mentions):
        if state.hint or state.section_planned or vows(body):
            observe(state, body)
        promised = _with(text, clause, state, dating)
        if promised:
            state.add(promised)
            return promised
        _remember(text, clause, times, state)
        return []
    reading = Reading(text, clause, pieces(text, clause, mentions, times), state, dating)
    return apply(reading)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    cues = load("cues_figures")
    heads = "|".join(
        sorted((w for w in cues["head"]["words"] if w not in ("规模", "计划", "数量")), key=lambda w: -len(w))
    )
    return {
        "verb": re.compile(cues["name"]["verb_opening"]),
        "with": re.compile("|".join(cues["with"]["patterns"])),
        "weak": re.compile(rf".{{1,{_WEAK_HEAD}}}?(?:(?:{heads})(?!以上|工业))+(?<!质量)(?<!力量)(?<!能量)"),
        "subject": re.compile("|".join(cues["subject"]["patterns"])),
    }


def _with(text: str, clause: Clause, state: State, dating: Dating) -> list[Draft]:
    """A target without a number: 居民收入与经济增速同步."""
    match = _patterns()["with"].search(text, clause.start, clause.end)
    if not match:
        return []
    name = state.namer.tidy(text[clause.start : match.start()])
    planned = state.planned or state.block or (state.planned is None and state.section_planned)
    if not name or not planned or not has_head(name):
        return []
    named = dating.named(match.start())
    period = named.period if named else (dating.whole_year() if state.block else dating.at(match.start(), True))
    return [
        Draft(name, "change", None, "", "with", "target", period, match.start(), match.end(), "with", match["other"])
    ]


def _remember(whole: str, clause: Clause, times: list[tuple[int, int]], state: State) -> None:
    """Keep what a clause without a number may be about, for the clauses behind it."""
    body = without_times(whole, clause.start, clause.end, times)
    text = state.namer.tidy(body)
    if _REASON.match(text) or _patterns()["verb"].match(body.lstrip()):
        return
    if text and clause.end < len(whole) and whole[clause.end] in "(（":
        state.weak = text
        return
    found = _patterns()["weak"].match(text)
    noun = found[0] if found else counted(text)[0]
    if found or canonical(noun):
        state.weak = noun
    elif industry_in(text):
        state.weak = industry_in(text)
    field = _FIELD.search(body)
    state.ranked_in = field[1] if field else state.ranked_in
    listed = _LISTED.search(body)
    parts = listed[1].split("、") if listed else []
    if len(parts) > 1:
        state.listed = [part.strip() for part in parts]


def _subject(body: str, state: State) -> None:
    """A company named at the head of a clause is what the figures behind it are about."""
    if not any(word in body for word in load("cues_figures")["subject"]["words"]):
        return
    text = state.namer.tidy(body.split("——")[-1])
    match = _patterns()["subject"].match(text)
    if match and not any(word in match[0] for word in load("cues_figures")["subject"]["not_subject"]):
        state.subject = match[0]


def _figure(document: Document, sentence: Sentence, draft: Draft) -> Figure:
    start, end = document.span(sentence, draft.start, draft.end)
    known = canonical(draft.indicator)
    return Figure(
        indicator=draft.indicator,
        canonical=known.key if known else None,
        measure=draft.measure,
        value=draft.value,
        unit=draft.unit,
        bound=draft.bound,
        status=draft.status,
        period=draft.period,
        scope=draft.scope,
        subject=draft.subject,
        start=start,
        end=end,
        raw=document.raw.text[start:end],
        sentence=sentence.index,
        rule=draft.rule,
        upper=draft.upper,
        notes=draft.notes,
    )


def _announced(short: Figure, full: Figure) -> bool:
    """Whether a title or heading tells a figure of the body in fewer words: 工业增幅 for 规模以上工业增加值增幅."""
    if (short.measure, short.value, short.unit) != (full.measure, full.value, full.unit):
        return False
    characters = iter(full.indicator)
    return all(character in characters for character in short.indicator)


def _once(document: Document, figures: list[Figure]) -> tuple[Figure, ...]:
    """Drop what a later sentence repeats; a statement in the body goes before one in a title or heading."""
    titles = {s.index for s in document.sentences if s.kind in ("title", "heading")}
    body = [figure for figure in figures if figure.sentence not in titles]
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in sorted(figures, key=lambda f: (f.sentence in titles, f.start, f.end)):
        if figure.sentence in titles and any(_announced(figure, other) for other in body):
            continue
        what = figure.canonical or figure.indicator
        key = (
            what,
            figure.measure,
            figure.value,
            figure.upper,
            figure.unit,
            figure.status,
            figure.scope,
            figure.subject,
        )
        same = kept.get(key)
        if same and (same.period is None or figure.period is None or same.period == figure.period):
            continue
        kept.setdefault((*key, figure.period) if same else key, figure)
    return tuple(sorted(kept.values(), key=lambda f: (f.start, f.end)))
