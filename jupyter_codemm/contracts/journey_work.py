"""What a learner does: sittings, problems, code, runs and submissions, as events of a journey.

No hidden input or expected value stands in any of them.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.base import (
    Contract,
    Difficulty,
    Identifier,
    Language,
    ProblemStyle,
)
from jupyter_codemm.contracts.cases import Category, Visibility
from jupyter_codemm.contracts.outcome import CaseVerdict, Outcome, RunOutcome, Verdict
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.recorded_text import LineText, OutputText, clipped
from jupyter_codemm.contracts.spec import Topic

SessionEnd = Literal["submitted", "closed", "idle", "reset"]
SaveOrigin = Literal["manual", "autosave"]
Percent = Annotated[float, Field(ge=0, le=100)]
_LONGEST_NAME = 120
ErrorType = Annotated[LineText, Field(max_length=_LONGEST_NAME)]
"""The name of an exception, or the kind of a compiler's message."""


class ProblemFacts(Contract):
    """What the record must know of a problem, at the time when it was opened.

    `scaffold` is the share of the structure that was given, 0 to 1. `median_seconds` is the median
    active time of those who solved it, None while fewer than ten did.
    """

    title: LineText
    language: Language
    difficulty: Difficulty
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=12)
    style: ProblemStyle
    version: int = Field(default=1, ge=1)
    family: LineText | None = None
    scaffold: float = Field(default=0.0, ge=0, le=1)
    estimated_minutes: int = Field(default=10, ge=1, le=600)
    test_count: int = Field(ge=1, le=50)
    median_seconds: int | None = Field(default=None, ge=1)

    @classmethod
    def of(
        cls, problem: Problem, *, family: str | None = None, median_seconds: int | None = None
    ) -> Self:
        """Return the facts of a problem as it is now."""
        return cls(
            title=problem.title,
            language=problem.language,
            difficulty=problem.difficulty,
            topics=problem.topics,
            style=problem.style,
            version=problem.version,
            family=family,
            scaffold=(problem.scaffold_level or 0) / 100,
            estimated_minutes=problem.estimated_minutes,
            test_count=len(problem.tests),
            median_seconds=median_seconds,
        )


class WorkSessionOpened(Contract):
    """A sitting with a problem began; `continues` names the one that it goes on with."""

    type: Literal["session_opened"] = "session_opened"
    continues: Identifier | None = None


class WorkSessionClosed(Contract):
    """A sitting ended."""

    type: Literal["session_closed"] = "session_closed"
    reason: SessionEnd


class ActivityOpened(Contract):
    """The notebook of an activity was opened."""

    type: Literal["activity_opened"] = "activity_opened"
    title: LineText = ""


class ProblemOpened(Contract):
    """A problem was opened. The code state of the record is the code that was there."""

    type: Literal["problem_opened"] = "problem_opened"
    facts: ProblemFacts


class CodeSaved(Contract):
    """The code was saved."""

    type: Literal["code_saved"] = "code_saved"
    origin: SaveOrigin


class CodeReset(Contract):
    """The learner began anew; the code state of the record is the starter again."""

    type: Literal["code_reset"] = "code_reset"


