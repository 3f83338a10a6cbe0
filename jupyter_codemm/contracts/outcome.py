"""What judging and running say."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field

from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.problem import (
    CaseInput,
    Category,
    Expected,
    Limits,
    Table,
    Visibility,
)
from jupyter_codemm.contracts.types import PortableValue

Verdict = Literal[
    "accepted",
    "wrong_answer",
    "compile_error",
    "runtime_error",
    "time_limit",
    "memory_limit",
    "output_limit",
    "judge_error",
]
CaseVerdict = Literal[
    "accepted",
    "wrong_answer",
    "runtime_error",
    "time_limit",
    "memory_limit",
    "output_limit",
    "judge_error",
    "not_run",
]
Tier = Literal["docker", "bwrap", "landlock", "rlimit"]
"""How strongly learner code was confined, strongest first."""

# Worst first: the verdict of a submission is the first of these that any case has.
PRIORITY: tuple[Verdict, ...] = (
    "judge_error",
    "compile_error",
    "memory_limit",
    "time_limit",
    "output_limit",
    "runtime_error",
    "wrong_answer",
    "accepted",
)


class Got(Contract):
    """What was observed in one run. Absent channels were not observed.

    `left_out` counts the rows that were cut from a table for showing it, by its name; a query's own
    result has the empty name.
    """

    value: PortableValue = None
    stdout: str | None = None
    raises: str | None = None
    rows: Table | None = None
    tables: dict[str, Table] | None = None
    left_out: dict[str, int] | None = None

    def as_key(self) -> str:
        """Return a text that is equal for equal observations.

        It is JSON, in which also a lone surrogate, which programs may print, has its escape.
        """
        return json.dumps(self.model_dump(mode="json"))


class CaseOutcome(Contract):
    """The outcome of one test. `input`, `expected`, `got` and `message` exist for samples only."""

    name: str
    visibility: Visibility
    category: Category
    verdict: CaseVerdict
    points: float
    time_ms: int = 0
    memory_kb: int = 0
    input: CaseInput | None = None
    expected: Expected | None = None
    got: Got | None = None
    message: str = ""


class Outcome(Contract):
    """The outcome of a submission: one verdict, one entry per test in order."""

    verdict: Verdict
    cases: tuple[CaseOutcome, ...]
    passed: int
    total: int
    points: float
    max_points: float
    time_ms: int
    memory_kb: int
    compile_output: str = ""
    message: str = ""
    tier: Tier
    limits: Limits


class RunOutcome(Contract):
    """The outcome of an execution without tests.

    `message` says what ended a program that did not end well, unless `stderr` tells the exception.
    """

    language: Language
    verdict: Verdict
    stdout: str
    stderr: str
    compile_output: str = ""
    message: str = ""
    exit_code: int | None = None
    time_ms: int = 0
    memory_kb: int = 0
    truncated: bool = Field(default=False, description="whether output was cut at its limit")
    tier: Tier
