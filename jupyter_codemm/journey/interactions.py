"""The history of interactions: questions with what came of them, runs and submissions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    QueryAnswered,
    QueryAsked,
    QueryFailed,
    QueryRouted,
)
from jupyter_codemm.contracts.journey_time import counted, is_of_learner, milliseconds
from jupyter_codemm.contracts.journey_views import Interaction, QueryStatus
from jupyter_codemm.contracts.journey_work import ProgramRun, Submitted
from jupyter_codemm.journey.sentences import SUMMARY, excerpt, sentence

_LOW_RATING = 2


@dataclass(slots=True)
class _Thread:
    """A question and what came of it so far."""

    record: JourneyRecord
    asked: QueryAsked
    engagement_ms: int
    route: QueryRouted | None = None
    routes: int = 0
    answer: QueryAnswered | None = None
    failure: QueryFailed | None = None
    rated: AnswerRated | None = None


@dataclass(slots=True)
class _Rows:
    rows: list[_Thread | Interaction] = field(default_factory=list)
    threads: dict[str, _Thread] = field(default_factory=dict)


def interactions(records: Iterable[JourneyRecord]) -> tuple[Interaction, ...]:
    """Return one row for each question, run and submission, in order.

    Engagement is the active time since the row before; pauses of over five minutes are none.
    """
    found = _Rows()
    clock: datetime | None = None
    engaged = 0
    for record in records:
        if is_of_learner(record.event):
            span, clock = counted(clock, record.at)
            engaged += milliseconds(span)
        if _take(found, record, engaged):
            engaged = 0
    return tuple(row if isinstance(row, Interaction) else _question(row) for row in found.rows)


def _take(found: _Rows, record: JourneyRecord, engaged: int) -> bool:
    """Take in a record; returns whether it made a row."""
    event = record.event
    match event:
        case QueryAsked():
            thread = _Thread(record, event, engaged)
            found.threads[event.query_id] = thread
            found.rows.append(thread)
        case ProgramRun():
            found.rows.append(_run(record, event, engaged))
        case Submitted():
            found.rows.append(_submission(record, event, engaged))
        case QueryRouted() | QueryAnswered() | QueryFailed() | AnswerRated():
            if event.query_id in found.threads:
                _follow(found.threads[event.query_id], event)
            return False
        case _:
            return False
    return True


def _follow(
    thread: _Thread, event: QueryRouted | QueryAnswered | QueryFailed | AnswerRated
) -> None:
    match event:
        case QueryRouted():
            thread.route, thread.routes = event, thread.routes + 1
        case QueryAnswered():
            thread.answer = event
        case QueryFailed():
            thread.failure = event
        case AnswerRated():
            thread.rated = event


def _question(thread: _Thread) -> Interaction:
    record, asked, answer = thread.record, thread.asked, thread.answer
    kind = thread.route or asked
    call = answer.call if answer is not None else None
    failed = thread.failure.reason if thread.failure is not None else ""
    return Interaction(
        record_id=record.id,
        at=record.at,
        kind="question",
        session_id=record.session_id,
        activity_id=record.activity_id,
        problem_id=record.problem_id,
        query_id=asked.query_id,
        status=_status(thread),
        query_type=kind.query_type,
        sub_intent=kind.sub_intent,
        prompt=asked.text,
        response=failed if answer is None else answer.text,
        model=call.model if call is not None else None,
        tokens_in=call.tokens_in if call is not None else None,
        tokens_out=call.tokens_out if call is not None else None,
        rating=thread.rated.rating if thread.rated is not None else None,
        code_state_id=record.code_state_id,
        engagement_ms=thread.engagement_ms,
        summary=excerpt(sentence(asked), SUMMARY),
        indicators=_signs(thread),
    )


def _status(thread: _Thread) -> QueryStatus:
    if thread.answer is not None:
        return "completed"
    if thread.failure is not None:
        return "failed"
    return "pending" if thread.route is None else "routed"


def _signs(thread: _Thread) -> tuple[str, ...]:
    signs = {
        "failed": thread.answer is None and thread.failure is not None,
        "rerouted": thread.routes > 1,
        "retry": thread.asked.retry_of is not None,
        "guardrail": thread.answer is not None and thread.answer.guardrail_replaced,
        "low_rating": thread.rated is not None and thread.rated.rating <= _LOW_RATING,
    }
    return tuple(name for name, shows in signs.items() if shows)


def _run(record: JourneyRecord, run: ProgramRun, engaged: int) -> Interaction:
    signs = {"error": run.error_type is not None, "truncated": run.truncated}
    return Interaction(
        record_id=record.id,
        at=record.at,
        kind="run",
        session_id=record.session_id,
        activity_id=record.activity_id,
        problem_id=record.problem_id,
        verdict=run.verdict,
        stdin=run.stdin,
        stdout=run.stdout,
        stderr=run.stderr,
        code_state_id=record.code_state_id,
        engagement_ms=engaged,
        summary=excerpt(sentence(run), SUMMARY),
        indicators=tuple(name for name, shows in signs.items() if shows),
    )


def _submission(record: JourneyRecord, submission: Submitted, engaged: int) -> Interaction:
    return Interaction(
        record_id=record.id,
        at=record.at,
        kind="submission",
        session_id=record.session_id,
        activity_id=record.activity_id,
        problem_id=record.problem_id,
        submission_id=submission.submission_id,
        verdict=submission.verdict,
        code_state_id=record.code_state_id,
        engagement_ms=engaged,
        summary=excerpt(sentence(submission), SUMMARY),
        indicators=("passed",) if submission.ok else (),
    )
