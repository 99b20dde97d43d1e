"""Where a figure came from, in words for the person who asks."""

from collections.abc import Iterable

from briefgen.figures.rules import EXPLANATIONS
from briefgen.messages import Language, translated
from briefgen.models import Analysis, Figure


def explanation(analysis: Analysis, to: Language = "en") -> str:
    """Each figure of an article: its record, its sentence with the number marked, and the rule."""
    title = analysis.document.title or analysis.document.raw.path
    blocks = [f"# {title}\n", *(_figure(analysis, figure, to) for figure in analysis.figures)]
    return "\n".join(blocks) + "\n"


def _figure(analysis: Analysis, figure: Figure, to: Language) -> str:
    text = analysis.document.raw.text
    line = text.count("\n", 0, figure.start) + 1
    record = joined(
        (
            f"{translated(figure.measure, to)} {figure.value or ''}{figure.unit}",
            figure.bound if figure.bound != "eq" else "",
            figure.status,
            f"{figure.period.start}..{figure.period.end}" if figure.period else "",
            f"scope {figure.scope}" if figure.scope else "",
            f"of {figure.subject}" if figure.subject else "",
            *figure.notes,
        ),
        to,
    )
    sentence = analysis.document.sentences[figure.sentence]
    shown = marked(text[sentence.start : sentence.end], sentence.start, figure)
    where = joined((f"line {line}", f"characters {figure.start}-{figure.end}", rule(figure, to)), to)
    return f"{figure.indicator}{translated(': ', to)}{record}\n  {shown}\n  {where}\n"


def joined(parts: Iterable[str], to: Language) -> str:
    """Those of some messages that are not empty, in one line."""
    return translated(", ", to).join(translated(part, to) for part in parts if part)


def marked(written: str, start: int, figure: Figure) -> str:
    """The sentence of a figure as its author wrote it, from the offset `start` on, on one line, the number in 【】."""
    begin, end = figure.start - start, figure.end - start
    return " ".join(f"{written[:begin]}【{figure.raw}】{written[end:]}".split())


def rule(figure: Figure, to: Language = "en") -> str:
    """The rule that bound a figure, with what it means; its name is the same in every language."""
    meaning = EXPLANATIONS.get(figure.rule, "")
    told = translated(": ", to) + translated(meaning, to) if meaning else ""
    return f"{translated('rule ', to)}{figure.rule}{told}"
