"""Which texts of code are kept for some problems of a learner and for nothing else."""

from __future__ import annotations

from collections.abc import Collection

from pydantic_core import from_json
from sqlalchemy import Connection, select

from jupyter_codemm.store.journey_tables import CodeStateRow, JourneyRow


def code_only_of(connection: Connection, user: str, problem_ids: Collection[str]) -> frozenset[str]:
    """Return the ids of a learner's texts that only records at these problems name."""
    query = select(JourneyRow.problem_id, JourneyRow.document).where(JourneyRow.user_name == user)
    going: set[str | None] = set()
    staying: set[str | None] = set()
    for problem_id, document in connection.execute(query):
        (going if problem_id in problem_ids else staying).add(_named(document))
    kept = select(CodeStateRow.id).where(CodeStateRow.user_name == user)
    return frozenset(connection.execute(kept).scalars()) & (going - staying)


def _named(document: str) -> str | None:
    """Return the text that a record names, also one that is of another version and unreadable."""
    try:
        told = from_json(document)
    except ValueError:
        return None
    named = told.get("code_state_id") if isinstance(told, dict) else None
    return named if isinstance(named, str) else None
