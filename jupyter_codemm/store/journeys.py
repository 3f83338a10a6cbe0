"""The journeys of learners: records that only grow, texts of code, and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import QuizResult, StruggleDetected
from jupyter_codemm.contracts.journey_work import Submitted
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.recording import OpenWorkList, RecordingSettings
from jupyter_codemm.errors import UnreadableError, WrongStateError
from jupyter_codemm.ports import Learner
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.journey_tables import CodeStateRow, JourneyRow, LearnerRow
from jupyter_codemm.store.outbox import Outbox
from jupyter_codemm.store.upserts import insert_into

LEARNERS = LearnerRow.__tablename__
JOURNEY = JourneyRow.__tablename__
CODE = CodeStateRow.__tablename__
MOST_NAMES = 500
"""Values of one IN: SQLite takes a thousand or more, and longer lists come in pieces."""


@dataclass(frozen=True, slots=True)
class SqlJourneys:
    """The port `Journeys` on a connection."""

    connection: Connection
    outbox: Outbox

    def learner(self, user: str) -> Learner:
        """Return a learner; no other transaction adds to their records before this one ends."""
        self.connection.execute(
            insert_into(self.connection, LearnerRow)
            .values(
                user_name=user,
                last_id=0,
                settings=write(RecordingSettings()),
                open_work=write(OpenWorkList()),
            )
            .on_conflict_do_update(
                index_elements=["user_name"], set_={"last_id": LearnerRow.last_id}
            )
        )
        row = self.connection.execute(
            select(
                LearnerRow.last_id,
                LearnerRow.due_at,
                LearnerRow.settings,
                LearnerRow.open_work,
                LearnerRow.state,
            ).where(LearnerRow.user_name == user)
        ).one()
        return Learner(
            user=user,
            last_id=row.last_id,
            settings=read(RecordingSettings, row.settings, LEARNERS, user),
            open_work=read(OpenWorkList, row.open_work, LEARNERS, user).sessions,
            state=_state(row.state, user),
            due_at=row.due_at,
        )

    def save(self, learner: Learner) -> None:
        """Replace what is known of a learner."""
        self.connection.execute(
            update(LearnerRow)
            .where(LearnerRow.user_name == learner.user)
            .values(
                last_id=learner.last_id,
                due_at=learner.due_at,
                settings=write(learner.settings),
                open_work=write(OpenWorkList(sessions=learner.open_work)),
                state=None if learner.state is None else learner.state.model_dump_json(),
            )
        )

    def append(self, user: str, records: Sequence[JourneyRecord]) -> None:
        """Add records; raises WrongStateError when their numbers do not follow on."""
        if not records:
            return
        known = select(JourneyRow.id).where(JourneyRow.user_name == user)
        there = self.connection.execute(known.order_by(JourneyRow.id.desc()).limit(1)).scalar() or 0
        given = select(LearnerRow.last_id).where(LearnerRow.user_name == user)
        # The newest ones may have been deleted: their numbers are not given again.
        last = max(there, self.connection.execute(given).scalar() or 0)
        if [record.id for record in records] != list(range(last + 1, last + 1 + len(records))):
            raise WrongStateError(f"The records of a journey must follow on number {last}.")
        rows = [
            {
                "user_name": user,
                "id": record.id,
                "problem_id": record.problem_id,
                "type": record.event.type,
                "recorded_at": record.at,
                "document": record.model_dump_json(),
            }
            for record in records
        ]
        self.connection.execute(insert(JourneyRow), rows)
        for record in records:
            self._announce(user, record)

    def _announce(self, user: str, record: JourneyRecord) -> None:
        event = record.event
        if isinstance(event, StruggleDetected):
            payload = {"trigger": event.trigger, "topic": event.topic, "record": str(record.id)}
            self.outbox.record("struggle.detected", user, payload)
        elif isinstance(event, Submitted):
            payload = {"submission_id": event.submission_id, "record": str(record.id)}
            self.outbox.record("progress.updated", user, payload)
        elif isinstance(event, QuizResult):
            payload = {"quiz_id": event.quiz_id, "record": str(record.id)}
            self.outbox.record("progress.updated", user, payload)

    def records(
        self, user: str, *, problem_id: str | None = None, after: int = 0, limit: int | None = None
    ) -> tuple[JourneyRecord, ...]:
        """Return records in order, of one problem if it is named, that follow a number."""
        query = select(JourneyRow.id, JourneyRow.document).where(
            JourneyRow.user_name == user, JourneyRow.id > after
        )
        if problem_id is not None:
            query = query.where(JourneyRow.problem_id == problem_id)
        rows = self.connection.execute(query.order_by(JourneyRow.id).limit(limit)).all()
        return tuple(readable(rows, lambda row: read(JourneyRecord, row.document, JOURNEY, row.id)))

    def count(self, user: str, *, problem_id: str | None = None) -> int:
        """Return how many records there are, of one problem if it is named."""
        query = select(func.count()).where(JourneyRow.user_name == user)
        if problem_id is not None:
            query = query.where(JourneyRow.problem_id == problem_id)
        return self.connection.execute(query).scalar_one()

    def latest(self, user: str, problem_id: str, types: Collection[str]) -> JourneyRecord | None:
        """Return the newest record of a problem that is of one of the types."""
        query = (
            select(JourneyRow.id, JourneyRow.document)
            .where(
                JourneyRow.user_name == user,
                JourneyRow.problem_id == problem_id,
                JourneyRow.type.in_(sorted(types)),
            )
            .order_by(JourneyRow.id.desc())
            .limit(1)
        )
        row = self.connection.execute(query).one_or_none()
        return None if row is None else read(JourneyRecord, row.document, JOURNEY, row.id)

    def keep_code(self, user: str, states: Sequence[CodeState]) -> None:
        """Keep texts; one that is kept already stays as it is."""
        put = insert_into(self.connection, CodeStateRow).on_conflict_do_nothing()
        for state in states:
            row = {"user_name": user, "id": state.id, "document": write(state)}
            self.connection.execute(put, row)

    def code(self, user: str, ids: Collection[str]) -> Mapping[str, CodeState]:
        """Return those of the texts that are kept, by id."""
        wanted, found = sorted(set(ids)), {}
        for start in range(0, len(wanted), MOST_NAMES):
            query = select(CodeStateRow.id, CodeStateRow.document).where(
                CodeStateRow.user_name == user,
                CodeStateRow.id.in_(wanted[start : start + MOST_NAMES]),
            )
            rows = self.connection.execute(query).all()
            for state in readable(rows, lambda row: read(CodeState, row.document, CODE, row.id)):
                found[state.id] = state
        return found

    def due(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        """Return learners whose `due_at` has come, longest due first."""
        query = (
            select(LearnerRow.user_name)
            .where(LearnerRow.due_at <= now)
            .order_by(LearnerRow.due_at, LearnerRow.user_name)
            .limit(limit)
        )
        return tuple(self.connection.execute(query).scalars())


def _state(text: str | None, user: str) -> LearnerState | None:
    if text is None:
        return None
    try:
        return read(LearnerState, text, LEARNERS, user)
    except UnreadableError:
        return None  # also one of an older version: it is made anew from the records
