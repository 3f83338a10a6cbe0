"""What learners do and ask, and the people whose record it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.query import Query
from jupyter_codemm.contracts.quiz_record import KeptQuiz
from jupyter_codemm.contracts.recording import OpenWork, RecordingSettings


@dataclass(frozen=True, slots=True)
class Learner:
    """What is known of a learner.

    `last_id` is the number of the newest record. `state` follows from the records: None when it
    cannot be read and has to be made anew. `due_at` is when somebody has to look whether open work
    has been left, or a problem been given up.
    """

    user: str
    last_id: int = 0
    settings: RecordingSettings = field(default_factory=RecordingSettings)
    open_work: tuple[OpenWork, ...] = ()
    state: LearnerState | None = None
    due_at: datetime | None = None


class Journeys(Protocol):
    """The journeys of learners, each numbered from 1; no number is given again after a deletion."""

    def learner(self, user: str) -> Learner:
        """Return a learner, who may have no record yet; no other transaction adds to theirs."""
        ...

    def save(self, learner: Learner) -> None:
        """Replace what is known of a learner."""
        ...

    def append(self, user: str, records: Sequence[JourneyRecord]) -> None:
        """Add records; raises WrongStateError when their numbers do not follow on."""
        ...

    def records(
        self, user: str, *, problem_id: str | None = None, after: int = 0, limit: int | None = None
    ) -> tuple[JourneyRecord, ...]:
        """Return records in order, of one problem if it is named, that follow a number."""
        ...

    def count(self, user: str, *, problem_id: str | None = None) -> int:
        """Return how many records there are, of one problem if it is named."""
        ...

    def latest(self, user: str, problem_id: str, types: Collection[str]) -> JourneyRecord | None:
        """Return the newest record of a problem that is of one of the types."""
        ...

    def keep_code(self, user: str, states: Sequence[CodeState]) -> None:
        """Keep texts; one that is kept already stays as it is."""
        ...

    def code(self, user: str, ids: Collection[str]) -> Mapping[str, CodeState]:
        """Return those of the texts that are kept, by id."""
        ...

    def due(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        """Return learners whose `due_at` has come, longest due first."""
        ...


class Queries(Protocol):
    """Questions of one learner at a time."""

    def add(self, query: Query) -> None:
        """Store a new question; raises WrongStateError when its id is taken."""
        ...

    def save(self, query: Query) -> None:
        """Replace a stored question.

        Raises NotFoundError for an unknown one, WrongStateError when its state may not become that.
        """
        ...

    def get(self, query_id: str, user: str) -> Query:
        """Return a question; raises NotFoundError when it is unknown or not the user's."""
        ...

    def list(self, user: str, problem_id: str | None = None, limit: int = 200) -> tuple[Query, ...]:
        """Return the user's questions, oldest of the newest `limit` first."""
        ...

    def unfinished(self) -> tuple[Query, ...]:
        """Return every question that has no end yet, oldest first."""
        ...


class Quizzes(Protocol):
    """Quizzes of one learner at a time."""

    def add(self, quiz: KeptQuiz) -> None:
        """Store a new quiz; raises WrongStateError when its id or its attempt is taken."""
        ...

    def save(self, quiz: KeptQuiz) -> None:
        """Replace a stored quiz.

        Raises NotFoundError for an unknown one, WrongStateError for one that was answered.
        """
        ...

    def get(self, quiz_id: str, user: str) -> KeptQuiz:
        """Return a quiz; raises NotFoundError when it is unknown or not the user's."""
        ...

    def last(self, user: str, language: Language, topic: str) -> KeptQuiz | None:
        """Return the user's newest quiz on a topic."""
        ...

    def list(self, user: str, limit: int = 200) -> tuple[KeptQuiz, ...]:
        """Return the user's quizzes, oldest of the newest `limit` first."""
        ...


class People(Protocol):
    """Everything that is stored of a person."""

    def erase(self, user: str, *, actor: str) -> Mapping[str, int]:
        """Delete all of a person's rows and log that it was done; returns how many of each table.

        Activities that the person owns go with their problems and what others submitted to them.
        """
        ...

    def counts(self, user: str) -> Mapping[str, int]:
        """Return how many rows of each table are a person's."""
        ...

    def idle_since(self, moment: datetime, user: str | None = None) -> tuple[str, ...]:
        """Return the learners of whom nothing was recorded at that moment or later, by name.

        With `user` nobody else is looked at.
        """
        ...

    def record_counts(self, user: str) -> Mapping[str, int]:
        """Return how many rows of each table are a learner's record."""
        ...

    def forget_record(self, user: str, *, actor: str) -> Mapping[str, int]:
        """Delete a learner's record and log that it was done; returns how many rows of each table.

        What they submitted and the activities that they own stay.
        """
        ...

    def last_before(
        self, moment: datetime, users: Collection[str], problem_ids: Collection[str]
    ) -> Mapping[tuple[str, str], datetime]:
        """Return when something was last recorded or asked, by user and problem.

        Only where that was before `moment`; nobody else and no other problem is looked at.
        """
        ...

    def problem_counts(self, user: str, problem_ids: Collection[str]) -> Mapping[str, int]:
        """Return how many rows of each table are a learner's record at some problems.

        A text of code that was also kept for another problem is not among them.
        """
        ...

    def forget_problems(
        self, user: str, problem_ids: Collection[str], *, actor: str, action: str = "retention"
    ) -> Mapping[str, int]:
        """Delete these rows and log that it was done; returns how many of each table.

        What follows from the records is left to the caller, and what was submitted stays. With the
        action `erase` domain events that name them go, too; else those have days of their own.
        """
        ...

    def erase_work(
        self, user: str, class_id: str, challenge_ids: Collection[str], *, actor: str
    ) -> Mapping[str, int]:
        """Delete what a person submitted to some challenges of a class, with what came of it.

        That are submissions with the domain events that name them, attempts, grades with their
        history, verdicts of regradings, and where their notebooks are. What their calls of models
        cost the class stays in its sums, as nobody's. It is logged; returns how many rows of each
        table are gone.
        """
        ...

    def event_counts(self, before: Mapping[str, datetime]) -> Mapping[str, int]:
        """Return how many domain events of each name are older than the moment given for it."""
        ...

    def drop_events(self, before: Mapping[str, datetime]) -> Mapping[str, int]:
        """Delete those domain events; returns how many of each name."""
        ...
