"""Handing a learner everything that is stored of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.classroom import released_events
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.knowledge import Scope
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.journey.exports import (
    SubjectJourney,
    events_csv,
    journey_document,
    progsnap2,
    subject_id,
)
from jupyter_codemm.ports import MadeCall, Transaction
from jupyter_codemm.services.archives import zipped
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.journeys import state_of
from jupyter_codemm.tutoring.quizzing import seen

ExportFormat = Literal["json", "csv", "progsnap2"]
ALL = 1_000_000
EDIT = ("id", "activity_id", "problem_id", "kind", "instruction", "status", "note", "created_at")
"""What is told of an edit: the wish and what became of it, and nothing of any test."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be saved."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Everything:
    records: tuple[JourneyRecord, ...]
    code: Mapping[str, CodeState]
    state: LearnerState
    rest: dict[str, object]


async def export(ctx: Context, user: str, form: ExportFormat) -> Export:
    """Return the journey of a user as a file; as JSON with everything else that is stored of them.

    In the dataset of ProgSnap2 the learner has a pseudonym, which only this installation can make.
    """
    found = await ctx.store.transact(lambda tx: _everything(tx, user))
    return await asyncio.to_thread(_written, ctx, user, found, form)


def _everything(tx: Transaction, user: str) -> _Everything:
    records = tx.journeys.records(user)
    ids = {record.code_state_id for record in records} - {None}
    learner = tx.journeys.learner(user)
    kept = tx.activities.list(user, ALL)
    deleted = tx.activities.list(user, ALL, deleted=True)
    activities = (*kept, *deleted)
    sessions = [tx.sessions.get(line.id, user) for line in tx.sessions.list(user, ALL)]
    rest: dict[str, object] = {
        "settings": learner.settings.to_json(),
        "submissions": [one.to_json() for one in tx.submissions.list(user, limit=ALL)],
        "questions": [one.to_json() for one in tx.queries.list(user, limit=ALL)],
        "quizzes": [seen(one).to_json() for one in tx.quizzes.list(user, limit=ALL)],
        "conversations": [
            {
                "id": one.id,
                "messages": [message.to_json() for message in one.messages],
                "spec": one.spec.to_json(),
            }
            for one in sessions
        ],
        "activities": [line.to_json() for line in kept],
        "deleted_activities": [line.to_json() for line in deleted],
        "model_calls": [_call(made) for made in tx.spending.made_by(user)],
        "edits": [
            {name: value for name, value in edit.to_json().items() if name in EDIT}
            for line in activities
            for edit in tx.edits.list(line.id, user, ALL)
        ],
        "memberships": [one.to_json() for one in tx.memberships.of_user(user, ended=True)],
        "grades": [
            event.to_json()
            for grade in tx.grades.of_user(user)
            for event in released_events(tx.grades.events(grade.challenge_id, user))
        ],
        "judged_again": [
            verdict.to_json()
            for grade in tx.grades.of_user(user)
            for verdict in tx.regrades.verdicts(grade.challenge_id, user)
        ],
        "read_by": [one.to_json() for one in tx.accesses.to(user, ALL)],
        "documents": [
            {
                **document.to_json(),
                "pieces": [piece.to_json() for piece in tx.knowledge.chunks(document.id)],
            }
            for document in tx.knowledge.list(
                [Scope(level="activity", id=line.id) for line in activities]
            )
        ],
    }
    code = tx.journeys.code(user, [name for name in ids if name])
    return _Everything(records, code, state_of(tx, user), rest)


def _call(made: MadeCall) -> dict[str, object]:
    charge = made.charge
    return {
        "at": charge.at.isoformat(),
        "about": charge.account.activity,
        "counted_tokens": charge.most.tokens,
        "counted_cost_micros": charge.most.cost_micros,
        "call": None if made.call is None else made.call.to_json(),
    }


def _written(ctx: Context, user: str, found: _Everything, form: ExportFormat) -> Export:
    if form == "csv":
        return Export("journey.csv", "text/csv; charset=utf-8", events_csv(found.records).encode())
    if form == "json":
        record = journey_document(found.records, found.code.values(), subject=user)
        content = json.dumps(record | found.rest, ensure_ascii=False, indent=1).encode(
            "utf-8", "replace"
        )
        return Export("my-data.json", "application/json", content)
    subject = subject_id(ctx.key or b"", user)
    journey = SubjectJourney(subject, found.records, found.state.steps)
    files = progsnap2([journey], lambda name: _text(found.code, name))
    return Export("progsnap2.zip", "application/zip", zipped(files))


def _text(code: Mapping[str, CodeState], name: str) -> str | None:
    known = code.get(name)
    return None if known is None else known.text
