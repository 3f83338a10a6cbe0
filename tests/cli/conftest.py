"""Commands in this process, on a database of their own, in the local sandbox."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jupyter_codemm.app import CommandWiring, Settings
from jupyter_codemm.cli import run_command
from tests.cli.inputs import PROBLEM


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def database(tmp_path) -> Path:
    return tmp_path / "data" / "codemm.sqlite"


@pytest.fixture
def codemm(database, capsys) -> Callable[..., Ran]:
    def run(*arguments: object, environ: dict[str, str] | None = None) -> Ran:
        wiring = CommandWiring(Settings(database=database, sandbox="local", environ=environ or {}))
        code = run_command([str(a) for a in arguments], wiring)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def problem_file(tmp_path) -> Path:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(PROBLEM))
    return path
