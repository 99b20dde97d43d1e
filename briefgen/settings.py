"""What an office sets once for all its pages: `briefgen.toml`.

The text settings are printed as they are written. The file that `briefgen init` writes is made of
the fields below, so that it names every key there is.
"""

import base64
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from briefgen.errors import SettingsError

FILE = "briefgen.toml"
Style = Literal["office", "plain", "screen"]
Part = Literal["figures", "achievements", "targets", "tasks", "problems", "others"]
STYLES: tuple[str, ...] = get_args(Style)
PARTS: tuple[Part, ...] = get_args(Part)
ACCENTS = {"office": "#c8102e", "plain": "#1f5c99", "screen": "#1f5c99"}
"""The colour of each look when none is set."""

_ISSUE_NUMBER = re.compile(r"(?<=第)\d+|\d+(?=期)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_LARGEST_LOGO = 2_000_000
"""Bytes; a picture of 2 cm at 600 dpi is far below it."""


def _key(default: Any, example: str, says: str) -> Any:
    """A field with what `briefgen init` writes of it: an example in TOML, and a comment in Chinese."""
    return field(default=default, metadata={"example": example, "says": says})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything `briefgen.toml` can say; what it does not say is as here."""

    look: Style = _key(  # noqa: RUF009 - it returns a field
        "office", '"office"', "版式：office 红头简报；plain 素雅；screen 网页（配合 --format html）"
    )
    brief_name: str = _key("工作简报", '"工作简报"', "一页简报的刊头名称")
    digest_name: str = _key("", '"工作周报"', "周报的刊头名称")
    compare_name: str = _key("", '"两期对照"', "对照的刊头名称")
    unit: str = _key("", '"××市人民政府办公室编"', "编发单位，印在刊头红线上方左侧")
    issue: str = _key(
        "", '"第31期（总第203期）"', "期号，印在刊头名称下方；一次写几份简报时依次递增；周报的期号由登记簿自动编排"
    )
    secrecy: str = _key("", '"内部资料　注意保存"', "密级或保管要求，印在刊头左上方")
    report_to: str = _key("", '"市委、市人大、市政府、市政协领导"', "报（上级）")
    send_to: str = _key("", '"市直各单位"', "送（平级）")
    distribute_to: str = _key("", '"各县（市、区）人民政府"', "发（下级）")
    copies: str = _key("", '"50份"', "印数")
    logo: str = _key("", '"logo.png"', "刊头标志：与本文件同在一处的图片（png、jpg、svg），或 data: 地址")
    accent: str = _key("", '"#c8102e"', "主色，写作六位十六进制；不写则按版式")
    charts: bool | None = _key(
        None, "true", "图形：true 画，false 不画；不写则素雅、网页版式的简报画，红头简报不画，对照都画"
    )
    parts: tuple[Part, ...] = _key(
        PARTS,
        '["figures", "achievements", "targets", "tasks", "problems", "others"]',
        "栏目及次序：主要指标、工作成效、目标、任务、问题、要点摘编；不列的不出现",
    )

    @property
    def colour(self) -> str:
        """The accent that holds: the one set, else that of the look."""
        return self.accent or ACCENTS[self.look]

    @property
    def bars(self) -> bool:
        """Whether the tables of a briefing have bars: an official paper has none unless that is set."""
        return self.look != "office" if self.charts is None else self.charts

    def numbered_on(self, by: int) -> "Settings":
        """For the page `by` places behind the first: `第32期（总第204期）` after `第31期（总第203期）`.

        An issue without a number stays as it is.
        """
        return replace(self, issue=_ISSUE_NUMBER.sub(lambda number: str(int(number[0]) + by), self.issue))

    @property
    def texts(self) -> dict[str, str]:
        """What may be printed on a page, by key; all of it the user's own words."""
        printed = ("unit", "issue", "secrecy", "report_to", "send_to", "distribute_to", "copies")
        return {name: getattr(self, name) for name in printed if getattr(self, name)}


DEFAULT = Settings()


def load(path: Path | None = None, *, look: str | None = None) -> Settings:
    """The settings of a file; without `path` those of `briefgen.toml` in the current folder, if there is one.

    `look` wins over the file. Raises SettingsError with file and key for what makes no sense.
    """
    if path is None and Path(FILE).is_file():
        path = Path(FILE)
    settings = _read(path) if path is not None else DEFAULT
    return settings if look is None else replace(settings, look=_look(look, "--look"))


def commented() -> str:
    """The text of a settings file in which everything is said and nothing is set."""
    lines = ["# briefgen 的设置。去掉行首的“#”并改成本单位的内容即可生效；不改的照默认。", ""]
    for key in fields(Settings):
        lines += [f"# {key.metadata['says']}", f"# {key.name} = {key.metadata['example']}", ""]
    return "\n".join(lines)


def _read(path: Path) -> Settings:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); `briefgen init` writes one") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not valid TOML ({error}); text stands in quotes, one key a line") from error
    return _checked(table, path)


def _checked(table: Mapping[str, Any], path: Path) -> Settings:
    allowed = {key.name: key.default for key in fields(Settings)}
    unknown = [name for name in table if name not in allowed]
    if unknown:
        raise SettingsError(f"{path}: {unknown[0]}: no such key; allowed are {', '.join(allowed)}")
    values = {name: _value(name, value, allowed[name], path) for name, value in table.items()}
    return Settings(**values)


def _value(name: str, value: Any, default: Any, path: Path) -> Any:
    where = f"{path}: {name}"
    if isinstance(default, tuple):
        return _parts(value, where)
    if name == "charts":
        return _switch(value, where)
    if not isinstance(value, str) or "\n" in value:
        raise SettingsError(f"{where}: must be text in quotes, on one line")
    if name == "look":
        return _look(value, where)
    if name == "accent" and value and not _COLOUR.fullmatch(value):
        raise SettingsError(f'{where}: {value!r} is not a colour; write it like "#c8102e"')
    if name == "logo" and value and not value.startswith("data:"):
        return _picture(path.parent / value, where)
    return value.strip()


def _switch(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(f"{where}: must be true or false, without quotes")
    return value


def _look(value: str, where: str) -> Any:
    if value not in STYLES:
        raise SettingsError(f"{where}: {value!r} is no look; choose from {', '.join(STYLES)}")
    return value


def _parts(value: Any, where: str) -> tuple[Part, ...]:
    known = isinstance(value, list) and value and all(part in PARTS for part in value)
    if not known or len(set(value)) < len(value):
        raise SettingsError(f"{where}: must be a list of some of {', '.join(PARTS)}, each once")
    return tuple(value)


def _picture(path: Path, where: str) -> str:
    """A picture as a `data:` address, so that a page needs nothing but itself."""
    kind = _PICTURES.get(path.suffix.lower())
    if kind is None:
        raise SettingsError(f"{where}: {path.name} is no picture; use one of {', '.join(_PICTURES)}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{where}: {path}: cannot be read ({error.strerror})") from error
    if len(data) > _LARGEST_LOGO:
        raise SettingsError(f"{where}: {path.name} has {len(data)} bytes; make it smaller than {_LARGEST_LOGO}")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
