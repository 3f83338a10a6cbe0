"""Judge programs that lie as data in this folder, in any kind of sandbox."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import Sandbox
from tests.sandbox.boxes import DOCKER, opened, using

HERE = Path(__file__).parent
MARKS = {"java": [pytest.mark.java], "cpp": [pytest.mark.cpp]}
Judged = Callable[[Problem, Source], Outcome]
tiers = ["landlock", "bwrap", DOCKER]
every_tier = pytest.mark.parametrize("kind", ["bare", "landlock", "bwrap", DOCKER])


def programs(folder: str, pattern: str = "*") -> list:
    """Return each program under a folder as a parameter, with the mark of its language."""
    return [
        pytest.param(
            path, id=f"{path.parent.name}-{path.stem}", marks=MARKS.get(path.parent.name, [])
        )
        for path in sorted((HERE / folder).glob(f"*/{pattern}"))
        if path.suffix != ".json"
    ]


def source_of(program: Path) -> Source:
    """Return a program that is one file, or a folder of files."""
    if not program.is_dir():
        return Source.single(program.read_text())
    files = sorted(program.iterdir())
    return Source(files={f.name.replace(".python", ".py"): f.read_text() for f in files})


def problem_beside(program: Path) -> Problem:
    return Problem.parse((program.parent / "problem.json").read_text())


@contextmanager
def bench(kind: str) -> Iterator[Judged]:
    """Judge many programs in one sandbox of a kind; skips where the kind is missing."""
    with asyncio.Runner() as runner:
        sandbox = runner.run(opened(kind))

        def judged(problem: Problem, source: Source) -> Outcome:
            try:
                return runner.run(judge(problem, source, sandbox))
            except MissingToolError as error:
                pytest.skip(f"{kind}: {error.message}")

        try:
            yield judged
        finally:
            runner.run(sandbox.close())


def outcome_of(kind: str, problem: Problem, source: Source) -> Outcome:
    """Judge in a fresh sandbox of a kind; skips where the kind or the language is missing."""
    outcomes = []

    async def work(sandbox: Sandbox) -> None:
        try:
            outcomes.append(await judge(problem, source, sandbox))
        except MissingToolError as error:
            pytest.skip(f"{kind}: {error.message}")

    using(kind, work)
    return outcomes[0]
