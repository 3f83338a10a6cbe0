"""Adding to a learner's journey: every record, and what follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyEvent, JourneyRecord
from jupyter_codemm.contracts.journey_talk import StruggleDetected, StruggleResolved
from jupyter_codemm.contracts.journey_work import (
    EpisodeClosed,
    ProblemFacts,
    ProblemOpened,
    SessionEnd,
    WorkSessionClosed,
    WorkSessionOpened,
)
from jupyter_codemm.contracts.learner import FORMULA_VERSION, LearnerState
from jupyter_codemm.contracts.recording import OpenWork
from jupyter_codemm.contracts.struggle import StruggleAlert
from jupyter_codemm.learning import as_told, changed_works, given_up, gives_up_at, learn, rebuild
from jupyter_codemm.ports import Learner, Transaction

IDLE = timedelta(minutes=30)
"""After so long without a record a work session has ended."""

NewId = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Workplace:
    """The problem that somebody works on, as its facts are now."""

    activity_id: str
    problem_id: str
    facts: ProblemFacts


@dataclass(slots=True)
class Journal:
    """The journey of one learner, open for more, inside one transaction.

    Nothing is added while the learner has the record paused, but for what `decided` says.
    """

    tx: Transaction
    learner: Learner
    now: datetime
    new_id: NewId
    state: LearnerState = field(init=False)
    _before: LearnerState = field(init=False)
    added: list[JourneyRecord] = field(default_factory=list)
    _open: dict[str, OpenWork] = field(init=False)

    def __post_init__(self) -> None:
        """Take up the state as it is, or make it anew from the records."""
        self.state = known_state(self.tx, self.learner)
        # Where the state had to be made anew, so have the summaries that follow from it.
        self._before = self.learner.state or LearnerState()
        self._open = {work.problem_id: work for work in self.learner.open_work}

    @classmethod
    def of(cls, tx: Transaction, user: str, now: datetime, new_id: NewId) -> Journal:
        """Open the journey of a user."""
        return cls(tx, tx.journeys.learner(user), now, new_id)

    @property
    def is_made_anew(self) -> bool:
        """Whether the state that is kept is not the one taken up."""
        return self.learner.state is not None and self.learner.state != self.state

    @property
    def is_paused(self) -> bool:
        """Whether the learner has the record paused."""
        return not self.learner.settings.recording

    def work_at(
        self, place: Workplace, *events: JourneyEvent, code: CodeState | None = None
    ) -> None:
        """Add events of somebody who works on a problem.

        A sitting begins when none is open, and one that was left for half an hour ends before.
        What the record has to know of the problem comes first, when it does not know it yet.
        """
        if self.is_paused:
            return
        self._end_idle()
        if code is not None:
            self.tx.journeys.keep_code(self.learner.user, [code])
        code_id = None if code is None else code.id
        work = self._open.get(place.problem_id)
        opens = bool(events) and isinstance(events[0], ProblemOpened)
        if work is None:
            work = self._begin(place)
        known = self.state.work.get(place.problem_id)
        if not opens and (known is None or known.facts != place.facts):
            self._add(ProblemOpened(facts=place.facts), place, work.session_id, code_id)
        for event in events:
            self._add(event, place, work.session_id, code_id)
        self._open[place.problem_id] = work.model_copy(update={"last_at": self.now})

    def decided(self, *events: JourneyEvent) -> None:
        """Add what the learner decided about the record itself, or what staff did with it."""
        for event in events:
            self._add(event, None, None, None)

    def decided_about(self, alert: StruggleAlert, event: JourneyEvent) -> None:
        """Add what staff decided about an alert; it goes with the records of its problem."""
        work = self.state.work.get(alert.problem_id or "")
        activity_id = None if work is None else work.activity_id
        self._put(event, activity_id, alert.problem_id, None, None)

    def said(self, *events: JourneyEvent) -> None:
        """Add what is about no problem in particular."""
        if not self.is_paused:
            self.decided(*events)

    def end_work(self, problem_id: str, reason: SessionEnd) -> None:
        """End the sitting with a problem, if one is open."""
        work = self._open.pop(problem_id, None)
        if work is None or self.is_paused:
            return
        self._add_to(work, WorkSessionClosed(reason=reason))

    def sweep(self) -> None:
        """End what was left: sittings after half an hour, episodes that were given up."""
        if self.is_paused:
            self._open.clear()
            return
        self._end_idle()
        for problem_id in given_up(self.state, self.now):
            work = self.state.work[problem_id]
            place = Workplace(work.activity_id or "", problem_id, work.facts)
            self._add(EpisodeClosed(by="idle"), place, None, None)

    def close(self) -> tuple[JourneyRecord, ...]:
        """Store everything that was added, and return it."""
        user = self.learner.user
        self.tx.journeys.append(user, self.added)
        self.tx.journeys.save(
            replace(
                self.learner,
                last_id=self.state.last_id,
                state=self.state,
                open_work=tuple(self._open.values()),
                due_at=min(self._ends(), default=None),
            )
        )
        last = {record.problem_id: record for record in self.added}
        works = changed_works(user, self._before, self.state, last, opened=self._open)
        self.tx.works.save(works)
        return tuple(self.added)

    def _ends(self) -> Iterator[datetime]:
        """Yield when something that is open has to be ended, if nothing more is heard of it."""
        yield from (work.last_at + IDLE for work in self._open.values())
        given_up_at = None if self.is_paused else gives_up_at(self.state)
        if given_up_at is not None:
            yield given_up_at

    def _end_idle(self) -> None:
        for work in tuple(self._open.values()):
            if self.now - work.last_at >= IDLE:
                del self._open[work.problem_id]
                self._add_to(work, WorkSessionClosed(reason="idle"))

    def _begin(self, place: Workplace) -> OpenWork:
        earlier = self.tx.journeys.latest(
            self.learner.user, place.problem_id, {"session_opened", "session_closed"}
        )
        work = OpenWork(
            session_id=self.new_id("work"),
            activity_id=place.activity_id,
            problem_id=place.problem_id,
            started_at=self.now,
            last_at=self.now,
        )
        continues = None if earlier is None else earlier.session_id
        self._add(WorkSessionOpened(continues=continues), place, work.session_id, None)
        return work

    def _add_to(self, work: OpenWork, event: JourneyEvent) -> None:
        self._put(event, work.activity_id, work.problem_id, work.session_id, None)

    def _add(
        self, event: JourneyEvent, place: Workplace | None, session: str | None, code: str | None
    ) -> None:
        activity = None if place is None else place.activity_id or None
        self._put(event, activity, None if place is None else place.problem_id, session, code)

    def _put(
        self,
        event: JourneyEvent,
        activity_id: str | None,
        problem_id: str | None,
        session_id: str | None,
        code_id: str | None,
    ) -> None:
        record = JourneyRecord(
            id=self.state.last_id + 1,
            at=self.now,
            session_id=session_id,
            activity_id=activity_id,
            problem_id=problem_id,
            code_state_id=code_id,
            event=event,
        )
        learned = learn(self.state, record)
        self.state = learned.state
        self.added.append(record)
        for alert in learned.alerts:
            told = StruggleDetected(
                trigger=alert.trigger,
                topic=alert.topic,
                severity=alert.severity,
                evidence=alert.evidence,
                offered=alert.offered,
            )
            self._put(told, activity_id, alert.problem_id, session_id, None)
        for alert in learned.settled:
            solved = StruggleResolved(trigger=alert.trigger, topic=alert.topic, by="solved")
            self._put(solved, activity_id, alert.problem_id, session_id, None)


def known_state(tx: Transaction, learner: Learner) -> LearnerState:
    """Return what the learner model knows: as it is kept, else made anew from the records.

    That is so when it cannot be read, is of old rules, or does not belong to the newest record.
    """
    state = learner.state
    is_current = state is not None and state.formula_version == FORMULA_VERSION
    if state is not None and is_current and state.last_id == learner.last_id:
        return state
    records = tx.journeys.records(learner.user)
    state = as_told(rebuild(records), records)
    # A newest record that cannot be read keeps its number: what comes next goes after it.
    return state.model_copy(update={"last_id": max(state.last_id, learner.last_id)})
