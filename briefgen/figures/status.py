"""Planned or done: the status of a figure from the words around it."""

import re
from dataclasses import dataclass
from functools import cache

from briefgen.figures.state import State
from briefgen.lexicons import load
from briefgen.models import Sentence, Status

_PLANS = re.compile(r"(?:目标|安排|打算|部署|任务)$")
_IS_PLAN = re.compile(
    r"(?:目标|安排|打算|部署|计划|展望|宏图|规划|任务|举措|建议|重点|下半场)[^,，。]{0,4}$|^.{0,8}下一步|^.{0,8}下(?:半年|阶段)"
)
"""A heading without a number is one of plans when that is what it ends in; else it may tell news of a plan."""
_GOAL = re.compile(
    r"[^,，。;；]{0,24}?[”\"]?的(?:预期|既定|奋斗|全年|年度)?目标|(?:左右|以上)?的?(?:预期|奋斗|全年|年度)?目标"
)


@dataclass(frozen=True, slots=True)
class _Cues:
    cue: re.Pattern[str]
    near: re.Pattern[str]
    done: re.Pattern[str]
    name: re.Pattern[str]
    completion: re.Pattern[str]
    block: re.Pattern[str]
    demand: re.Pattern[str]
    vow: re.Pattern[str]
    past: re.Pattern[str]
    bid: re.Pattern[str]
    heading_target: re.Pattern[str]
    heading_actual: re.Pattern[str]
    heading_actual_deep: re.Pattern[str]


@cache
def _cues() -> _Cues:
    status = load("cues_figures")["status"]
    return _Cues(
        cue=re.compile(f"(?P<actual>{'|'.join(status['actual'])})|(?P<target>{'|'.join(status['target'])})"),
        near=re.compile("|".join(status["target_near"])),
        done=re.compile("|".join([*status["actual"], *status["compared"]])),
        name=re.compile("|".join(status["target_name"])),
        completion=re.compile("|".join(status["completion"])),
        block=re.compile("|".join(status["block"])),
        demand=re.compile("|".join(status["demand"])),
        vow=re.compile("|".join(status["vow"])),
        past=re.compile("|".join(status["past"])),
        bid=re.compile("|".join(status["bid"])),
        heading_target=re.compile("|".join(status["heading_target"])),
        heading_actual=re.compile("|".join(status["heading_actual"])),
        heading_actual_deep=re.compile("|".join(status["heading_actual_deep"])),
    )


def heading_planned(heading: Sentence, before: bool | None) -> bool | None:
    """Whether a heading puts what follows in the future.

    One that does not tell keeps the future, for a report looks back first and never again;
    a deeper one keeps the past as well.
    """
    cues = _cues()
    if heading.level > 1:
        return False if cues.heading_actual_deep.search(heading.text) else before
    if cues.heading_actual.search(heading.text) and not _PLANS.search(heading.text):
        return False
    if cues.heading_target.search(heading.text) and (heading.level or _IS_PLAN.search(heading.text)):
        return True
    return before or None


def announces(text: str) -> bool:
    """Whether a text opens a block of targets: 预期目标:"""
    return bool(_cues().block.search(text))


def demands(text: str) -> bool:
    """Whether a sentence opens an item of what has to be done, or tells what comes next: 三要…, 下一步…"""
    return bool(_cues().demand.match(text))


def vows(clause: str) -> bool:
    """Whether a clause opens with a promise that reaches over the clauses behind it: 确保7月底前结束,产量稳定在…"""
    return bool(_cues().vow.match(clause))


def observe(state: State, text: str) -> None:
    """Take note of the last cue of planned or done in a text that reaches over commas."""
    cues = _cues()
    for match in cues.cue.finditer(_plain(text)):
        state.planned = match["target"] is not None


def _plain(text: str) -> str:
    """A text without completions of plans, which are counted, and without plans that are names."""
    cues = _cues()
    return cues.name.sub(lambda m: "·" * len(m[0]), cues.completion.sub("累计", text))


def status_of(state: State, name: str, before: str, after: str, over: bool | None) -> Status:
    """The status of one figure.

    `before` is its clause up to the number, `after` what follows it up to the next mark;
    `over` tells whether the time its own sentence dates it in is over, or (False) still to come; None
    when it does not tell.
    """
    cues = _cues()
    if cues.completion.search(before + "·") or cues.completion.search(name):
        return "actual"
    if cues.name.search(name) or _GOAL.match(after):
        return "target"
    near = cues.near.search(_plain(before))
    if near and not cues.done.search(_plain(before), near.end()):
        return "target"
    if state.planned is not None:
        return "target" if state.planned else "actual"
    if state.block or over is False:
        return "target"
    if over:
        return "actual"
    if not cues.past.search(before) and (state.demanded or (state.bidden and cues.bid.match(before))):
        return "target"
    return "target" if state.section_planned or (state.hint and state.section_planned is not False) else "actual"
