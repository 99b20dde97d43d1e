"""What every regular expression of the package keeps to."""

import subprocess
import sys

# Run on its own, so that each pattern passes by, those of modules that other tests have imported too.
WATCH = """
import importlib, pkgutil, re, sys
from re import _constants as codes, _parser as parser

SINGLE = (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY, codes.CATEGORY)

def parts(value):
    if isinstance(value, parser.SubPattern):
        for code, argument in value:
            yield code, argument
            yield from parts(argument)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from parts(item)

def repeats_a_group(pattern):
    repeats = (argument[2] for code, argument in parts(pattern) if code is codes.POSSESSIVE_REPEAT)
    return any(len(body) != 1 or body[0][0] not in SINGLE for body in repeats)

real, seen, bad = re.compile, 0, []
def watch(pattern, flags=0):
    global seen
    seen += 1
    if "briefgen" in sys._getframe(1).f_globals["__name__"] and isinstance(pattern, str):
        if repeats_a_group(parser.parse(pattern, flags)):
            bad.append(pattern)
    return real(pattern, flags)
re.compile = watch

import briefgen
for module in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
assert seen > 50 and repeats_a_group(parser.parse("(?:ab)++")) and not repeats_a_group(parser.parse("(?>(?:ab)+)[a]++"))
print("\\n".join(bad))
"""


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5, the one of Debian 12 among them, matches too much with `(?:…)++`: `(?>(?:…)+)` is right."""
    result = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == ""
