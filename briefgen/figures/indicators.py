"""The lexicon of indicators: one key for the many names of one thing.

A name is looked up as it stands, then without what a reader of a table does not need to
tell two indicators apart (a place in front, 增速 behind, quotes). Similarity is not tried:
a wrong key is worse than none.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from briefgen.errors import SettingsError
from briefgen.lexicons import load as load_lexicon

Better = Literal["more", "less", ""]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of `lexicons/indicators.toml`."""

    key: str
    kind: str
    """amount, volume, count, rate, index, price or income."""
    unit: str
    """The unit it is usually given in, or empty."""
    better: Better
    """Which way is good news; empty when neither is."""
    weight: float
    """0 to 10, for the choice of headline figures."""
    group: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Indicators by folded name."""

    by_name: Mapping[str, Indicator]
    folds: tuple[tuple[str, str], ...]

    def find(self, name: str) -> Indicator | None:
        """The indicator a name stands for, or None."""
        for candidate in _shorter(self.fold(name)):
            found = self.by_name.get(candidate)
            if found:
                return found
        return None

    def fold(self, name: str) -> str:
        """A name in the spelling in which names are compared."""
        return _fold(name, self.folds)


_LEAD = re.compile(
    r"(?:其中|[全本该我][国省市区县州镇乡]|(?:国内|当月|累计|完成|实现|年末|期末|年度))+|.{2,3}[省市区县州](?=..)"
)
_TAIL = re.compile(r"(?:累计)?(?:同比|环比)?(?:增速|增幅|涨幅|增长率|增长)$|[数量额]$")


def _fold(name: str, folds: tuple[tuple[str, str], ...]) -> str:
    name = re.sub(r"[\s“”\"'‘’《》]|[（(][^（()）]*[)）]", "", name).upper()
    for old, new in folds:
        name = name.replace(old, new)
    return name


def _shorter(name: str) -> Iterator[str]:
    """The name, then ever shorter forms of it."""
    yield name
    tailless = _TAIL.sub("", name)
    yield tailless
    yield name + "额"
    lead = _LEAD.match(name)
    if lead and lead.end() < len(name):
        yield name[lead.end() :]
        yield _TAIL.sub("", name[lead.end() :])


def _build(tables: list[Mapping[str, Any]]) -> Lexicon:
    folds: dict[str, str] = {}
    for table in tables:
        folds.update(table.get("fold", {}))
    ordered = tuple(folds.items())
    by_name: dict[str, Indicator] = {}
    for table in tables:
        for group, lines in table.items():
            if group == "fold":
                continue
            for key, (kind, unit, better, weight, aliases) in lines.items():
                indicator = Indicator(key, kind, unit, better, float(weight), group)
                for name in (key, *aliases):
                    by_name[_fold(name, ordered)] = indicator
    return Lexicon(by_name, ordered)


@cache
def load(extra: Path | None = None) -> Lexicon:
    """The built-in lexicon, with the lines of the user's own file added or replaced.

    Raises SettingsError when the file cannot be read or has another shape.
    """
    tables: list[Mapping[str, Any]] = [load_lexicon("indicators")]
    if extra is None:
        return _build(tables)
    try:
        tables.append(tomllib.loads(extra.read_text(encoding="utf-8")))
        return _build(tables)
    except OSError as error:
        raise SettingsError(f"{extra}: cannot be read ({error.strerror}); name a file of indicators") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{extra}: not a TOML file in UTF-8 ({error}); mend it") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise SettingsError(
            f'{extra}: an indicator must be a line like "name" = [kind, unit, better, weight, [aliases]] in a group'
        ) from error


def canonical(name: str, extra: Path | None = None) -> Indicator | None:
    """The indicator a name stands for: `规上工业增加值` → 规模以上工业增加值; None when unknown."""
    return load(extra).find(name)
