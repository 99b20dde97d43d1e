"""Markdown to the HTML of a page.

The page is made of the Markdown alone, so that an edited file gives its page again. Its parts
are known by place: what stands before the title is the masthead, what stands below the last
rule is the foot, each second-level heading opens a section.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.rendering import bars, templates, titles
from briefgen.settings import DEFAULT, Settings

_ALLOWED = {"h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "blockquote", "br", "hr", "span"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_CLASSES = {"span": {"n", "d", "open", "close", "tail"}, "td": {"up", "down"}}
TITLE_SIZE, TABLE_SIZE = 1.6, 0.95
"""Of the title's type and that of tables, in sizes of the body's; the style sheet says the same."""
POINTS_PER_MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
PRINTED = {"office": "office", "plain": "plain", "screen": "plain"}
"""The look in which each look is printed."""
_TAG = re.compile(r"<[^>]*>")
WIDE_GAP = "　　"


@dataclass(frozen=True, slots=True)
class Look:
    """The measures the fitting changes, in points unless said otherwise."""

    size: float
    """Of the body's type."""
    leading: float
    """Distance of lines as a multiple of the size."""
    gap: float = 0.0
    """Put above each section in addition to what the style sheet gives."""
    sink: float = 0.0
    """Put above the foot, so that it stands at the page's foot."""
    lift: float = 0.0
    """Put above the title, so that little text does not hang from the masthead."""

    @property
    def roomy(self) -> bool:
        """Whether the type is large enough for the wide margins of official papers."""
        return self.size >= 13

    @property
    def foot_size(self) -> float:
        """Of the foot's type: small print, at least 9 pt and at most 五号 (10.5 pt)."""
        return min(max(self.size * 0.9, 9.0), 10.5)

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Of the page, in mm: top, right, bottom, left."""
        return (26, 26, 20, 28) if self.roomy else (15, 22, 14, 22)

    @property
    def room(self) -> float:
        """From the top of the paper to the end of the text block, in points."""
        return PAGE_HEIGHT - self.margins[2] * POINTS_PER_MM

    @property
    def text_width(self) -> float:
        """Of the text block, in points."""
        return PAGE_WIDTH - (self.margins[1] + self.margins[3]) * POINTS_PER_MM

    @property
    def table_width(self) -> float:
        """Of the text block, in sizes of the tables' type."""
        return self.text_width / (self.size * TABLE_SIZE)


def to_html(markdown: str) -> str:
    """Markdown to clean HTML: our tags only, no address, no attribute but classes we set."""
    import nh3
    from markdown import Markdown

    from briefgen.rendering.typography import Typography

    converter = Markdown(extensions=["tables", "sane_lists", Typography()], output_format="html")
    for registry, name in (
        (converter.preprocessors, "html_block"),
        (converter.inlinePatterns, "html"),
        (converter.inlinePatterns, "autolink"),
        (converter.inlinePatterns, "automail"),
        (converter.parser.blockprocessors, "reference"),
    ):
        registry.deregister(name)
    return nh3.clean(
        converter.convert(markdown),
        tags=_ALLOWED,
        attributes={"td": {"style"}, "th": {"style"}},
        allowed_classes=_CLASSES,
        filter_style_properties={"text-align"},
        url_schemes=set(),
    )


def page(
    markdown: str,
    look: Look,
    own: Path | None = None,
    *,
    date: str | None = None,
    sheets: Sequence[str] = ("brief.css",),
    chart: str = "",
    barred: bool = False,
    settings: Settings = DEFAULT,
) -> str:
    """The HTML of a whole page: template, style sheets and the parts of the Markdown.

    `chart` is markup of a template of ours; it ends the first section. `barred` puts bars beside the
    rates of its tables. `settings` give the look, whose own style sheet comes last, the colours and
    the logo.
    """
    html = to_html(markdown)
    if barred:
        html = bars.draw(html, look.table_width, own, colour=settings.colour)
    shown = parts(with_chart(html, chart))
    context = {
        **shown,
        "heading": titles.lines(shown["title"], look.text_width / (look.size * TITLE_SIZE) - 1),
        "date": date,
        "look": look,
        "css": styles((*sheets, f"looks/{PRINTED[settings.look]}.css"), settings, own),
        "logo": settings.logo,
    }
    return templates.fill("page.html.j2", context, own)


def styles(sheets: Sequence[str], settings: Settings, own: Path | None = None) -> str:
    """Style sheets as one, with the colours that are set."""
    red, green, blue = (int(settings.colour[at : at + 2], 16) for at in (1, 3, 5))

    def mixed(other: int, share: float) -> str:
        return "#" + "".join(f"{round(other * share + part * (1 - share)):02x}" for part in (red, green, blue))

    shades = {"accent": settings.colour, "dark": mixed(0, 0.18), "line": mixed(214, 0.9), "tint": mixed(255, 0.94)}
    colours = ":root { " + "; ".join(f"--{name}: {colour}" for name, colour in shades.items()) + " }"
    return "\n".join([colours, *(templates.read(sheet, own) for sheet in sheets)])


def with_chart(html: str, chart: str) -> str:
    """The HTML of a page with a chart at the end of its first section."""
    if not chart:
        return html
    head, opened, rest = html.partition("<h2>")
    end = next((at for at in (rest.find("<h2>"), rest.rfind("<hr>")) if at >= 0), len(rest))
    return head + opened + rest[:end] + chart + rest[end:]


def parts(html: str) -> dict[str, str]:
    """The parts of a page by the names the page's template knows them by; the title is plain text."""
    head, title, main, foot = _parts(html)
    return {"title": _plain(title), "masthead": _masthead(head), "main": _sections(main), "foot": foot}


def _parts(html: str) -> tuple[str, str, str, str]:
    head, opened, rest = html.partition("<h1>")
    if not opened:
        head, rest = "", "</h1>" + html
    title, _, rest = rest.partition("</h1>")
    main, _, foot = rest.rpartition("<hr>") if "<hr>" in rest else (rest, "", "")
    return head, title, main, foot


def _masthead(head: str) -> str:
    """Bold words alone are the name; text on both sides of a wide gap goes to the two sides of the page."""
    head = re.sub(r"<p><strong>((?:(?!</?p>).)*)</strong></p>", r'<p class="name"><strong>\1</strong></p>', head)
    return re.sub(
        rf"<p>((?:(?!</?p>).)*?){WIDE_GAP}(.*?)</p>",
        r'<p class="sides"><span>\1</span><span>\2</span></p>',
        head,
        flags=re.DOTALL,
    )


def _sections(main: str) -> str:
    """Wrap the introduction and each second-level heading with what follows it."""
    first, *rest = main.split("<h2>")
    sections = [f'<section class="summary">{first}</section>'] if first.strip() else []
    return "".join([*sections, *(f"<section><h2>{section}</section>" for section in rest)])


def _plain(html: str) -> str:
    import html as entities

    return entities.unescape(_TAG.sub("", html))
