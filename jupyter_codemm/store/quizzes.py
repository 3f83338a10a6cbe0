"""Quizzes of learners. Columns are for looking up; the document is the quiz."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.quiz_record import KeptQuiz
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.journey_tables import QuizRow

TABLE = QuizRow.__tablename__


@dataclass(frozen=True, slots=True)
class SqlQuizzes:
    """The port `Quizzes` on a connection."""

    connection: Connection

    def add(self, quiz: KeptQuiz) -> None:
        """Store a new quiz; raises WrongStateError when its id or its attempt is taken."""
        same = (QuizRow.user_name == quiz.user) & (QuizRow.attempt == quiz.attempt)
        same &= (QuizRow.language == quiz.language) & (QuizRow.topic == quiz.topic)
        taken = select(QuizRow.number).where(or_(QuizRow.id == quiz.id, same))
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The quiz {quiz.id} is stored already.")
        self.connection.execute(
            insert(QuizRow).values(
                id=quiz.id,
                user_name=quiz.user,
                language=quiz.language,
                topic=quiz.topic,
                attempt=quiz.attempt,
                answered_at=quiz.answered_at,
                document=write(quiz),
            )
        )

    def save(self, quiz: KeptQuiz) -> None:
        """Replace a stored quiz.

        Raises NotFoundError for an unknown one, WrongStateError for one that was answered.
        """
        if self.get(quiz.id, quiz.user).answered_at is not None:
            raise WrongStateError(f"The quiz {quiz.id} is answered already.")
        self.connection.execute(
            update(QuizRow)
            .where(QuizRow.id == quiz.id)
            .values(answered_at=quiz.answered_at, document=write(quiz))
        )

    def get(self, quiz_id: str, user: str) -> KeptQuiz:
        """Return a quiz; raises NotFoundError when it is unknown or not the user's."""
        found = _rows().where(QuizRow.id == quiz_id, QuizRow.user_name == user)
        row = self.connection.execute(found).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no quiz {quiz_id}.")
        return _quiz(row)

    def last(self, user: str, language: Language, topic: str) -> KeptQuiz | None:
        """Return the user's newest quiz on a topic."""
        found = _rows().where(
            QuizRow.user_name == user, QuizRow.language == language, QuizRow.topic == topic
        )
        row = self.connection.execute(found.order_by(QuizRow.attempt.desc()).limit(1)).one_or_none()
        return None if row is None else _quiz(row)

    def list(self, user: str, limit: int = 200) -> tuple[KeptQuiz, ...]:
        """Return the user's quizzes, oldest of the newest `limit` first."""
        found = _rows().where(QuizRow.user_name == user)
        rows = self.connection.execute(found.order_by(QuizRow.number.desc()).limit(limit)).all()
        return tuple(readable(reversed(rows), _quiz))


def _rows() -> Select[str, str]:
    return select(QuizRow.id, QuizRow.document)


def _quiz(row: Row[str, str]) -> KeptQuiz:
    return read(KeptQuiz, row.document, TABLE, row.id)
