"""Where a figure came from, in words for the person who asks."""

from briefgen.models import Analysis, Figure


def explanation(analysis: Analysis) -> str:
    """Each figure of an article: its record, its sentence with the number marked, and the rule."""
    title = analysis.document.title or analysis.document.raw.path
    blocks = [f"# {title}\n", *(_figure(analysis, figure) for figure in analysis.figures)]
    return "\n".join(blocks) + "\n"


def _figure(analysis: Analysis, figure: Figure) -> str:
    text = analysis.document.raw.text
    sentence = analysis.document.sentences[figure.sentence]
    marked = f"{text[sentence.start : figure.start]}【{figure.raw}】{text[figure.end : sentence.end]}"
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
    where = f"line {line}, characters {figure.start}-{figure.end}, rule {figure.rule}"
    return f"{figure.indicator}: {record}\n  {' '.join(marked.split())}\n  {where}\n"
