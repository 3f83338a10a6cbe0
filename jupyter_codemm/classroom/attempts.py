"""From judged submissions to the line that is counted."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.attempts import (
    FAILED,
    NO_SUCH_TEST,
    NOT_RUN,
    PASSED,
    Attempt,
    AttemptLog,
)
from jupyter_codemm.contracts.outcome import CaseVerdict, Outcome


def logged(
    challenge_id: str, user: str, problem_id: str, attempts: Sequence[Attempt]
) -> AttemptLog | None:
    """Return the log of some attempts, in the order of their submissions; None without any."""
    if not attempts:
        return None
    ordered = sorted(attempts, key=lambda one: (one.at, one.submission_id))
    seen = [_marks(one.outcome) for one in ordered]
    names = dict.fromkeys(name for marks in seen for name in marks)
    return AttemptLog(
        challenge_id=challenge_id,
        user=user,
        problem_id=problem_id,
        submission_ids=tuple(one.submission_id for one in ordered),
        at=tuple(one.at for one in ordered),
        verdicts=tuple(one.outcome.verdict for one in ordered),
        passed=tuple(one.outcome.passed for one in ordered),
        totals=tuple(one.outcome.total for one in ordered),
        misconceptions=tuple(one.misconception for one in ordered),
        cases={name: "".join(marks.get(name, NO_SUCH_TEST) for marks in seen) for name in names},
    )


def _marks(outcome: Outcome) -> dict[str, str]:
    return {case.name: _mark(case.verdict) for case in outcome.cases}


def _mark(verdict: CaseVerdict) -> str:
    if verdict == "not_run":
        return NOT_RUN
    return PASSED if verdict == "accepted" else FAILED
