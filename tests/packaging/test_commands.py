"""The commands that people run on the tests' own packages start, and say what they take."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMANDS = (
    "tests.load",
    "tests.benchmarks",
    "tests.soak",
    "tests.soak.families",
    "tests.soak.guard",
    "tests.soak.guided_starters",
    "tests.soak.specific_hints",
    "tests.soak.workers",
)


@pytest.mark.parametrize("module", COMMANDS)
def test_it_says_what_it_takes(module):
    done = subprocess.run(
        [sys.executable, "-m", module, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "usage: " in done.stdout
