"""What the tests share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled and real articles beside the project.

    Missing, it skips a test on a user's machine and fails it in CI, where it must be there.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} is missing, and CI must run the tests that need it")
        pytest.skip(f"{folder} is not here")
    return folder
