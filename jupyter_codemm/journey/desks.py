"""What stands on the learner's desk for one problem, after each record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import HintShown
from jupyter_codemm.contracts.journey_work import (
    CodeSaved,
    ProblemFacts,
    ProblemOpened,
    ProgramRun,
    Submitted,
)

LINES = frozenset({"query_asked", "query_answered", "query_failed", "hint_shown"})
"""The events that are lines of the conversation about a problem."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The state of one problem. `chat_lines` counts the lines of its conversation so far."""

    facts: ProblemFacts | None = None
    first_code: str | None = None
    code: str | None = None
    previous_code: str | None = None
    chat_lines: int = 0
    run: ProgramRun | None = None
    submission: Submitted | None = None
    best_passed: int = 0
    solved: bool = False
    attempts: int = 0
    hints_used: int = 0
    hint_level: int = 0
    saves: int = 0
    tried: bool = False


def after(desk: Desk, record: JourneyRecord) -> Desk:
    """Return the desk after a record; the same one when nothing on it changed."""
    changes = _changes(record.event, desk, record)
    code = record.code_state_id
    if code is not None and code != desk.code:
        changes |= {"code": code, "previous_code": desk.code}
        if desk.first_code is None:
            changes["first_code"] = code
    if record.event.type in LINES:
        changes["chat_lines"] = desk.chat_lines + 1
    return replace(desk, **changes) if changes else desk


@singledispatch
def _changes(event: Contract, desk: Desk, record: JourneyRecord) -> dict[str, Any]:
    del event, desk, record
    return {}


@_changes.register
def _(event: ProblemOpened, desk: Desk, record: JourneyRecord) -> dict[str, Any]:
    del desk, record
    return {"facts": event.facts}


@_changes.register
def _(event: CodeSaved, desk: Desk, record: JourneyRecord) -> dict[str, Any]:
    del record
    return {"saves": desk.saves + (event.origin == "manual")}


@_changes.register
def _(event: ProgramRun, desk: Desk, record: JourneyRecord) -> dict[str, Any]:
    return {"run": event, "tried": desk.tried or _is_own(desk, record)}


@_changes.register
def _(event: Submitted, desk: Desk, record: JourneyRecord) -> dict[str, Any]:
    return {
        "submission": event,
        "attempts": desk.attempts + (event.verdict != "judge_error"),
        "best_passed": max(desk.best_passed, event.passed),
        "solved": desk.solved or event.ok,
        "tried": desk.tried or _is_own(desk, record),
    }


@_changes.register
def _(event: HintShown, desk: Desk, record: JourneyRecord) -> dict[str, Any]:
    del record
    if not event.counted or event.level == 0:
        return {}
    return {
        "hints_used": desk.hints_used + 1,
        "hint_level": max(desk.hint_level, event.level),
    }


def _is_own(desk: Desk, record: JourneyRecord) -> bool:
    """Return whether the code of an attempt is other than what the learner was given."""
    code = record.code_state_id or desk.code
    return code is not None and desk.first_code is not None and code != desk.first_code
