"""Numbered streams. Each topic counts its own events from 1, without gaps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from jupyter_codemm.contracts.events import GenerationEvent, NumberedEvent
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.tables import EventRow, TopicRow
from jupyter_codemm.store.upserts import insert_into

MOST_AT_ONCE = 5000
"""Topics of one statement: every database takes more values than that."""


@dataclass(frozen=True, slots=True)
class SqlEvents:
    """The port `Events` on a connection."""

    connection: Connection

    def append(self, topic: str, event: GenerationEvent, at: datetime) -> NumberedEvent:
        """Store an event under the topic's next number.

        The topic's row stays locked until the transaction ends, and a rollback gives the number
        back: that is why there are no gaps.
        """
        self.connection.execute(
            insert_into(self.connection, TopicRow)
            .values(topic=topic, last_number=1)
            .on_conflict_do_update(
                index_elements=["topic"], set_={"last_number": TopicRow.last_number + 1}
            )
        )
        numbered = NumberedEvent(id=self.last_id(topic), topic=topic, at=at, event=event)
        self.connection.execute(
            insert(EventRow).values(topic=topic, number=numbered.id, document=write(numbered))
        )
        return numbered

    def after(self, topic: str, last_id: int, limit: int = 500) -> tuple[NumberedEvent, ...]:
        """Return the events of a topic that follow a number, in order."""
        query = (
            select(EventRow.number, EventRow.document)
            .where(EventRow.topic == topic, EventRow.number > last_id)
            .order_by(EventRow.number)
            .limit(limit)
        )
        rows = self.connection.execute(query).all()
        return tuple(readable(rows, lambda row: _event(topic, row.number, row.document)))

    def last_id(self, topic: str) -> int:
        """Return the newest number of a topic, 0 when it has none."""
        query = select(TopicRow.last_number).where(TopicRow.topic == topic)
        return self.connection.execute(query).scalar_one_or_none() or 0

    def newest(self, topics: Collection[str]) -> dict[str, int]:
        """Return the newest number of each of some topics; those without any are left out."""
        columns, wanted = select(TopicRow.topic, TopicRow.last_number), tuple(topics)
        return {
            row.topic: row.last_number
            for first in range(0, len(wanted), MOST_AT_ONCE)
            for row in self.connection.execute(
                columns.where(TopicRow.topic.in_(wanted[first : first + MOST_AT_ONCE]))
            )
        }


def _event(topic: str, number: int, text: str) -> NumberedEvent:
    return read(NumberedEvent, text, EventRow.__tablename__, f"{topic}/{number}")
