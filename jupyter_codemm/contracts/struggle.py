"""Signs that a learner is stuck, and the alert that they raise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier

TriggerName = Literal[
    "same_error",
    "long_without_pass",
    "quiz_below_half",
    "says_stuck",
    "failed_runs",
    "low_completion",
    "topic_failures",
    "low_scores",
    "no_new_test_passed",
    "error_quotient",
    "repeated_errors",
    "far_over_median",
    "rapid_submits",
    "going_back",
]
Severity = Literal["low", "medium", "high"]
Share = Annotated[float, Field(ge=0, le=1)]


class StruggleRules(Contract):
    """Thresholds of the triggers; a class may have its own. Durations are in seconds."""

    same_error_times: int = Field(default=3, ge=2, le=50)
    active_seconds_without_pass: int = Field(default=600, ge=60)
    quiz_below: Share = 0.5
    failed_runs: int = Field(default=5, ge=2, le=50)
    completion_days: int = Field(default=7, ge=1, le=90)
    completion_below: Share = 0.5
    completion_min_attempted: int = Field(default=5, ge=1, le=100)
    topic_failures: int = Field(default=3, ge=2, le=50)
    low_score_below: float = Field(default=60, ge=0, le=100)
    low_scores: int = Field(default=3, ge=2, le=20)
    stale_submits: int = Field(default=3, ge=2, le=50)
    error_quotient: Share = 0.5
    error_quotient_pairs: int = Field(default=6, ge=1, le=40)
    repeated_error_density: float = Field(default=2, ge=0.5, allow_inf_nan=False)
    times_median: float = Field(default=2, ge=1, allow_inf_nan=False)
    seconds_without_median: int = Field(default=1200, ge=60)
    rapid_submits: int = Field(default=5, ge=2, le=20)
    rapid_seconds: int = Field(default=180, ge=10)
    reverts: int = Field(default=2, ge=1, le=20)
    cooldown_seconds: int = Field(default=600, ge=0)


class StruggleAlert(Contract):
    """An open alert: at most one of a trigger and topic at a time.

    `evidence` are the numbers of the records that it rests on, `record_id` the last of them.
    `offered` is false while another offer of help is younger than the cooldown.
    """

    trigger: TriggerName
    topic: str
    severity: Severity
    problem_id: Identifier | None = None
    evidence: tuple[int, ...]
    record_id: int = Field(ge=1)
    opened_at: AwareDatetime
    offered: bool
    message: str = ""


class HandledAlert(Contract):
    """An alert that somebody of staff dealt with, and when.

    It is kept so that they can take that back, until something newer raises the alert again or the
    problem is solved.
    """

    alert: StruggleAlert
    by: str
    at: AwareDatetime
