"""Products to Markdown, HTML, PDF and Word.

`fit` cuts a briefing to one page by laying it out, `estimate` by counting lines; `render` makes
the bytes of one or the other.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from briefgen.products import Briefing
from briefgen.rendering.fitting import Fitted, estimate, fit

if TYPE_CHECKING:
    from briefgen.comparison.models import Comparison
    from briefgen.digesting.models import Digest

Format = Literal["md", "html", "pdf", "docx"]

__all__ = ["Fitted", "Format", "estimate", "fit", "render"]


@overload
def render(
    product: "Briefing | Fitted | Digest | Comparison", format: Literal["md", "html"], *, templates: Path | None = None
) -> str: ...
@overload
def render(
    product: "Briefing | Fitted | Digest | Comparison", format: Literal["pdf", "docx"], *, templates: Path | None = None
) -> bytes: ...


def render(
    product: "Briefing | Fitted | Digest | Comparison", format: Format, *, templates: Path | None = None
) -> str | bytes:
    """A product as Markdown (`md`), the HTML of its page (`html`), or the bytes of a PDF or Word file.

    A briefing is first cut to one page: for `md` by `estimate`, else by `fit`. Give the result of
    `fit` instead to have the same content in every format; `templates` is then its own. A digest and a
    comparison have as many pages as they need. Raises TemplateError for a wrong template, ToolError when Pango
    or a glyph is missing.
    """
    if not isinstance(product, Briefing | Fitted):
        return _render_pages(product, format, templates)
    from briefgen.rendering import docx, pages, pdf
    from briefgen.rendering import templates as files

    if isinstance(product, Briefing):
        product = (estimate if format == "md" else fit)(product, templates=templates)
    if format == "md":
        return product.markdown
    if format == "docx":
        return docx.write(
            product.markdown,
            product.look,
            date=product.briefing.iso_date,
            own=product.templates,
            barred=product.settings.bars,
            settings=product.settings,
        )
    html = pages.page(
        product.markdown,
        product.look,
        product.templates,
        date=product.briefing.iso_date,
        barred=product.settings.bars,
        settings=product.settings,
    )
    if format == "html":
        return html
    return pdf.write(pdf.layout(html, files.folders(product.templates)))


def _render_pages(product: "Digest | Comparison", format: Format, own: Path | None) -> str | bytes:
    from briefgen.comparison.models import Comparison

    if isinstance(product, Comparison):
        return _render_comparison(product, format, own)
    return _render_digest(product, format, own)


def _render_comparison(comparison: "Comparison", format: Format, own: Path | None) -> str | bytes:
    from briefgen.rendering import comparing, docx

    made = comparing.set_comparison(comparison, templates=own, lay_out=format != "md")
    if format == "pdf":
        return comparing.write(made)
    if format == "docx":
        return docx.write(made.markdown, made.look, date=made.date, numbered=True, chart=made.chart)
    return made.markdown if format == "md" else made.html


def _render_digest(digest: "Digest", format: Format, own: Path | None) -> str | bytes:
    from briefgen.rendering import docx, issues

    made = issues.issue(digest, templates=own, lay_out=format == "pdf")
    if format == "pdf":
        return issues.write(made)
    if format == "docx":
        return docx.write(made.markdown, made.look, date=digest.iso_date, numbered=True)
    return made.markdown if format == "md" else made.html
