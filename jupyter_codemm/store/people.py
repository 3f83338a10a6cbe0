"""Everything that is stored of a person, to be counted and erased."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from jupyter_codemm.contracts.journey_time import STAFF_EVENTS
from jupyter_codemm.ports import ERASED
from jupyter_codemm.store.class_work_tables import AttemptRow, WorkSummaryRow
from jupyter_codemm.store.classroom_tables import (
    ChallengeNotebookRow,
    GradeEventRow,
    GradeRow,
    MembershipRow,
)
from jupyter_codemm.store.journey_tables import (
    AuditRow,
    CodeStateRow,
    ErasureRow,
    JourneyRow,
    LearnerRow,
    QueryRow,
    QuizRow,
)
from jupyter_codemm.store.kept_code import code_only_of
from jupyter_codemm.store.knowledge_tables import ChunkRow, DocumentRow
from jupyter_codemm.store.last_records import last_before, last_of_learner
from jupyter_codemm.store.many import among
from jupyter_codemm.store.named_events import drop_events_of_records, drop_events_of_work
from jupyter_codemm.store.regrade_tables import RegradeLineRow, RegradeVerdictRow
from jupyter_codemm.store.submitted_work import work_for
from jupyter_codemm.store.tables import (
    ActivityProblemRow,
    ActivityRow,
    ActivityVersionRow,
    ArtefactsRow,
    EditRow,
    EventRow,
    FinishedSlotRow,
    ModelAccountRow,
    ModelCallRow,
    OutboxRow,
    ProblemVersionRow,
    SessionRow,
    SubmissionRow,
    Table,
    TopicRow,
)

SESSION_TOPIC = "session:"
ERASE = "erase"

Part = tuple[type[Table], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class SqlPeople:
    """The port `People` on a connection."""

    connection: Connection
    now: Callable[[], datetime]

    def counts(self, user: str) -> Mapping[str, int]:
        """Return how many rows of each table are a person's."""
        return self._counted(_rows_of(user))

    def erase(self, user: str, *, actor: str) -> Mapping[str, int]:
        """Delete all of a person's rows and log that it was done; returns how many of each table.

        Activities that the person owns go with their problems and what others submitted to them.
        What their calls of models cost a class stays in its sums, as nobody's.
        """
        counted = self.counts(user)
        self._keep_class_spending(user, ModelCallRow.class_id != "")
        self._delete(user, _rows_of(user), ERASE, actor, sum(counted.values()))
        return counted

    def idle_since(self, moment: datetime, user: str | None = None) -> tuple[str, ...]:
        """Return the learners of whom nothing was recorded at that moment or later, by name.

        With `user` nobody else is looked at. Questions and answered quizzes count while the record
        is paused, too: they would go with it. What staff writes into a record counts only where
        there is nothing else.
        """
        asked = select(QueryRow.user_name).where(QueryRow.submitted_at >= moment)
        answered = select(QuizRow.user_name).where(QuizRow.answered_at >= moment)
        by_staff = JourneyRow.type.in_(sorted(STAFF_EVENTS))
        late = (
            select(JourneyRow.user_name)
            .group_by(JourneyRow.user_name)
            .having(last_of_learner(JourneyRow.recorded_at, by_staff) < moment)
            .where(JourneyRow.user_name.not_in(asked), JourneyRow.user_name.not_in(answered))
            .order_by(JourneyRow.user_name)
        )
        if user is not None:
            late = late.where(JourneyRow.user_name == user)
        return tuple(self.connection.execute(late).scalars())

    def record_counts(self, user: str) -> Mapping[str, int]:
        """Return how many rows of each table are a learner's record."""
        return self._counted(_record_of(user))

    def forget_record(self, user: str, *, actor: str) -> Mapping[str, int]:
        """Delete a learner's record and log that it was done; returns how many rows of each table.

        What they submitted and the activities that they own stay.
        """
        counted = self.record_counts(user)
        self._delete(user, _record_of(user), "retention", actor, sum(counted.values()))
        return counted

    def last_before(
        self, moment: datetime, users: Collection[str], problem_ids: Collection[str]
    ) -> Mapping[tuple[str, str], datetime]:
        """Return when something was last recorded or asked, by user and problem.

        Only where that was before `moment`; nobody else and no other problem is looked at.
        """
        return last_before(self.connection, moment, users, problem_ids)

    def problem_counts(self, user: str, problem_ids: Collection[str]) -> Mapping[str, int]:
        """Return how many rows of each table are a learner's record at some problems.

        A text of code that was also kept for another problem is not among them.
        """
        return self._counted(_record_at(self.connection, user, problem_ids))

    def forget_problems(
        self, user: str, problem_ids: Collection[str], *, actor: str, action: str = "retention"
    ) -> Mapping[str, int]:
        """Delete these rows and log that it was done; returns how many of each table.

        What follows from the records is left to the caller, and what was submitted stays. With the
        action `erase` domain events that name them go, too; else those have days of their own.
        """
        parts = tuple(_record_at(self.connection, user, problem_ids))
        counted = self._counted(parts)
        if action == ERASE:
            drop_events_of_records(self.connection, user, problem_ids)
        self._delete(user, parts, action, actor, sum(counted.values()))
        return counted

    def erase_work(
        self, user: str, class_id: str, challenge_ids: Collection[str], *, actor: str
    ) -> Mapping[str, int]:
        """Delete what a person submitted to some challenges of a class, with what came of it.

        That are submissions with the domain events that name them, attempts, grades with their
        history, verdicts of regradings, and where their notebooks are. What their calls of models
        cost the class stays in its sums, as nobody's. It is logged; returns how many rows of each
        table are gone.
        """
        parts = tuple(work_for(self.connection, user, challenge_ids))
        counted = self._counted(parts)
        drop_events_of_work(self.connection, user, challenge_ids)
        self._keep_class_spending(user, ModelCallRow.class_id == class_id)
        self._delete(user, parts, ERASE, actor, sum(counted.values()))
        return counted

    def event_counts(self, before: Mapping[str, datetime]) -> Mapping[str, int]:
        """Return how many domain events of each name are older than the moment given for it."""
        return {
            name: self.connection.execute(
                select(func.count()).select_from(OutboxRow).where(_older(name, moment))
            ).scalar_one()
            for name, moment in before.items()
        }

    def drop_events(self, before: Mapping[str, datetime]) -> Mapping[str, int]:
        """Delete those domain events; returns how many of each name."""
        counted = self.event_counts(before)
        for name, moment in before.items():
            self.connection.execute(delete(OutboxRow).where(_older(name, moment)))
        return counted

    def _counted(self, parts: Iterable[Part]) -> dict[str, int]:
        counted = {}
        for table, condition in parts:
            query = select(func.count()).select_from(table).where(condition)
            counted[table.__tablename__] = self.connection.execute(query).scalar_one()
        return counted

    def _delete(self, user: str, parts: Iterable[Part], action: str, actor: str, rows: int) -> None:
        self._allow(user)
        for table, condition in parts:
            self.connection.execute(delete(table).where(condition))
        self.connection.execute(delete(ErasureRow))
        self.connection.execute(
            insert(AuditRow).values(
                actor="" if actor == user else actor,
                action=action,
                object=f"{rows} rows of a person",
                recorded_at=self.now(),
            )
        )

    def _keep_class_spending(self, user: str, of_class: ColumnElement[bool]) -> None:
        """Make the calls of a person for classes nobody's: the class has spent it all the same."""
        self.connection.execute(
            update(ModelCallRow)
            .where(ModelCallRow.user_name == user, of_class)
            .values(user_name=ERASED, activity="", document=None)
        )

    def _allow(self, user: str) -> None:
        """Let the append-only rows of a person be deleted, until the marks are gone again."""
        mine = [
            select(literal(f"user:{user}")),
            select(literal("topic:" + SESSION_TOPIC) + SessionRow.id).where(
                SessionRow.owner == user
            ),
            select(literal("activity:") + ActivityRow.id).where(ActivityRow.owner == user),
        ]
        for keys in mine:
            self.connection.execute(insert(ErasureRow).from_select(["key"], keys))