class ProgramRun(Contract):
    """A run: freely with stdin, or on the samples, of which `passed` of `total` agreed.

    `truncated` tells that a text here or at the program was cut.
    """

    type: Literal["run"] = "run"
    stdin: OutputText = ""
    stdout: OutputText = ""
    stderr: OutputText = ""
    verdict: Verdict
    error_type: ErrorType | None = None
    error_line: int | None = Field(default=None, ge=1)
    passed: int = Field(default=0, ge=0)
    total: int = Field(default=0, ge=0)
    time_ms: int = Field(default=0, ge=0)
    memory_kb: int = Field(default=0, ge=0)
    truncated: bool = False

    @classmethod
    def free(
        cls,
        outcome: RunOutcome,
        stdin: str = "",
        *,
        error_type: str | None = None,
        error_line: int | None = None,
    ) -> Self:
        """Return the event of a run without tests; its texts are cleaned and cut to their caps.

        Where a program did not compile, the compiler's words are its stderr.
        """
        given, short_in = clipped(stdin)
        printed, short_out = clipped(outcome.stdout)
        errors, short_err = clipped(outcome.stderr or outcome.compile_output)
        return cls(
            stdin=given,
            stdout=printed,
            stderr=errors,
            verdict=outcome.verdict,
            error_type=_named(error_type),
            error_line=error_line,
            time_ms=outcome.time_ms,
            memory_kb=outcome.memory_kb,
            truncated=outcome.truncated or short_in or short_out or short_err,
        )

    @classmethod
    def on_samples(
        cls, outcome: Outcome, *, error_type: str | None = None, error_line: int | None = None
    ) -> Self:
        """Return the event of a run on the samples of a problem."""
        errors, short = clipped(outcome.compile_output or outcome.message)
        return cls(
            stderr=errors,
            verdict=outcome.verdict,
            error_type=_named(error_type),
            error_line=error_line,
            passed=outcome.passed,
            total=outcome.total,
            time_ms=outcome.time_ms,
            memory_kb=outcome.memory_kb,
            truncated=short,
        )

    @property
    def ok(self) -> bool:
        """Whether the program ended well and agreed with every sample it was run on."""
        return self.verdict == "accepted"

    @model_validator(mode="after")
    def _counts(self) -> Self:
        _check_counts(self.passed, self.total)
        return self


class CaseResult(Contract):
    """The verdict on one test: its name and category, never a value of it."""

    name: LineText
    visibility: Visibility
    category: Category
    verdict: CaseVerdict


class Submitted(Contract):
    """A judged submission. `score` is the percentage of the points.

    `quality` is the static quality score of the code, 0 to 100, when it was reviewed.
    """

    type: Literal["submitted"] = "submitted"
    submission_id: Identifier
    verdict: Verdict
    cases: tuple[CaseResult, ...] = Field(default=(), max_length=50)
    passed: int = Field(ge=0)
    total: int = Field(ge=0)
    score: Percent
    time_ms: int = Field(default=0, ge=0)
    memory_kb: int = Field(default=0, ge=0)
    error_type: ErrorType | None = None
    error_line: int | None = Field(default=None, ge=1)
    quality: Percent | None = None

    @classmethod
    def of(
        cls,
        submission_id: str,
        outcome: Outcome,
        *,
        error_type: str | None = None,
        error_line: int | None = None,
        quality: float | None = None,
    ) -> Self:
        """Return the event of a judged submission: of each test its verdict, never its values."""
        whole = outcome.max_points
        return cls(
            submission_id=submission_id,
            verdict=outcome.verdict,
            cases=tuple(
                CaseResult(
                    name=case.name,
                    visibility=case.visibility,
                    category=case.category,
                    verdict=case.verdict,
                )
                for case in outcome.cases
            ),
            passed=outcome.passed,
            total=outcome.total,
            score=min(100.0, max(0.0, 100 * outcome.points / whole)) if whole else 0.0,
            time_ms=outcome.time_ms,
            memory_kb=outcome.memory_kb,
            error_type=_named(error_type),
            error_line=error_line,
            quality=quality,
        )

    @property
    def ok(self) -> bool:
        """Whether every test passed."""
        return self.verdict == "accepted"

    @model_validator(mode="after")
    def _counts(self) -> Self:
        _check_counts(self.passed, self.total)
        return self


class EpisodeClosed(Contract):
    """Work on a problem ended unsolved: the learner said so, or let it lie."""

    type: Literal["episode_closed"] = "episode_closed"
    by: Literal["learner", "idle"] = "learner"


def _named(error: str | None) -> str | None:
    """Return an error's name as it is kept: programs may name their exceptions as they like."""
    return clipped(error, _LONGEST_NAME)[0] if error else None


def _check_counts(passed: int, total: int) -> None:
    if passed > total:
        raise ValueError(f"{passed} of {total} passed")
