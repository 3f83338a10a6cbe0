"""What a judge needs of a problem, for notebooks that are graded where it is not stored."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier, Language, ProblemStyle
from jupyter_codemm.contracts.cases import ProblemKind, TestCase
from jupyter_codemm.contracts.problem import Limits, Problem
from jupyter_codemm.contracts.signature import Signature

_TAKEN = ("id", "title", "kind", "language", "style", "signature", "limits", "checker")


class Suite(Contract):
    """The tests of a problem and what it takes to judge an answer by them.

    It has no statement, starter or hints. The public one, which learners hold, has the examples
    only, and no checker.
    """

    id: Identifier
    title: str = Field(min_length=1, max_length=120)
    kind: ProblemKind
    language: Language
    style: ProblemStyle
    signature: Signature | None = None
    limits: Limits = Limits()
    checker: str | None = Field(default=None, max_length=20_000)
    tests: tuple[TestCase, ...] = Field(min_length=1, max_length=50)

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Return everything that judging a problem takes."""
        taken = {name: getattr(problem, name) for name in _TAKEN}
        return cls(**taken, tests=problem.tests)

    @classmethod
    def public(cls, problem: Problem) -> Self | None:
        """Return what a learner may hold: None when no example can be judged without a checker."""
        tests = tuple(t for t in problem.samples if not t.expected.asks_checker)
        if not tests:
            return None
        return cls.of(problem).model_copy(update={"checker": None, "tests": tests})

    def only(self, test: TestCase) -> Self:
        """Return the suite with one of its tests, and the checker only when that asks it."""
        checker = self.checker if test.expected.asks_checker else None
        return self.model_copy(update={"checker": checker, "tests": (test,)})

    def problem(self) -> Problem:
        """Return a problem that is judged in the same way; nobody is shown it."""
        return Problem(
            **{name: getattr(self, name) for name in _TAKEN},
            tests=self.tests,
            statement=self.title,
            difficulty="easy",
            topics=("suite",),
            starter="",
        )

    @model_validator(mode="after")
    def _judgeable(self) -> Self:
        self.problem()
        return self