def _older(name: str, moment: datetime) -> ColumnElement[bool]:
    return and_(OutboxRow.name == name, OutboxRow.recorded_at < moment)


def _record_of(user: str) -> Iterator[Part]:
    """Yield the tables of a learner's record with the condition for their rows."""
    yield WorkSummaryRow, WorkSummaryRow.user_name == user
    yield QueryRow, QueryRow.user_name == user
    yield QuizRow, QuizRow.user_name == user
    yield CodeStateRow, CodeStateRow.user_name == user
    yield JourneyRow, JourneyRow.user_name == user
    yield LearnerRow, LearnerRow.user_name == user


def _record_at(connection: Connection, user: str, problem_ids: Collection[str]) -> Iterator[Part]:
    """Yield the tables of a learner's record with the condition for their rows at some problems."""
    code = code_only_of(connection, user, problem_ids)

    def here(row: type[WorkSummaryRow | QueryRow | JourneyRow]) -> ColumnElement[bool]:
        return and_(row.user_name == user, among(connection, row.problem_id, problem_ids))

    yield WorkSummaryRow, here(WorkSummaryRow)
    yield QueryRow, here(QueryRow)
    yield (
        CodeStateRow,
        and_(CodeStateRow.user_name == user, among(connection, CodeStateRow.id, code)),
    )
    yield JourneyRow, here(JourneyRow)


