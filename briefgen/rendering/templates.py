"""Templates: where they are found, what may be printed in them, and what is said when one is wrong."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.archive import write_files
from briefgen.errors import OutputError, TemplateError, ToolError

if TYPE_CHECKING:
    from jinja2 import Environment

# What Markdown would take for markup anywhere in a text. `<` and `&` become entities.
_MARKUP = re.compile(r"[\\`*_\[\]|]")
_HTML = str.maketrans({"<": "&lt;", "&": "&amp;"})
# ... and at its beginning: headings, quotes, rules, list marks.
_OPENING = re.compile(r"(?:#|>|[-+](?=[-+\s]|$))")
_OPENING_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_BLANK = re.compile(r"[ \t\r\n\x0b\x0c\x85]+")


def escape(text: str) -> str:
    """A text as Markdown that shows exactly this text, on one line, whatever it holds."""
    text = _BLANK.sub(" ", _CONTROL.sub("", text)).strip(" ")
    text = _MARKUP.sub(r"\\\g<0>", text.translate(_HTML))
    text = text.replace("~~", "&#126;&#126;")
    if _OPENING.match(text):
        return "\\" + text
    if text.startswith("="):
        return "&#61;" + text[1:]
    return _OPENING_NUMBER.sub(r"\1\\\2", text, count=1) if _OPENING_NUMBER.match(text) else text


def built_in() -> Path:
    """The folder of our templates: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "brief.md.j2").is_file():
            return folder
    raise ToolError(f"{package / 'templates'}: the templates are missing; install briefgen again")


def folders(own: Path | None) -> tuple[Path, ...]:
    """Where templates are looked for, first match wins."""
    if own is not None and not own.is_dir():
        raise TemplateError(f"{own}: no such folder; name the one that holds your templates")
    return (own.resolve(), built_in()) if own is not None else (built_in(),)


def read(name: str, own: Path | None = None) -> str:
    """The text of a template file that is used as it is, such as a style sheet."""
    for folder in folders(own):
        if (folder / name).is_file():
            try:
                return (folder / name).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise TemplateError(f"{folder / name}: cannot be read as UTF-8 text ({error})") from error
    raise TemplateError(f"{name}: no such template in {folders(own)[-1]}")


def names() -> tuple[str, ...]:
    """The names of our templates and style sheets, as `--templates` folders name theirs."""
    folder = built_in()
    files = (file for file in folder.rglob("*") if file.suffix in (".j2", ".css"))
    return tuple(sorted(file.relative_to(folder).as_posix() for file in files))


def copy(name: str, folder: Path, *, force: bool = False) -> Path:
    """Copy one of our templates into a folder, where it is changed and then used by `--templates`.

    Raises TemplateError when there is no such template, OutputError when the folder cannot be
    written or, without `force`, holds that file already.
    """
    if name not in names():
        raise TemplateError(f"{name}: no such template; choose from {', '.join(names())}")
    target = folder / name
    if target.exists() and not force:
        raise OutputError(f"{target}: is there already; add --force to write over it")
    return write_files(target.parent, {target.name: (built_in() / name).read_bytes()})[0]


def fill(name: str, context: Mapping[str, Any], own: Path | None = None) -> str:
    """The template `name`, filled.

    `.md.j2` templates print text escaped for Markdown, `.html.j2` templates print it escaped for
    HTML. Raises TemplateError with file, line and missing name.
    """
    import jinja2

    try:
        return _environment(name.endswith(".md.j2"), folders(own)).get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or name}, line {error.lineno}: {error.message}") from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"{error.name}: no such template in {folders(own)[-1]}") from error
    except jinja2.TemplateError as error:
        raise TemplateError(f"{_place(error, name, own)}: {error.message}") from error
    except (TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
        raise TemplateError(f"{_place(error, name, own)}: {type(error).__name__}: {error}") from error


@cache
def _environment(markdown: bool, where: tuple[Path, ...]) -> "Environment":
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(where),
        undefined=jinja2.StrictUndefined,
        autoescape=not markdown,
        keep_trailing_newline=True,
    )
    if markdown:
        environment.finalize = lambda value: escape(str(value))
    return environment


def _place(error: BaseException, name: str, own: Path | None) -> str:
    """File and line of the template in which an error came up: the deepest frame of a template."""
    place, trace = name, error.__traceback__
    roots = tuple(str(folder) for folder in folders(own))
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(roots) and file.endswith(".j2"):
            place = f"{file}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place
