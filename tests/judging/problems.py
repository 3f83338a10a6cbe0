"""Problems said shortly, and what is observed of a source on one of them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import pytest

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import CaseInput, Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.judging import Observations, judge, observe
from jupyter_codemm.ports import Sandbox
from tests.sandbox.boxes import using

T = TypeVar("T")


def problem(language: str, kind: str = "function", signature=None, tests=(), **changes) -> Problem:
    """Return a problem; without tests it gets one that fits its kind."""
    data = {
        "id": "p",
        "title": "t",
        "statement": "s",
        "kind": kind,
        "language": language,
        "difficulty": "easy",
        "topics": ["x"],
        "style": {"function": "mixed", "class": "return"}.get(kind, "stdout"),
        "signature": signature,
        "starter": "",
        "limits": {"time_ms": 1500, "memory_mb": 128, "output_kb": 64},
        "tests": [
            {"name": f"t{i}", "visibility": "sample", "input": given, "expected": expected}
            for i, (given, expected) in enumerate(tests)
        ],
    }
    return Problem.parse(data | changes)


def patient(problem: Problem) -> Problem:
    """Return a problem on whose time a busy machine does not decide: another limit is meant."""
    return problem.updated(limits=problem.limits.updated(time_ms=20_000))


def function(params: str, returns: str, *tests, language: str = "python", **changes) -> Problem:
    """Return a problem on the function f; params are written `name: type; name: type`."""
    pairs = [part.split(":", 1) for part in params.split(";") if part]
    signature = {
        "name": "f",
        "params": [{"name": name.strip(), "type": kind} for name, kind in pairs],
        "returns": returns,
        **changes,
    }
    return problem(language, "function", signature, tests)


def class_(language: str, methods: dict[str, tuple[str, str]], *tests, params: str = "") -> Problem:
    """Return a problem on the class Thing; methods are name → (params, returns)."""

    def read(text: str) -> list[dict[str, str]]:
        pairs = [part.split(":", 1) for part in text.split(";") if part]
        return [{"name": name.strip(), "type": kind} for name, kind in pairs]

    signature = {
        "kind": "class",
        "name": "Thing",
        "params": read(params),
        "methods": [
            {"name": name, "params": read(given), "returns": returns}
            for name, (given, returns) in methods.items()
        ],
    }
    return problem(language, "class", signature, tests)


def in_bare_sandbox(work: Callable[[Sandbox], Awaitable[T]]) -> T:
    """Return what work returns; skips where a toolchain is missing."""
    results: list[T] = []

    async def session(sandbox: Sandbox) -> None:
        try:
            results.append(await work(sandbox))
        except MissingToolError as error:
            pytest.skip(error.message)

    using("bare", session)
    return results[0]


def judged(problem: Problem, code: str) -> Outcome:
    return in_bare_sandbox(lambda sandbox: judge(problem, Source.single(code), sandbox))


def observed(
    problem: Problem, code: str, inputs: Sequence[CaseInput] | None = None
) -> Observations:
    """Observe a source on given inputs, or on those of the problem's tests."""
    cases = [test.input for test in problem.tests] if inputs is None else inputs
    return in_bare_sandbox(lambda sandbox: observe(problem, Source.single(code), cases, sandbox))
