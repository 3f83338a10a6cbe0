"""What an owner has had already, read without parsing whole activities."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.ports import EarlierProblem
from jupyter_codemm.store.documents import unreadable
from jupyter_codemm.store.tables import SessionRow


def earlier_problems(
    document: str, language: Language, table: str, key: object
) -> tuple[EarlierProblem, ...]:
    """Return what is compared of the problems of an activity; nothing in another language.

    Raises UnreadableError when the document is corrupt.
    """
    try:
        activity = json.loads(document)
        if activity["language"] != language:
            return ()
        problems = activity["problems"]
        return tuple(EarlierProblem(str(p["title"]), str(p["statement"])) for p in problems)
    except (ValueError, KeyError, TypeError):
        raise unreadable(table, key) from None


def activities_of_seed(connection: Connection, owner: str, seed: int) -> frozenset[str]:
    """Return the ids of the activities that an owner's sessions made from a seed."""
    query = select(SessionRow.document).where(
        SessionRow.owner == owner,
        # Only to read few documents: a seed is the number of a field, and never in a text as such.
        SessionRow.document.contains(f'"seed": {seed}'),
    )
    found = (json.loads(document) for document in connection.execute(query).scalars())
    made = (session.get("activity_id") for session in found if session.get("seed") == seed)
    return frozenset(activity for activity in made if activity)
