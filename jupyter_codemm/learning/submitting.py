"""What a judged submission changes: counts, moving means, the episode, and the triggers."""

from __future__ import annotations

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_work import Submitted
from jupyter_codemm.contracts.learner import Execution, WorkState
from jupyter_codemm.learning import episodes, triggers
from jupyter_codemm.learning.active_time import quarter, with_quarter
from jupyter_codemm.learning.formulas import faded_ema, next_ema
from jupyter_codemm.learning.ledger import Ledger
from jupyter_codemm.learning.spans import days_between

_KEPT = 40
_NO_ERROR = ("accepted", "wrong_answer")


def executed(work: WorkState, execution: Execution) -> tuple[Execution, ...]:
    """Return the last executions of the episode with one more."""
    return (*work.executions, execution)[-_KEPT:]


def submit(ledger: Ledger, record: JourneyRecord, submission: Submitted) -> None:
    """Take in a judged submission for a known problem; the same one twice counts once."""
    problem_id = record.problem_id or ""
    work = ledger.work[problem_id]
    if submission.submission_id in work.submissions:
        return
    first_solve = submission.ok and work.solved_at is None
    _count(ledger, record, work, submission, first_solve=first_solve)
    work = _after(work, record, submission, first_solve=first_solve)
    ledger.work[problem_id] = work
    low = submission.score < ledger.rules.low_score_below
    ledger.low_scores = (*ledger.low_scores, record.id)[-_KEPT:] if low else ()
    if first_solve:
        if work.open:
            episodes.close(ledger, problem_id, record.id, record.at, "solved")
        triggers.settle(ledger, problem_id)
    triggers.look_at_submission(ledger, record, work, submission)


def _count(
    ledger: Ledger,
    record: JourneyRecord,
    work: WorkState,
    submission: Submitted,
    *,
    first_solve: bool,
) -> None:
    facts = work.facts
    ledger.count_skills(dict.fromkeys(facts.topics), attempts=1, solved=int(first_solve))
    for tag in dict.fromkeys(facts.topics):
        topic = ledger.topic(facts.language, tag)
        ema = faded_ema(topic.ema, days_between(topic.ema_at, record.at))
        failures = () if submission.ok else (*topic.failures_in_row, record.id)[-_KEPT:]
        changes = {
            "ema": next_ema(ema, passed=submission.ok),
            "ema_at": record.at,
            "failures_in_row": failures,
        }
        ledger.put_topic(topic.model_copy(update=changes))
    module = ledger.module(facts.language, facts.topics[0])
    reviewed = submission.quality is not None
    ledger.put_module(
        module.model_copy(
            update={
                "attempts": module.attempts + 1,
                "passes": module.passes + submission.ok,
                "tried": module.tried + (work.attempts == 0),
                "solved": module.solved + first_solve,
                "quality_sum": module.quality_sum + (submission.quality or 0.0),
                "qualities": module.qualities + reviewed,
                "practised_at": record.at,
                "quarters": with_quarter(module.quarters, quarter(record.at)),
            }
        )
    )


def _after(
    work: WorkState, record: JourneyRecord, submission: Submitted, *, first_solve: bool
) -> WorkState:
    changes: dict[str, object] = {
        "attempts": work.attempts + 1,
        "tried_at": record.at,
        "tried_record": record.id,
        "submissions": (*work.submissions, submission.submission_id)[-_KEPT:],
    }
    if first_solve:
        changes["solved_at"] = record.at
    if work.open:
        changes |= _episode_changes(work, record, submission)
    return work.model_copy(update=changes)


def _episode_changes(
    work: WorkState, record: JourneyRecord, submission: Submitted
) -> dict[str, object]:
    error = None if submission.verdict in _NO_ERROR else submission.error_type or submission.verdict
    changes: dict[str, object] = {
        "executions": executed(work, Execution(record_id=record.id, error=error)),
        "most_passed": max(work.most_passed, submission.passed),
        "recent_submits": (*work.recent_submits, (record.id, record.at))[-_KEPT:],
    }
    if submission.ok:
        return changes | {"stale_submits": ()}
    stale = submission.passed <= work.most_passed
    state = record.code_state_id or submission.submission_id
    if state not in work.failing_states:
        changes["failing_states"] = (*work.failing_states, state)[:_KEPT]
    return changes | {
        "failed_submits": work.failed_submits + 1,
        "stale_submits": (*work.stale_submits, record.id)[-_KEPT:] if stale else (),
    }
