"""What is kept of a problem's reference solution: nothing that anybody could read as code.

Digests are keyed with the installation's own key, shortened, and sorted, so that they tell neither
tokens nor their order. Artefacts stay on the server: no browser and no notebook gets them.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.outcome import CaseVerdict
from jupyter_codemm.contracts.problem import Hint

Digest = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{11}$")]
"""Eight bytes of an HMAC-SHA256, in base64url."""

Misconception = Literal[
    "boundary",
    "decision",
    "fixed_value",
    "position",
    "calculation",
    "missing_step",
    "result",
    "accumulation",
    "start",
    "wrong_name",
    "wrong_function",
    "flow",
    "argument_order",
    "join",
    "missing_clause",
    "duplicate_rows",
    "grouping",
    "ordering",
    "missing_case",
    "missing_values",
    "text_pattern",
    "other",
]
MOST_DIGESTS = 20_000
MOST_FAULTS = 250


class LeakSketch(Contract):
    """How to recognise the reference in a text without having it.

    `grams` are digests of all runs of six tokens by their shape (no names, no numbers, no texts),
    `runs` of all runs of `run_length` tokens as they are. A text that has one of these quotes the
    reference. With `forbids_code` the sketch is too small to tell: then any code may be a quote.
    """

    grams: tuple[Digest, ...] = Field(max_length=MOST_DIGESTS)
    runs: tuple[Digest, ...] = Field(max_length=MOST_DIGESTS)
    run_length: int = Field(ge=1, le=12)
    forbids_code: bool


class FaultSignature(Contract):
    """How a typical wrong program fails the problem's tests, one entry for each test in order.

    `outputs` holds digests of wrong answers, empty where there was none. `goal` is the goal of the
    solution in which the fault is, `place` how far down in the solution it is, from 0 to 1.
    `outline` is the digest of the wrong line, names aside, or of the wrong piece of a query; empty
    where none alone is wrong.
    """

    family: str = Field(min_length=1, max_length=40)
    misconception: Misconception
    goal: int | None = Field(default=None, ge=0)
    place: float | None = Field(default=None, ge=0, le=1)
    outline: Digest | Literal[""] = ""
    verdicts: tuple[CaseVerdict, ...] = Field(min_length=1, max_length=50)
    outputs: tuple[Digest | Literal[""], ...] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _one_output_for_each_verdict(self) -> Self:
        if len(self.verdicts) != len(self.outputs):
            raise ValueError("a signature has one output for each verdict")
        return self


class Features(Contract):
    """How large and how involved the reference is, where that could be measured."""

    cyclomatic: int | None = Field(default=None, ge=0)
    statements: int | None = Field(default=None, ge=0)
    nesting: int | None = Field(default=None, ge=0)
    recursion: bool | None = None
    helpers: int | None = Field(default=None, ge=0)
    score: float | None = Field(default=None, ge=0, allow_inf_nan=False)


class ProblemArtefacts(Contract):
    """What is derived from a proven draft before its reference is dropped.

    `key_id` tells with which key the digests were made. `hint_ladder` is there also when learners
    are shown no hints. `reference_sha256` is a keyed digest, for audits only: it tells whether
    somebody holds the very same reference. `family` and `seed` say how the built-in author can make
    the draft again.
    """

    problem_id: Identifier
    problem_version: int = Field(ge=1)
    language: Language
    key_id: Digest
    tests: tuple[str, ...] = Field(min_length=1, max_length=50)
    leak_sketch: LeakSketch
    fault_signatures: tuple[FaultSignature, ...] = Field(default=(), max_length=MOST_FAULTS)
    hint_ladder: tuple[Hint, ...] = Field(default=(), max_length=12)
    features: Features = Features()
    reference_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    family: str | None = Field(default=None, max_length=60)
    seed: int | None = Field(default=None, ge=0)
    goals: tuple[str, ...] = Field(default=(), max_length=12)
