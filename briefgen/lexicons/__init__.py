"""Words as data: one TOML file for each kind of word list."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon `NAME.toml` of this folder, read once. Do not change what it returns."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