def _rows_of(user: str) -> Iterator[Part]:
    """Yield the tables with the condition for a person's rows, those that point to others first."""
    sessions = select(SessionRow.id).where(SessionRow.owner == user)
    topics = select(literal(SESSION_TOPIC) + SessionRow.id).where(SessionRow.owner == user)
    activities = select(ActivityRow.id).where(ActivityRow.owner == user)
    problems = select(ProblemVersionRow.problem_id).where(
        ProblemVersionRow.activity_id.in_(activities)
    )
    documents = or_(DocumentRow.uploaded_by == user, DocumentRow.activity_id.in_(activities))
    yield ChunkRow, ChunkRow.document.in_(select(DocumentRow.number).where(documents))
    yield DocumentRow, documents
    yield GradeEventRow, GradeEventRow.user_name == user
    yield GradeRow, GradeRow.user_name == user
    yield ChallengeNotebookRow, ChallengeNotebookRow.user_name == user
    yield RegradeVerdictRow, RegradeVerdictRow.user_name == user
    yield RegradeLineRow, RegradeLineRow.user_name == user
    yield AuditRow, AuditRow.subject == user
    yield AttemptRow, or_(AttemptRow.user_name == user, AttemptRow.problem_id.in_(problems))
    yield MembershipRow, MembershipRow.user_name == user
    yield from _record_of(user)
    yield OutboxRow, OutboxRow.user_name == user
    yield (
        SubmissionRow,
        or_(SubmissionRow.user_name == user, SubmissionRow.activity_id.in_(activities)),
    )
    yield ModelCallRow, ModelCallRow.user_name == user
    yield ModelAccountRow, ModelAccountRow.user_name == user
    yield EventRow, EventRow.topic.in_(topics)
    yield TopicRow, TopicRow.topic.in_(topics)
    yield FinishedSlotRow, FinishedSlotRow.session_id.in_(sessions)
    yield EditRow, or_(EditRow.owner == user, EditRow.activity_id.in_(activities))
    yield ArtefactsRow, ArtefactsRow.problem_id.in_(problems)
    yield ProblemVersionRow, ProblemVersionRow.activity_id.in_(activities)
    yield ActivityVersionRow, ActivityVersionRow.activity_id.in_(activities)
    yield ActivityProblemRow, ActivityProblemRow.activity_id.in_(activities)
    yield ActivityRow, ActivityRow.owner == user
    yield SessionRow, SessionRow.owner == user
