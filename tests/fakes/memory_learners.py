"""What a `MemoryStore` holds of learners: their journeys, questions, and all that is theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_time import STAFF_EVENTS
from jupyter_codemm.contracts.query import NEXT_STATES, Query
from jupyter_codemm.contracts.quiz_record import KeptQuiz
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Learner
from tests.fakes.memory_class_work import MemoryAccesses, MemoryAttempts, MemoryWorks
from tests.fakes.memory_classroom import MemoryChallenges, MemoryGrades, MemoryMemberships
from tests.fakes.memory_knowledge import MemoryKnowledge
from tests.fakes.memory_regrades import MemoryRegrades

if TYPE_CHECKING:
    from tests.fakes.memory_store import MemoryActivities, MemorySubmissions


@dataclass
class MemoryJourneys:
    learners: dict[str, Learner] = field(default_factory=dict)
    rows: dict[str, list[JourneyRecord]] = field(default_factory=dict)
    texts: dict[str, dict[str, CodeState]] = field(default_factory=dict)

    def learner(self, user: str) -> Learner:
        return self.learners.setdefault(user, Learner(user))

    def save(self, learner: Learner) -> None:
        self.learners[learner.user] = learner

    def append(self, user: str, records: Sequence[JourneyRecord]) -> None:
        journey = self.rows.setdefault(user, [])
        for record in records:
            last = max(journey[-1].id if journey else 0, self.learner(user).last_id)
            if record.id != last + 1:
                raise WrongStateError(f"The records of a journey must follow on {last}.")
            journey.append(record)

    def records(
        self, user: str, *, problem_id: str | None = None, after: int = 0, limit: int | None = None
    ) -> tuple[JourneyRecord, ...]:
        journey = self.rows.get(user, [])
        found = [r for r in journey if r.id > after and problem_id in (None, r.problem_id)]
        return tuple(found[:limit])

    def count(self, user: str, *, problem_id: str | None = None) -> int:
        return len(self.records(user, problem_id=problem_id))

    def latest(self, user: str, problem_id: str, types: Collection[str]) -> JourneyRecord | None:
        found = self.records(user, problem_id=problem_id)
        return next((r for r in reversed(found) if r.event.type in types), None)

    def keep_code(self, user: str, states: Sequence[CodeState]) -> None:
        self.texts.setdefault(user, {}).update({state.id: state for state in states})

    def code(self, user: str, ids: Collection[str]) -> dict[str, CodeState]:
        kept = self.texts.get(user, {})
        return {name: kept[name] for name in ids if name in kept}

    def due(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        late = [(one.due_at, one.user) for one in self.learners.values() if one.due_at]
        return tuple(user for due_at, user in sorted(late) if due_at <= now)[:limit]


@dataclass
class MemoryQueries:
    rows: dict[str, Query] = field(default_factory=dict)

    def add(self, query: Query) -> None:
        if query.id in self.rows:
            raise WrongStateError(f"The question {query.id} is stored already.")
        self.rows[query.id] = query

    def save(self, query: Query) -> None:
        stored = self.get(query.id, query.user)
        if query.status != stored.status and query.status not in NEXT_STATES[stored.status]:
            raise WrongStateError(f"The question {query.id} is {stored.status}.")
        self.rows[query.id] = query

    def get(self, query_id: str, user: str) -> Query:
        query = self.rows.get(query_id)
        if query is None or query.user != user:
            raise NotFoundError(f"There is no question {query_id}.")
        return query

    def list(self, user: str, problem_id: str | None = None, limit: int = 200) -> tuple[Query, ...]:
        rows = [q for q in self.rows.values() if q.user == user]
        return tuple(q for q in rows if problem_id in (None, q.problem_id))[-limit:]

    def unfinished(self) -> tuple[Query, ...]:
        return tuple(q for q in self.rows.values() if NEXT_STATES[q.status])


@dataclass
class MemoryQuizzes:
    rows: dict[str, KeptQuiz] = field(default_factory=dict)

    def add(self, quiz: KeptQuiz) -> None:
        same = self.last(quiz.user, quiz.language, quiz.topic)
        if quiz.id in self.rows or (same is not None and same.attempt >= quiz.attempt):
            raise WrongStateError(f"The quiz {quiz.id} is stored already.")
        self.rows[quiz.id] = quiz

    def save(self, quiz: KeptQuiz) -> None:
        if self.get(quiz.id, quiz.user).answered_at is not None:
            raise WrongStateError(f"The quiz {quiz.id} is answered already.")
        self.rows[quiz.id] = quiz

    def get(self, quiz_id: str, user: str) -> KeptQuiz:
        quiz = self.rows.get(quiz_id)
        if quiz is None or quiz.user != user:
            raise NotFoundError(f"There is no quiz {quiz_id}.")
        return quiz

    def last(self, user: str, language: Language, topic: str) -> KeptQuiz | None:
        mine = [q for q in self.rows.values() if q.user == user]
        return next((q for q in mine[::-1] if (q.language, q.topic) == (language, topic)), None)

    def list(self, user: str, limit: int = 200) -> tuple[KeptQuiz, ...]:
        return tuple(q for q in self.rows.values() if q.user == user)[-limit:]


RECORD = ("work_summaries", "queries", "quizzes", "code_states", "journey", "learners")


WORK = (
    "regrade_lines",
    "grade_events",
    "grades",
    "challenge_notebooks",
    "regrade_verdicts",
    "attempts",
    "submissions",
)


@dataclass
class MemoryPeople:
    activities: MemoryActivities
    journeys: MemoryJourneys
    queries: MemoryQueries
    quizzes: MemoryQuizzes
    submissions: MemorySubmissions
    knowledge: MemoryKnowledge
    memberships: MemoryMemberships
    challenges: MemoryChallenges
    grades: MemoryGrades
    attempts: MemoryAttempts
    accesses: MemoryAccesses
    works: MemoryWorks
    regrades: MemoryRegrades
    log: list[str] = field(default_factory=list)

    def counts(self, user: str) -> dict[str, int]:
        return {
            "work_summaries": sum(user == name for name, _ in self.works.rows),
            "journey": len(self.journeys.rows.get(user, [])),
            "code_states": len(self.journeys.texts.get(user, {})),
            "learners": int(user in self.journeys.learners),
            "queries": sum(q.user == user for q in self.queries.rows.values()),
            "quizzes": sum(q.user == user for q in self.quizzes.rows.values()),
            "submissions": sum(s.user == user for s in self.submissions.rows.values()),
            "activities": sum(a.owner == user for a in self.activities.rows.values()),
            "kb_doc": len(self._documents(user)),
            "memberships": len(self.memberships.of_user(user, ended=True)),
            "challenge_notebooks": len(self.challenges.notebooks(user)),
            "grades": len(self.grades.of_user(user)),
            "regrade_verdicts": sum(one.user == user for one in self.regrades.made),
            "regrade_lines": sum(name == user for _, name in self.regrades.told),
            "audit": sum(one.subject == user for one in self.accesses.rows),
            "attempts": sum(key[1] == user for key in self.attempts.rows),
            "grade_events": sum(event.user == user for event in self.grades.log),
        }

    def _documents(self, user: str) -> list[str]:
        own = {a.id for a in self.activities.rows.values() if a.owner == user}
        documents = self.knowledge.documents.values()
        return [d.id for d in documents if d.uploaded_by == user or d.scope.id in own]

    def idle_since(self, moment: datetime, user: str | None = None) -> tuple[str, ...]:
        rows = self.journeys.rows
        asked = sorted(rows) if user is None else [user]
        busy = {q.user for q in self.queries.rows.values() if q.submitted_at >= moment}
        busy |= {
            quiz.user
            for quiz in self.quizzes.rows.values()
            if quiz.answered_at is not None and quiz.answered_at >= moment
        }
        return tuple(
            name
            for name in asked
            if name not in busy and rows.get(name) and self._last_record(name) < moment
        )

    def _last_record(self, user: str) -> datetime:
        records = self.journeys.rows[user]
        return _last_of_learner([(r.at, r.event.type in STAFF_EVENTS) for r in records])

    def record_counts(self, user: str) -> dict[str, int]:
        counted = self.counts(user)
        return {name: counted[name] for name in RECORD}

    def forget_record(self, user: str, *, actor: str) -> dict[str, int]:
        counted = self.record_counts(user)
        self.log.append(actor)
        for key in [key for key in self.works.rows if key[0] == user]:
            del self.works.rows[key]
        for journeys in (self.journeys.rows, self.journeys.texts, self.journeys.learners):
            journeys.pop(user, None)
        for rows in (self.queries.rows, self.quizzes.rows):
            for name in [name for name, row in rows.items() if row.user == user]:
                del rows[name]
        return counted

    def last_before(
        self, moment: datetime, users: Collection[str], problem_ids: Collection[str]
    ) -> dict[tuple[str, str], datetime]:
        done = [
            (name, r.problem_id, r.at, r.event.type in STAFF_EVENTS)
            for name, rows in self.journeys.rows.items()
            for r in rows
        ]
        done += [(q.user, q.problem_id, q.submitted_at, False) for q in self.queries.rows.values()]
        found: dict[tuple[str, str], datetime] = {}
        for name in users:
            for problem in problem_ids:
                ends = [one[2:] for one in done if one[:2] == (name, problem)]
                if ends:
                    found[name, problem] = _last_of_learner(ends)
        return {key: at for key, at in found.items() if at < moment}

    def problem_counts(self, user: str, problem_ids: Collection[str]) -> dict[str, int]:
        going, _ = self._parted(user, problem_ids)
        return {
            "work_summaries": sum((user, name) in self.works.rows for name in problem_ids),
            "queries": len(self._asked(user, problem_ids)),
            "code_states": len(self._only_of(user, problem_ids)),
            "journey": len(going),
        }

    def forget_problems(
        self, user: str, problem_ids: Collection[str], *, actor: str, action: str = "retention"
    ) -> dict[str, int]:
        counted = self.problem_counts(user, problem_ids)
        self.log.append(actor)
        for name in problem_ids:
            self.works.rows.pop((user, name), None)
        for name in self._asked(user, problem_ids):
            del self.queries.rows[name]
        for name in self._only_of(user, problem_ids):
            del self.journeys.texts[user][name]
        _, self.journeys.rows[user] = self._parted(user, problem_ids)
        return counted

    def _parted(
        self, user: str, problem_ids: Collection[str]
    ) -> tuple[list[JourneyRecord], list[JourneyRecord]]:
        rows = self.journeys.rows.get(user, [])
        going = [r for r in rows if r.problem_id in problem_ids]
        return going, [r for r in rows if r.problem_id not in problem_ids]

    def _asked(self, user: str, problem_ids: Collection[str]) -> list[str]:
        rows = self.queries.rows.values()
        return [q.id for q in rows if q.user == user and q.problem_id in problem_ids]

    def _only_of(self, user: str, problem_ids: Collection[str]) -> set[str]:
        going, staying = self._parted(user, problem_ids)
        names = {r.code_state_id for r in going} - {r.code_state_id for r in staying}
        return {name for name in names if name in self.journeys.texts.get(user, {})}

    def erase_work(
        self, user: str, class_id: str, challenge_ids: Collection[str], *, actor: str
    ) -> dict[str, int]:
        del class_id
        self.log.append(actor)
        before = self.counts(user)
        runs = {one.id for one in self.regrades.rows.values() if one.challenge_id in challenge_ids}
        mine = self.submissions.rows.values()
        made = [s.id for s in mine if s.user == user and s.challenge_id in challenge_ids]
        _drop(self.grades.rows, lambda key: key[0] in challenge_ids and key[1] == user)
        _drop(self.challenges.places, lambda key: key[0] in challenge_ids and key[1] == user)
        _drop(self.attempts.rows, lambda key: key[0] in challenge_ids and key[1] == user)
        _drop(self.regrades.told, lambda key: key[0] in runs and key[1] == user)
        _drop(self.submissions.rows, lambda key: key in made)
        for log in (self.grades.log, self.regrades.made):
            log[:] = [o for o in log if o.user != user or o.challenge_id not in challenge_ids]
        after = self.counts(user)
        return {name: before[name] - after[name] for name in WORK}

    def event_counts(self, before: Mapping[str, datetime]) -> dict[str, int]:
        return dict.fromkeys(before, 0)

    drop_events = event_counts

    def erase(self, user: str, *, actor: str) -> dict[str, int]:
        counted = self.counts(user)
        self.log.append(actor)
        self._drop_class_work(user)
        for name in self._documents(user):
            self.knowledge.delete(name)
        for journeys in (self.journeys.rows, self.journeys.texts, self.journeys.learners):
            journeys.pop(user, None)
        for rows in (self.queries.rows, self.quizzes.rows, self.submissions.rows):
            for name in [name for name, row in rows.items() if row.user == user]:
                del rows[name]
        for name in [n for n, a in self.activities.rows.items() if a.owner == user]:
            del self.activities.rows[name]
        self._leave_classes(user)
        return counted

    def _leave_classes(self, user: str) -> None:
        self.memberships.rows[:] = [one for one in self.memberships.rows if one.user != user]
        for name in self.challenges.notebooks(user):
            del self.challenges.places[name, user]
        self.grades.log[:] = [event for event in self.grades.log if event.user != user]
        for grade in self.grades.of_user(user):
            del self.grades.rows[grade.challenge_id, user]

    def _drop_class_work(self, user: str) -> None:
        for key in [key for key in self.works.rows if key[0] == user]:
            del self.works.rows[key]
        self.regrades.made[:] = [one for one in self.regrades.made if one.user != user]
        for key in [key for key in self.regrades.told if key[1] == user]:
            del self.regrades.told[key]
        for name in [name for name in self.attempts.rows if name[1] == user]:
            del self.attempts.rows[name]
        self.accesses.rows[:] = [one for one in self.accesses.rows if one.subject != user]


def _drop(rows: dict[Any, Any], goes: Callable[[Any], bool]) -> None:
    for key in [key for key in rows if goes(key)]:
        del rows[key]


def _last_of_learner(ends: Sequence[tuple[datetime, bool]]) -> datetime:
    """Return the last of some moments that are not staff's, or of all where there are no others."""
    return max([at for at, by_staff in ends if not by_staff] or [at for at, _ in ends])
