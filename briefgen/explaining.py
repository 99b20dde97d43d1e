"""Where a figure came from, in words for the person who asks."""

from briefgen.figures.rules import EXPLANATIONS
from briefgen.models import Analysis, Document, Figure


def explanation(analysis: Analysis) -> str:
    """Each figure of an article: its record, its sentence with the number marked, and the rule."""
    title = analysis.document.title or analysis.document.raw.path
    blocks = [f"# {title}\n", *(_figure(analysis, figure) for figure in analysis.figures)]
    return "\n".join(blocks) + "\n"


def _figure(analysis: Analysis, figure: Figure) -> str:
    text = analysis.document.raw.text
    line = text.count("\n", 0, figure.start) + 1
    facts = (
        f"{figure.measure} {figure.value or ''}{figure.unit}",
        figure.bound if figure.bound != "eq" else "",
        figure.status,
        f"{figure.period.start}..{figure.period.end}" if figure.period else "",
        f"scope {figure.scope}" if figure.scope else "",
        f"of {figure.subject}" if figure.subject else "",
        *figure.notes,
    )
    record = ", ".join(fact for fact in facts if fact)
    where = f"line {line}, characters {figure.start}-{figure.end}, {rule(figure)}"
    return f"{figure.indicator}: {record}\n  {marked(analysis.document, figure)}\n  {where}\n"


def marked(document: Document, figure: Figure) -> str:
    """The sentence of a figure as its author wrote it, on one line, with the number in 【】."""
    text, sentence = document.raw.text, document.sentences[figure.sentence]
    whole = f"{text[sentence.start : figure.start]}【{figure.raw}】{text[figure.end : sentence.end]}"
    return " ".join(whole.split())


def rule(figure: Figure) -> str:
    """The rule that bound a figure, with what it means."""
    meaning = EXPLANATIONS.get(figure.rule, "")
    return f"rule {figure.rule}" + (f": {meaning}" if meaning else "")
