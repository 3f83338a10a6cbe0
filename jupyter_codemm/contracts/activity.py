"""An activity: the problems that came out of one session, or were put together by hand."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier, Language, LearningMode
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.spec import ActivitySpec

ActivityState = Literal["draft", "published"]
GateAction = Literal["none", "fixed", "warned"]


class GateOutcome(Contract):
    """What one gate said about a draft. `evidence` is short and machine-readable.

    `action` tells what an agreeing gate did beside agreeing: it repaired something, or it warns the
    teacher. Evidence never holds reference code or hidden tests.
    """

    gate: str
    ok: bool
    action: GateAction = "none"
    evidence: dict[str, str | int | float | bool] = Field(default_factory=dict)


class Proof(Contract):
    """That the tests refuse programs which are wrong in one small way.

    `mutants` such programs were tried; `killable` of them fail an input of the pool, and `killed`
    a test. `score` is the share of the killable that are killed, `pool` the number of inputs from
    which the tests were chosen, `tests_of_author` and `tests_of_ours` say whose inputs those are.
    """

    mutants: int = Field(ge=0)
    killable: int = Field(ge=0)
    killed: int = Field(ge=0)
    score: float = Field(ge=0, le=1)
    pool: int = Field(ge=0)
    tests_of_author: int = Field(ge=0)
    tests_of_ours: int = Field(ge=0)


class Verification(Contract):
    """What was proven about a problem before it was stored, and what its author spent on it.

    `instead_of` names the author who could not write it, when another one took over.
    """

    problem_id: Identifier
    gates: tuple[GateOutcome, ...]
    attempts: int = Field(ge=1)
    author: str
    instead_of: str = ""
    sandbox_launches: int = Field(ge=0)
    elapsed_ms: int = Field(ge=0)
    tier: str
    calls: tuple[ModelCall, ...] = ()
    proof: Proof | None = None


class Activity(Contract):
    """A set of problems in the order in which they are met."""

    id: Identifier
    owner: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1, max_length=160)
    state: ActivityState = "draft"
    language: Language
    learning_mode: LearningMode = "practice"
    spec: ActivitySpec | None = None
    problems: tuple[Problem, ...] = Field(min_length=1, max_length=50)
    verifications: tuple[Verification, ...] = ()
    created_at: AwareDatetime
    version: int = Field(default=1, ge=1)

    def without_checkers(self) -> Self:
        """Return the activity as a browser may have it."""
        return self.model_copy(
            update={"problems": tuple(p.without_checker() for p in self.problems)}
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """Who wrote which problem instead of whom, as sentences."""
        titles = {problem.id: problem.title for problem in self.problems}
        return tuple(
            f"“{titles[proof.problem_id]}” was written by the {proof.author} author, "
            f"as {proof.instead_of} could not."
            for proof in self.verifications
            if proof.instead_of and proof.problem_id in titles
        )

    @model_validator(mode="after")
    def _unique_problems(self) -> Self:
        ids = [p.id for p in self.problems]
        if len(set(ids)) != len(ids):
            raise ValueError("problem ids repeat")
        return self


class ActivitySummary(Contract):
    """One line of the list of activities. `notebook` is a path relative to the server's root."""

    id: Identifier
    title: str
    state: ActivityState
    language: Language
    learning_mode: LearningMode
    problem_count: int
    created_at: AwareDatetime
    notebook: str | None
