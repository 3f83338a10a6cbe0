"""Records as rows of the main table of a ProgSnap2 dataset.

Types of events that the standard does not have begin with `X-`, as it asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import singledispatch

from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    HintShown,
    QueryAnswered,
    QueryAsked,
    QueryFailed,
)
from jupyter_codemm.contracts.journey_work import (
    CodeReset,
    CodeSaved,
    ProblemOpened,
    ProgramRun,
    Submitted,
    WorkSessionClosed,
    WorkSessionOpened,
)
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.outcome import CaseVerdict, Verdict
from jupyter_codemm.journey.exports.tables import Cell

Row = dict[str, Cell]

_CUSTOM = {
    "activity_opened": "X-Activity.Open",
    "episode_closed": "X-Episode.End",
    "hint_requested": "X-Tutor.RequestHint",
    "query_routed": "X-Tutor.Route",
    "quiz_result": "X-Quiz.Result",
    "consent_changed": "X-Record.Consent",
    "recording_paused": "X-Record.Pause",
    "recording_resumed": "X-Record.Resume",
    "struggle_detected": "X-Struggle.Detect",
    "struggle_resolved": "X-Struggle.Resolve",
    "struggle_reopened": "X-Struggle.Reopen",
    "teacher_viewed": "X-Staff.View",
}
_RAN: dict[Verdict, str] = {
    "accepted": "Success",
    "wrong_answer": "Success",
    "time_limit": "Timeout",
}
_TESTED: dict[CaseVerdict, str] = {
    "accepted": "Success",
    "wrong_answer": "TestFailed",
    "time_limit": "Timeout",
}
_LEVELS = ("verdict", "orientation", "concept", "location", "analogue", "reveal")
_PRIVATE = frozenset({"type", "viewer", "actor"})


class Place:
    """Where a record stands: what its rows need to know beside its event."""

    def __init__(self, event_id: str, problem_id: str, session_id: str, language: Language) -> None:
        self.event_id = event_id
        self.problem_id = problem_id
        self.session_id = session_id
        self.section = FACTS[language].entry_file


def rows_of(event: Contract, place: Place) -> Iterator[Row]:
    """Yield the rows of an event; the first is the event itself, the others are its children."""
    yield from _rows(event, place)


@singledispatch
def _rows(event: Contract, place: Place) -> Iterator[Row]:
    del place
    told = event.model_dump(mode="json", exclude=set(_PRIVATE), exclude_defaults=True)
    kind = _CUSTOM[getattr(event, "type", "")]
    yield {"EventType": kind, "X-Value": json.dumps(told, ensure_ascii=False) if told else None}


@_rows.register
def _(event: WorkSessionOpened, place: Place) -> Iterator[Row]:
    del event
    yield {"EventType": "Session.Start", "SessionID": place.session_id}


@_rows.register
def _(event: WorkSessionClosed, place: Place) -> Iterator[Row]:
    yield {"EventType": "Session.End", "SessionID": place.session_id, "X-Value": event.reason}


@_rows.register
def _(event: ProblemOpened, place: Place) -> Iterator[Row]:
    yield {"EventType": "Project.Open", "ProjectID": place.problem_id or "UNKNOWN"}
    resource = f"{place.problem_id}/statement/{event.facts.version}"
    yield {"EventType": "Resource.View", "ResourceID": resource}


@_rows.register
def _(event: CodeSaved, place: Place) -> Iterator[Row]:
    by_hand = event.origin == "manual"
    yield {
        "EventType": "File.Edit",
        "CodeStateSection": place.section,
        "EditType": "GenericEdit",
        "EventInitiator": "UserDirectAction" if by_hand else "ToolTimedEvent",
    }


@_rows.register
def _(event: CodeReset, place: Place) -> Iterator[Row]:
    del event
    yield {
        "EventType": "File.Edit",
        "CodeStateSection": place.section,
        "EditType": "Reset",
        "EventInitiator": "UserDirectAction",
    }


@_rows.register
def _(event: ProgramRun, place: Place) -> Iterator[Row]:
    if event.verdict == "compile_error":
        yield from _compilation(place, event.error_type, event.error_line, event.stderr)
        return
    yield {
        "EventType": "Run.Program",
        "ExecutionID": place.event_id,
        "ExecutionResult": _RAN.get(event.verdict, "Error"),
        "Score": round(event.passed / event.total, 4) if event.total else None,
        "X-ErrorType": event.error_type,
        "X-Input": event.stdin or None,
        "X-Output": event.stdout or None,
        "X-ErrorOutput": event.stderr or None,
    }


@_rows.register
def _(event: Submitted, place: Place) -> Iterator[Row]:
    yield {
        "EventType": "Submit",
        "ExecutionID": place.event_id,
        "Score": round(event.score / 100, 4),
        "X-ErrorType": event.error_type,
        "X-Value": event.verdict,
    }
    if event.verdict == "compile_error":
        yield from _compilation(place, event.error_type, event.error_line, "")
    for case in event.cases:
        if case.verdict == "not_run":
            continue
        yield {
            "EventType": "Run.Test",
            "ParentEventID": place.event_id,
            "ExecutionID": place.event_id,
            "TestID": f"{place.problem_id}/{case.name}",
            "ExecutionResult": _TESTED.get(case.verdict, "Error"),
            "Score": 1.0 if case.verdict == "accepted" else 0.0,
        }


def _compilation(place: Place, error: str | None, line: int | None, message: str) -> Iterator[Row]:
    """Yield a failed compilation and its message; the child names the place of its parent row."""
    yield {
        "EventType": "Compile",
        "CodeStateSection": place.section,
        "CompileResult": "Error",
    }
    yield {
        "EventType": "Compile.Error",
        "ParentEventID": "before",
        "CodeStateSection": place.section,
        "CompileMessageType": error or "Error",
        "CompileMessageData": message or "not kept",
        "SourceLocation": f"Text:{line or 1}",
    }


@_rows.register
def _(event: HintShown, place: Place) -> Iterator[Row]:
    del place
    helps = event.counted and event.level > 0
    yield {
        "EventType": "Intervention",
        "EventInitiator": "ToolReaction",
        "InterventionCategory": "Hint" if helps else "Feedback",
        "InterventionType": f"L{event.level}:{_LEVELS[event.level]}:{event.source}",
        "InterventionMessage": event.text or "nothing",
    }


@_rows.register
def _(event: QueryAsked, place: Place) -> Iterator[Row]:
    del place
    yield {"EventType": "X-Tutor.Ask", "X-QueryID": event.query_id, "X-Text": event.text}


@_rows.register
def _(event: QueryAnswered, place: Place) -> Iterator[Row]:
    del place
    yield {
        "EventType": "X-Tutor.Answer",
        "X-QueryID": event.query_id,
        "X-Text": event.text,
        "X-Value": event.call.model if event.call is not None else None,
    }


@_rows.register
def _(event: QueryFailed, place: Place) -> Iterator[Row]:
    del place
    yield {"EventType": "X-Tutor.Fail", "X-QueryID": event.query_id, "X-Text": event.reason}


@_rows.register
def _(event: AnswerRated, place: Place) -> Iterator[Row]:
    del place
    yield {
        "EventType": "X-Tutor.Rate",
        "X-QueryID": event.query_id,
        "X-Value": event.rating,
        "X-Text": event.comment or None,
    }
