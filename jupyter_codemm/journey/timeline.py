"""The timeline of a journey: records that belong together as one row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from jupyter_codemm.contracts.inquiry import QueryType
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import (
    HintRequested,
    HintShown,
    QueryAnswered,
    QueryAsked,
    QueryFailed,
    QueryRouted,
)
from jupyter_codemm.contracts.journey_time import IDLE, milliseconds
from jupyter_codemm.contracts.journey_views import RowKind, TimelineRow
from jupyter_codemm.contracts.journey_work import ProgramRun, Submitted
from jupyter_codemm.journey.sentences import sentence

_KINDS: dict[str, RowKind] = {
    "session_opened": "opened",
    "activity_opened": "opened",
    "problem_opened": "opened",
    "query_asked": "question",
    "query_routed": "question",
    "query_answered": "question",
    "query_failed": "question",
    "run": "run",
    "hint_requested": "hint",
    "hint_shown": "hint",
    "code_saved": "saved",
    "code_reset": "saved",
    "submitted": "submitted",
    "answer_rated": "rated",
    "quiz_result": "quiz",
    "session_closed": "closed",
    "episode_closed": "closed",
}
_TELLING = ("problem_opened", "query_asked", "hint_shown")
"""Of several records in a row, the one of this type gives the sentence."""


@dataclass(slots=True)
class _Group:
    kind: RowKind
    step: int
    records: list[JourneyRecord] = field(default_factory=list)


def timeline(records: Iterable[JourneyRecord]) -> tuple[TimelineRow, ...]:
    """Return the rows of a journey, in order.

    Opening a sitting and its problem is one row; so is a question with its route and answer, and a
    hint with the request for it and a model's words for it.
    """
    groups: list[_Group] = []
    homes: dict[str | int, _Group] = {}
    for place, record in enumerate(records, start=1):
        kind = _KINDS.get(record.event.type, "note")
        last = groups[-1] if groups else None
        home = _home_of(record)
        group = homes.get(home)
        if group is None and last is not None and _goes_on(last, record, kind):
            group = last
        if group is None:
            group = _Group(kind, place)
            groups.append(group)
        homes.setdefault(home, group)
        group.records.append(record)
        if group is groups[-1]:
            group.step = place
    return tuple(
        _row(group, before) for before, group in zip([None, *groups], groups, strict=False)
    )


def _home_of(record: JourneyRecord) -> str | int:
    """Return what a record is about: a question's id, or the number of the record it belongs to."""
    match record.event:
        case QueryAsked() | QueryRouted() | QueryAnswered() | QueryFailed():
            return record.event.query_id
        case HintShown():
            return record.event.rewords or record.id
        case _:
            return record.id


def _goes_on(last: _Group, record: JourneyRecord, kind: RowKind) -> bool:
    """Return whether a record belongs to the row before it."""
    before = last.records[-1]
    if last.kind != kind or before.session_id != record.session_id:
        return False
    if kind == "opened":
        return before.event.type != "problem_opened" and record.event.type != "session_opened"
    return kind == "hint" and before.event.type == "hint_requested" != record.event.type


def _row(group: _Group, before: _Group | None) -> TimelineRow:
    first = group.records[0]
    telling = next((r for r in group.records if r.event.type in _TELLING), first)
    judged = first.event if isinstance(first.event, ProgramRun | Submitted) else None
    gap = first.at - before.records[-1].at if before is not None else timedelta()
    return TimelineRow(
        step=group.step,
        record_ids=tuple(record.id for record in group.records),
        at=first.at,
        kind=group.kind,
        type=telling.event.type,
        sentence=sentence(telling.event),
        problem_id=telling.problem_id,
        session_id=first.session_id,
        verdict=judged.verdict if judged is not None else None,
        passed=judged.passed if judged is not None else None,
        total=judged.total if judged is not None else None,
        level=telling.event.level if isinstance(telling.event, HintShown | HintRequested) else None,
        query_type=_query_type(group),
        code_state_id=telling.code_state_id,
        gap_ms=max(0, milliseconds(gap)),
        active=gap <= IDLE,
    )


def _query_type(group: _Group) -> QueryType | None:
    """Return the type of a question, as it was decided last."""
    if group.kind != "question":
        return None
    events = [r.event for r in group.records if isinstance(r.event, QueryAsked | QueryRouted)]
    said = [event.query_type for event in events if event.query_type is not None]
    return said[-1] if said else None
