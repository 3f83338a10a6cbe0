"""The outbox: each domain action leaves one row in its own transaction, for others to relay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert

from jupyter_codemm.store.documents import encode
from jupyter_codemm.store.tables import OutboxRow

DomainEvent = Literal[
    "learning.query",
    "learning.response",
    "code.execution.request",
    "code.execution.result",
    "exercise.assigned",
    "exercise.submitted",
    "exercise.graded",
    "struggle.detected",
    "progress.updated",
]


@dataclass(frozen=True, slots=True)
class Outbox:
    """Writes the rows. Payloads hold ids and verdicts, never source, tests or prompts."""

    connection: Connection
    now: Callable[[], datetime]

    def record(self, name: DomainEvent, user: str, payload: Mapping[str, str]) -> None:
        """Add a row; the database gives it the id that is its message id."""
        self.connection.execute(
            insert(OutboxRow).values(
                name=name, user_name=user, recorded_at=self.now(), payload=encode(dict(payload))
            )
        )
