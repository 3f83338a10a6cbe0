"""A problem, its tests as data, and the private draft that it comes from."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.base import (
    Contract,
    Difficulty,
    Identifier,
    Language,
    ProblemStyle,
    ScaffoldLevel,
)
from jupyter_codemm.contracts.cases import (
    CallStep,
    CaseInput,
    Category,
    NewStep,
    ProblemKind,
    TestCase,
    Visibility,
)
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.expected import (
    MAX_TEXT,
    Comparators,
    Expected,
    RowsComparator,
    SqlCell,
    Table,
    TextComparator,
    ValueComparator,
)
from jupyter_codemm.contracts.fitting import check_case
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.spec import Topic
from jupyter_codemm.contracts.tutoring import HintPolicy

__all__ = [
    "MAX_TEXT",
    "CallStep",
    "Candidate",
    "CaseInput",
    "Category",
    "Comparators",
    "Expected",
    "Hint",
    "InputConstraint",
    "Limits",
    "NewStep",
    "Problem",
    "ProblemDraft",
    "ProblemKind",
    "RowsComparator",
    "SqlCell",
    "Table",
    "TestCase",
    "TextComparator",
    "ValueComparator",
    "Visibility",
    "WrongSolution",
]


WITHHELD_CHECKER = "def check(given, got): ...  # kept by the judge"
_CHECK = re.compile(r"^def check\(", re.MULTILINE)


class Limits(Contract):
    """Limits of one submission, as applied. Times are wall milliseconds for all tests together."""

    time_ms: int = Field(default=2000, ge=100, le=30_000)
    memory_mb: int = Field(default=256, ge=32, le=2048)
    output_kb: int = Field(default=1024, ge=1, le=8192)


class Hint(Contract):
    """One rung of the hint ladder stored with a problem."""

    level: int = Field(ge=1, le=4)
    text: str = Field(min_length=1, max_length=1200)


class Problem(Contract):
    """A problem as it is stored and taught. It holds no reference solution, ever.

    `checker` is Python source that defines `check(given, got)`, for tests with several right
    answers: it returns True, or False or a short reason why an answer is wrong. Like hidden tests
    it stays with the judge.
    """

    id: Identifier
    title: str = Field(min_length=1, max_length=120)
    statement: str = Field(min_length=1, max_length=8000)
    kind: ProblemKind
    language: Language
    difficulty: Difficulty
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=12)
    style: ProblemStyle
    signature: Signature | None = None
    starter: str = Field(max_length=20_000)
    tests: tuple[TestCase, ...] = Field(min_length=1, max_length=50)
    checker: str | None = Field(default=None, max_length=20_000)
    hints: tuple[Hint, ...] = Field(default=(), max_length=12)
    estimated_minutes: int = Field(default=10, ge=1, le=600)
    limits: Limits = Limits()
    scaffold_level: ScaffoldLevel | None = None
    learning_goal: str | None = Field(default=None, max_length=240)
    hint_policy: HintPolicy = "always"
    version: int = Field(default=1, ge=1)

    @property
    def entry_file(self) -> str:
        """The file that `Source.code` stands for: in Java it is named after the public class."""
        if self.language == "java" and self.signature is not None:
            is_class = self.signature.kind == "class"
            name = self.signature.name if is_class else self.signature.container
            return f"{name}.java" if name else FACTS["java"].entry_file
        return FACTS[self.language].entry_file

    @property
    def samples(self) -> tuple[TestCase, ...]:
        """The tests that learners may see."""
        return tuple(t for t in self.tests if t.visibility == "sample")

    @property
    def changed_tables(self) -> tuple[str, ...]:
        """The tables that a query may change: those which every test looks at after it."""
        return tuple(self.tests[0].expected.tables or ())

    def without_checker(self) -> Self:
        """Return the problem with words in the place of its checker."""
        return self.model_copy(update={"checker": self.checker and WITHHELD_CHECKER})

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if (self.kind == "query") != (self.language == "sql"):
            raise ValueError(
                f"kind query and language sql go together, not {self.kind} and {self.language}"
            )
        _check_style(self)
        _check_signature(self)
        _check_checker(self)
        names = [t.name for t in self.tests]
        if len(set(names)) != len(names):
            raise ValueError("test names repeat")
        for test in self.tests:
            check_case(self.kind, self.signature, test.name, test.input, test.expected)
            if set(test.expected.tables or ()) != set(self.changed_tables):
                raise ValueError(f"{test.name}: every test expects the same tables as the first")
        return self


def _check_style(problem: Problem) -> None:
    allowed: dict[ProblemKind, tuple[ProblemStyle, ...]] = {
        "function": ("return", "stdout", "mixed"),
        "class": ("return",),
        "program": ("stdout",),
        "query": ("stdout",),
    }
    if problem.style not in allowed[problem.kind]:
        raise ValueError(f"a {problem.kind} problem is never of style {problem.style}")


def _check_checker(problem: Problem) -> None:
    if problem.checker is None:
        asking = next((t.name for t in problem.tests if t.expected.asks_checker), None)
        if asking is not None:
            raise ValueError(f"{asking} asks a checker, and the problem has none")
    elif not _CHECK.search(problem.checker):
        raise ValueError("a checker defines check(given, got)")


def _check_signature(problem: Problem) -> None:
    needs = problem.kind in ("function", "class")
    if needs != (problem.signature is not None):
        raise ValueError(f"a {problem.kind} problem {'needs a' if needs else 'has no'} signature")
    if problem.signature is None:
        return
    if problem.signature.kind != problem.kind:
        raise ValueError(
            f"signature is of a {problem.signature.kind}, the problem is a {problem.kind}"
        )
    reason = FACTS[problem.language].supports(problem.signature)
    if reason:
        raise ValueError(reason)


class Candidate(Contract):
    """An input that an author proposes, with the result it claims, if it claims one."""

    category: Category
    input: CaseInput
    claimed: Expected | None = None


class WrongSolution(Contract):
    """A program that learners are expected to hand in by mistake: the tests shall refuse it."""

    source: Source
    mistake: str = Field(default="", max_length=200)


class ProblemDraft(Contract):
    """An unverified problem with its private artefacts. It is never persisted and never streamed.

    `constraints` are what the author promises of every input. `family` and `seed` say how the
    built-in author made it, so that it can be made again.
    """

    problem: Problem
    reference: Source
    candidates: tuple[Candidate, ...] = Field(default=(), max_length=128)
    constraints: tuple[InputConstraint, ...] = Field(default=(), max_length=24)
    wrong_solutions: tuple[WrongSolution, ...] = Field(default=(), max_length=6)
    goals: tuple[str, ...] = Field(default=(), max_length=12)
    family: str | None = Field(default=None, max_length=60)
    seed: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _candidates_fit(self) -> Self:
        problem = self.problem
        for number, one in enumerate(self.candidates):
            name = f"candidates.{number}"
            check_case(problem.kind, problem.signature, name, one.input, one.claimed)
            if one.claimed is not None and one.claimed.asks_checker and problem.checker is None:
                raise ValueError(f"{name} asks a checker, and the problem has none")
        return self
