"""A journey as one JSON document and as one CSV table: everything, for the learner it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import AnswerRated, HintShown
from jupyter_codemm.contracts.journey_work import ProgramRun, Submitted
from jupyter_codemm.journey.exports.tables import Cell, formula_safe, write_table
from jupyter_codemm.journey.sentences import sentence

FORMAT = "jupyter_codemm.journey"
FORMAT_VERSION = 1
COLUMNS = (
    "id",
    "at",
    "type",
    "session_id",
    "activity_id",
    "problem_id",
    "code_state_id",
    "sentence",
    "verdict",
    "passed",
    "total",
    "score",
    "level",
    "rating",
    "stdin",
    "stdout",
    "stderr",
    "event",
)


def journey_document(
    records: Iterable[JourneyRecord], code_states: Iterable[CodeState], *, subject: str
) -> dict[str, Any]:
    """Return all records of a learner with their code, as values of JSON that can be read back."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "subject": subject,
        "records": [record.to_json() for record in records],
        "code_states": [state.to_json() for state in sorted(code_states, key=lambda s: s.id)],
    }


def events_csv(records: Iterable[JourneyRecord]) -> str:
    """Return one row for each record; `event` holds all of it as JSON.

    No cell is a formula to a spreadsheet.
    """
    return write_table(COLUMNS, (_safe(_row(record)) for record in records))


def _safe(row: Mapping[str, Cell]) -> Mapping[str, Cell]:
    return {column: formula_safe(cell) for column, cell in row.items()}


def _row(record: JourneyRecord) -> dict[str, Cell]:
    return {
        "id": record.id,
        "at": record.at.isoformat(),
        "type": record.event.type,
        "session_id": record.session_id,
        "activity_id": record.activity_id,
        "problem_id": record.problem_id,
        "code_state_id": record.code_state_id,
        "sentence": sentence(record.event),
        "event": record.event.model_dump_json(),
        **_figures(record),
    }


def _figures(record: JourneyRecord) -> dict[str, Cell]:
    event = record.event
    match event:
        case ProgramRun():
            return {
                "verdict": event.verdict,
                "passed": event.passed,
                "total": event.total,
                "stdin": event.stdin,
                "stdout": event.stdout,
                "stderr": event.stderr,
            }
        case Submitted():
            return {
                "verdict": event.verdict,
                "passed": event.passed,
                "total": event.total,
                "score": event.score,
            }
        case HintShown():
            return {"level": event.level}
        case AnswerRated():
            return {"rating": event.rating}
        case _:
            return {}
