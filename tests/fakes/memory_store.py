"""MemoryStore: the port `Store` in plain dicts; a transaction that raises changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from jupyter_codemm.contracts.activity import Activity, ActivitySummary
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.class_models import ModelTerms
from jupyter_codemm.contracts.class_work import ProblemOutline
from jupyter_codemm.contracts.editing import ActivityVersion, ProblemEdit
from jupyter_codemm.contracts.events import GenerationEvent, NumberedEvent
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.session import AuthoringSession, SessionSummary
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import InvalidInputError, NotFoundError, StoreError, WrongStateError
from jupyter_codemm.ports import (
    Charge,
    ClassSpent,
    EarlierProblem,
    FinishedSlot,
    Lease,
    MadeCall,
    Pending,
    Proposal,
    Spent,
    Standing,
    Transaction,
    WeekOfClass,
)
from jupyter_codemm.store.summaries import activity_summary, session_summary
from jupyter_codemm.store.versions import outline, version_line
from tests.fakes.memory_class_work import MemoryAccesses, MemoryAttempts, MemoryWorks
from tests.fakes.memory_classroom import (
    MemoryChallenges,
    MemoryClasses,
    MemoryGrades,
    MemoryMemberships,
    MemoryOrganizations,
)
from tests.fakes.memory_knowledge import MemoryKnowledge
from tests.fakes.memory_learners import (
    MemoryJourneys,
    MemoryPeople,
    MemoryQueries,
    MemoryQuizzes,
)
from tests.fakes.memory_regrades import MemoryRegrades

T = TypeVar("T")


@dataclass
class MemorySessions:
    rows: dict[str, AuthoringSession] = field(default_factory=dict)
    slots: dict[str, dict[int, FinishedSlot]] = field(default_factory=dict)

    def add(self, session: AuthoringSession) -> None:
        if session.id in self.rows:
            raise WrongStateError(f"The session {session.id} is stored already.")
        self.rows[session.id] = session

    def get(self, session_id: str, owner: str) -> AuthoringSession:
        session = self.rows.get(session_id)
        if session is None or session.owner != owner:
            raise NotFoundError(f"There is no session {session_id}.")
        return session

    def save(self, session: AuthoringSession) -> None:
        self.get(session.id, session.owner)
        self.rows[session.id] = session

    def list(self, owner: str, limit: int = 50) -> tuple[SessionSummary, ...]:
        mine = [s for s in reversed(self.rows.values()) if s.owner == owner]
        mine.sort(key=lambda s: s.created_at, reverse=True)
        return tuple(session_summary(s) for s in mine[:limit])

    def generating(self) -> tuple[AuthoringSession, ...]:
        return tuple(s for s in self.rows.values() if s.state == "GENERATING")

    def finished_slots(self, session_id: str) -> tuple[FinishedSlot, ...]:
        slots = self.slots.get(session_id, {})
        return tuple(slots[index] for index in sorted(slots))

    def add_finished_slot(self, session_id: str, finished: FinishedSlot) -> None:
        if session_id not in self.rows:
            raise NotFoundError(f"There is no session {session_id}.")
        self.slots.setdefault(session_id, {})[finished.slot] = replace(finished, artefacts=None)

    def clear_finished_slots(self, session_id: str) -> None:
        self.slots.pop(session_id, None)


@dataclass
class MemoryVersions:
    rows: dict[tuple[str, int], tuple[Activity, ActivityVersion]] = field(default_factory=dict)
    kept: dict[tuple[str, int], tuple[Activity, Problem]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def record(self, activity: Activity, note: str) -> None:
        line = version_line(activity, note, datetime.now(UTC))
        self.rows.setdefault((activity.id, activity.version), (activity, line))
        for problem in activity.problems:
            self.kept.setdefault((problem.id, problem.version), (activity, problem))

    def list(self, activity_id: str, owner: str) -> tuple[ActivityVersion, ...]:
        mine = [row for row in self.rows.values() if self._shown(row[0], activity_id, owner)]
        if not mine:
            raise NotFoundError(f"There is no activity {activity_id}.")
        return tuple(sorted((line for _, line in mine), key=lambda line: -line.version))

    def get(self, activity_id: str, version: int, owner: str) -> Activity:
        self.list(activity_id, owner)
        if (activity_id, version) not in self.rows:
            raise NotFoundError(f"There is no version {version} of activity {activity_id}.")
        return self.rows[activity_id, version][0]

    def problem(self, problem_id: str, version: int, user: str) -> Problem:
        activity, problem = self.kept.get((problem_id, version), (None, None))
        if activity is None or not self._shown(activity, activity.id, user):
            raise NotFoundError(f"There is no version {version} of problem {problem_id}.")
        return problem

    def problems(self, activity_id: str) -> tuple[Problem, ...]:
        last: dict[str, Problem] = {}
        for (problem_id, _), (activity, problem) in sorted(self.kept.items(), key=lambda i: i[0]):
            if activity.id == activity_id:
                last[problem_id] = problem
        return tuple(last.values())

    def outlines(
        self, names: Collection[tuple[str, int]]
    ) -> dict[tuple[str, int], tuple[ProblemOutline, ...]]:
        return {
            name: tuple(outline(problem) for problem in self.rows[name][0].problems)
            for name in names
            if name in self.rows
        }

    def _shown(self, activity: Activity, activity_id: str, owner: str) -> bool:
        visible = activity.id not in self.hidden
        return activity.id == activity_id and activity.owner == owner and visible


@dataclass
class MemoryEdits:
    rows: dict[str, ProblemEdit] = field(default_factory=dict)
    proposals: dict[str, Proposal | None] = field(default_factory=dict)

    def add(self, edit: ProblemEdit) -> None:
        if edit.id in self.rows:
            raise WrongStateError(f"The edit {edit.id} is stored already.")
        self.rows[edit.id] = edit.model_copy(update={"problem": None})

    def get(self, edit_id: str, owner: str) -> ProblemEdit:
        edit = self.rows.get(edit_id)
        if edit is None or edit.owner != owner:
            raise NotFoundError(f"There is no edit {edit_id}.")
        return edit

    def save(self, edit: ProblemEdit, proposal: Proposal | None = None) -> None:
        self.get(edit.id, edit.owner)
        self.rows[edit.id] = edit.model_copy(update={"problem": None})
        self.proposals[edit.id] = proposal

    def proposal(self, edit_id: str, owner: str) -> Proposal | None:
        return self.proposals.get(self.get(edit_id, owner).id)

    def list(self, activity_id: str, owner: str, limit: int = 50) -> tuple[ProblemEdit, ...]:
        newest = reversed(self.rows.values())
        mine = [e for e in newest if e.activity_id == activity_id and e.owner == owner]
        return tuple(mine[:limit])

    def working(self) -> tuple[ProblemEdit, ...]:
        return tuple(e for e in self.rows.values() if e.status == "working")


@dataclass
class MemoryActivities:
    versions: MemoryVersions
    sessions: MemorySessions
    rows: dict[str, Activity] = field(default_factory=dict)
    notebooks: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def add(self, activity: Activity, note: str = "") -> None:
        if activity.id in self.rows:
            raise WrongStateError(f"The activity {activity.id} is stored already.")
        self._check_problems(activity)
        self.rows[activity.id] = activity
        self.versions.record(activity, note)

    def get(self, activity_id: str, owner: str) -> Activity:
        activity = self.rows.get(activity_id)
        if activity is None or activity.owner != owner or activity_id in self.deleted:
            raise NotFoundError(f"There is no activity {activity_id}.")
        return activity

    def save(self, activity: Activity, note: str = "") -> None:
        self.get(activity.id, activity.owner)
        self._check_problems(activity)
        self.rows[activity.id] = activity
        self.versions.record(activity, note)

    def delete(self, activity_id: str, owner: str) -> None:
        self.versions.hidden.add(self.get(activity_id, owner).id)
        self.deleted.add(activity_id)

    def restore(self, activity_id: str, owner: str) -> None:
        if activity_id not in self.rows or self.rows[activity_id].owner != owner:
            raise NotFoundError(f"There is no activity {activity_id}.")
        self.versions.hidden.discard(activity_id)
        self.deleted.discard(activity_id)

    def list(
        self, owner: str, limit: int = 100, *, deleted: bool = False
    ) -> tuple[ActivitySummary, ...]:
        rows = reversed(self.rows.values())
        mine = [a for a in rows if a.owner == owner and (a.id in self.deleted) == deleted]
        mine.sort(key=lambda a: a.created_at, reverse=True)
        return tuple(activity_summary(a, self.notebooks.get(a.id)) for a in mine[:limit])

    def set_notebook(self, activity_id: str, owner: str, path: str) -> None:
        self.get(activity_id, owner)
        self.notebooks[activity_id] = path

    def history(
        self, owner: str, language: Language, *, but_seed: int, limit: int = 200
    ) -> tuple[EarlierProblem, ...]:
        again = {s.activity_id for s in self.sessions.rows.values() if s.seed == but_seed}
        rows = [a for a in reversed(self.rows.values()) if a.id not in self.deleted | again]
        mine = [a for a in rows if a.owner == owner and a.language == language]
        mine.sort(key=lambda a: a.created_at, reverse=True)
        told = [EarlierProblem(p.title, p.statement) for a in mine for p in a.problems]
        return tuple(told[:limit])

    def problem(self, problem_id: str, user: str) -> tuple[Activity, Problem]:
        for activity in self.rows.values():
            if activity.owner != user or activity.id in self.deleted:
                continue
            for problem in activity.problems:
                if problem.id == problem_id:
                    return activity, problem
        raise NotFoundError(f"There is no problem {problem_id}.")

    def _check_problems(self, activity: Activity) -> None:
        others = (a for a in self.rows.values() if a.id != activity.id)
        taken = {p.id for other in others for p in other.problems}
        for problem in activity.problems:
            if problem.id in taken:
                raise InvalidInputError(
                    f"problems: the id {problem.id} belongs to a problem of another activity",
                    where="problems",
                )


@dataclass
class MemorySubmissions:
    activities: MemoryActivities
    rows: dict[str, Submission] = field(default_factory=dict)

    def add(self, submission: Submission) -> None:
        _check_outcome(submission)
        if submission.activity_id not in self.activities.rows:
            raise NotFoundError(f"There is no activity {submission.activity_id}.")
        if submission.id in self.rows:
            raise WrongStateError(f"The submission {submission.id} is stored already.")
        self.rows[submission.id] = submission

    def save(self, submission: Submission) -> None:
        _check_outcome(submission)
        stored = self.get(submission.id, submission.user)
        revived = stored.status == "cancelled" != submission.status
        if revived or stored.outcome not in (None, submission.outcome):
            final = "was cancelled" if revived else "has its final outcome already"
            raise WrongStateError(f"The submission {submission.id} {final}.")
        self.rows[submission.id] = submission

    def get(self, submission_id: str, user: str) -> Submission:
        submission = self.rows.get(submission_id)
        if submission is None or submission.user != user:
            raise NotFoundError(f"There is no submission {submission_id}.")
        return submission

    def list(
        self, user: str, problem_id: str | None = None, limit: int = 50
    ) -> tuple[Submission, ...]:
        mine = [
            s
            for s in reversed(self.rows.values())
            if s.user == user and problem_id in (None, s.problem_id)
        ]
        mine.sort(key=lambda s: s.submitted_at, reverse=True)
        return tuple(mine[:limit])

    def of_challenge(self, challenge_id: str, user: str | None = None) -> tuple[Submission, ...]:
        found = [
            s
            for s in self.rows.values()
            if s.challenge_id == challenge_id and user in (None, s.user)
        ]
        return tuple(sorted(found, key=lambda s: s.submitted_at))

    def to_challenges(
        self, challenge_ids: Collection[str], user: str, limit: int = 1000
    ) -> tuple[Submission, ...]:
        mine = [s for s in self.list(user, limit=len(self.rows)) if s.challenge_id in challenge_ids]
        return tuple(mine[:limit])

    def standings(self, challenge_ids: Collection[str], user: str) -> tuple[Standing, ...]:
        return tuple(
            Standing(s.id, s.challenge_id, s.problem_id, s.status, s.outcome and s.outcome.verdict)
            for s in reversed(self.to_challenges(challenge_ids, user, len(self.rows)))
        )

    def named(self, submission_ids: Collection[str]) -> tuple[Submission, ...]:
        return tuple(self.rows[name] for name in sorted(submission_ids) if name in self.rows)

    def judged(self, challenge_id: str) -> dict[str, int]:
        done = (s for s in self.rows.values() if s.status == "done")
        return Counter(s.user for s in done if s.challenge_id == challenge_id)

    def submitted_at(self, submission_ids: Collection[str]) -> dict[str, datetime]:
        return {s.id: s.submitted_at for s in self.rows.values() if s.id in submission_ids}

    def waiting(self, challenge_ids: Collection[str]) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for s in sorted(self.rows.values(), key=lambda s: s.submitted_at):
            if s.status in ("queued", "running") and s.challenge_id in challenge_ids:
                at = (s.challenge_id, s.user)
                found[at] = (*found.get(at, ()), s.id)
        return found

    def unfinished(self) -> tuple[Pending, ...]:
        waiting = [s for s in self.rows.values() if s.status in ("queued", "running")]
        waiting.sort(key=lambda s: s.submitted_at)
        return tuple(Pending(s.id, s.user, s.submitted_at) for s in waiting)


def _check_outcome(submission: Submission) -> None:
    if (submission.status == "done") != (submission.outcome is not None):
        raise WrongStateError(f"The submission {submission.id} is {submission.status}.")


@dataclass
class MemoryEvents:
    topics: dict[str, list[NumberedEvent]] = field(default_factory=dict)

    def append(self, topic: str, event: GenerationEvent, at: datetime) -> NumberedEvent:
        stream = self.topics.setdefault(topic, [])
        numbered = NumberedEvent(id=len(stream) + 1, topic=topic, at=at, event=event)
        stream.append(numbered)
        return numbered

    def after(self, topic: str, last_id: int, limit: int = 500) -> tuple[NumberedEvent, ...]:
        return tuple(self.topics.get(topic, ())[last_id:][:limit])

    def last_id(self, topic: str) -> int:
        return len(self.topics.get(topic, ()))

    def newest(self, topics: Collection[str]) -> dict[str, int]:
        return {topic: len(self.topics[topic]) for topic in topics if self.topics.get(topic)}


@dataclass
class MemoryLeases:
    rows: dict[str, Lease] = field(default_factory=dict)

    def acquire(self, key: str, holder: str, now: datetime, seconds: float) -> bool:
        lease = self.rows.get(key)
        if lease is not None and lease.holder != holder and lease.expires_at > now:
            return False
        self.rows[key] = Lease(key, holder, now + timedelta(seconds=seconds))
        return True

    def renew(
        self, keys: Collection[str], holder: str, now: datetime, seconds: float
    ) -> frozenset[str]:
        ours = {k for k in keys if k in self.rows and self.rows[k].holder == holder}
        for key in ours:
            self.rows[key] = Lease(key, holder, now + timedelta(seconds=seconds))
        return frozenset(ours)

    def existing(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(key for key in keys if key in self.rows)

    def release(self, key: str, holder: str) -> None:
        lease = self.rows.get(key)
        if lease is not None and lease.holder == holder:
            del self.rows[key]

    def get(self, key: str) -> Lease | None:
        return self.rows.get(key)


@dataclass
class MemorySpending:
    charges: dict[str, Charge] = field(default_factory=dict)
    ended: dict[str, ModelCall] = field(default_factory=dict)

    def lock(self, user: str) -> None:
        """Do nothing: one transaction runs at a time."""

    def reserve(self, charge: Charge) -> None:
        self.charges[charge.id] = charge

    def settle(self, charge_id: str, call: ModelCall) -> None:
        if charge_id not in self.charges:
            raise NotFoundError(f"There is no call {charge_id} of a model.")
        spent = Spent(call.tokens_in + call.tokens_out, call.cost_micros or 0)
        priced = call.cost_micros is not None or call.outcome == "refused"
        self.charges[charge_id] = replace(self.charges[charge_id], most=spent, priced=priced)
        self.ended[charge_id] = call

    def by_user(self, user: str, since: datetime) -> Spent:
        charges = self.charges.values()
        return _sum(c.most for c in charges if c.account.user == user and c.at >= since)

    def by_activity(self, activity: str) -> Spent:
        return _sum(c.most for c in self.charges.values() if c.account.activity == activity)

    def by_class(self, class_id: str, week: date, user: str | None = None) -> Spent:
        return _sum(c.most for c in self._of(class_id, user) if c.week == week)

    def of_class(self, class_id: str, since: date) -> tuple[ClassSpent, ...]:
        found: dict[tuple[date, str, str], list[Charge]] = {}
        for charge in self._of(class_id, None):
            if charge.week >= since:
                key = (charge.week, charge.account.user, charge.purpose)
                found.setdefault(key, []).append(charge)
        return tuple(
            ClassSpent(*key, len(some), _sum(c.most for c in some), sum(not c.priced for c in some))
            for key, some in sorted(found.items())
        )

    def in_week(self, class_ids: Collection[str], week: date, user: str) -> dict[str, WeekOfClass]:
        found = {}
        for class_id in class_ids:
            every = [c for c in self._of(class_id, None) if c.week == week]
            own = [c for c in every if c.account.user == user]
            took = _sum(c.most for c in own)
            spent = ClassSpent(week, user, "", len(own), took, sum(not c.priced for c in own))
            if every:
                found[class_id] = WeekOfClass(spent, _sum(c.most for c in every))
        return found

    def _of(self, class_id: str, user: str | None) -> list[Charge]:
        mine = (c for c in self.charges.values() if c.account.class_id == class_id)
        return [c for c in mine if user in (None, c.account.user)]

    def made_by(self, user: str) -> tuple[MadeCall, ...]:
        charges = (c for c in self.charges.values() if c.account.user == user)
        return tuple(MadeCall(c, self.ended.get(c.id)) for c in charges)

    def calls(self, activity: str) -> tuple[ModelCall, ...]:
        mine = (c.id for c in self.charges.values() if c.account.activity == activity)
        return tuple(self.ended[name] for name in mine if name in self.ended)


def _sum(items: Iterable[Spent]) -> Spent:
    every = list(items)
    return Spent(sum(s.tokens for s in every), sum(s.cost_micros for s in every))


@dataclass
class MemoryClassModels:
    rows: dict[str, tuple[ModelTerms, str | None]] = field(default_factory=dict)

    def terms(self, class_id: str) -> ModelTerms:
        return self.rows.get(class_id, (ModelTerms(), None))[0]

    def sealed_key(self, class_id: str) -> str | None:
        return self.rows.get(class_id, (ModelTerms(), None))[1]

    def save(self, class_id: str, terms: ModelTerms, sealed_key: str | None) -> None:
        self.rows[class_id] = (terms, sealed_key)


@dataclass
class MemoryArtefacts:
    rows: dict[str, dict[int, ProblemArtefacts]] = field(default_factory=dict)

    def keep(self, artefacts: ProblemArtefacts) -> None:
        self.rows.setdefault(artefacts.problem_id, {})[artefacts.problem_version] = artefacts

    def get(self, problem_id: str, version: int) -> ProblemArtefacts | None:
        versions = self.rows.get(problem_id, {})
        newest = max((n for n in versions if n <= version), default=None)
        return None if newest is None else versions[newest]

    def rename(self, problem_id: str, new_id: str) -> None:
        for artefacts in self.rows.pop(problem_id, {}).values():
            self.keep(artefacts.updated(problem_id=new_id))

    def forget(self, problem_ids: Collection[str]) -> None:
        for problem_id in problem_ids:
            self.rows.pop(problem_id, None)


class MemoryTransaction:
    def __init__(self) -> None:
        self.sessions = MemorySessions()
        self.organizations = MemoryOrganizations()
        self.classes = MemoryClasses(self.organizations)
        self.memberships = MemoryMemberships()
        self.versions = MemoryVersions()
        self.grades = MemoryGrades()
        self.attempts = MemoryAttempts()
        self.accesses = MemoryAccesses()
        self.works = MemoryWorks(self.attempts)
        self.regrades = MemoryRegrades()
        self.edits = MemoryEdits()
        self.activities = MemoryActivities(self.versions, self.sessions)
        self.challenges = MemoryChallenges(self.activities)
        self.submissions = MemorySubmissions(self.activities)
        self.events = MemoryEvents()
        self.leases = MemoryLeases()
        self.spending = MemorySpending()
        self.class_models = MemoryClassModels()
        self.artefacts = MemoryArtefacts()
        self.journeys = MemoryJourneys()
        self.queries = MemoryQueries()
        self.quizzes = MemoryQuizzes()
        self.knowledge = MemoryKnowledge()
        self.people = MemoryPeople(
            self.activities,
            self.journeys,
            self.queries,
            self.quizzes,
            self.submissions,
            self.knowledge,
            self.memberships,
            self.challenges,
            self.grades,
            self.attempts,
            self.accesses,
            self.works,
            self.regrades,
        )

    def copied(self) -> MemoryTransaction:
        new = MemoryTransaction()
        for name, repository in vars(self).items():
            target = getattr(new, name)
            for item in fields(repository):
                if item.name not in vars(self):
                    setattr(target, item.name, _copied(getattr(repository, item.name)))
        return new


def _copied(value: Any) -> Any:
    """Copy containers; what they hold is frozen."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return value.copy() if isinstance(value, (list, set)) else value


class MemoryStore:
    """Loses everything when it goes; work runs at once, in the caller's thread."""

    def __init__(self) -> None:
        self._data = MemoryTransaction()
        self._closed = False

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        if self._closed:
            raise StoreError("The database in memory is closed.")
        changed = self._data.copied()
        result = work(changed)
        self._data = changed
        return result

    async def close(self) -> None:
        self._closed = True
