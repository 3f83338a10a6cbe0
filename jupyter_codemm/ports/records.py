"""What is authored and submitted, in the database: one small store per aggregate."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from jupyter_codemm.contracts.activity import Activity, ActivitySummary, Verification
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.events import GenerationEvent, NumberedEvent
from jupyter_codemm.contracts.outcome import Verdict
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.session import AuthoringSession, SessionSummary
from jupyter_codemm.contracts.submission import Submission, SubmissionStatus


@dataclass(frozen=True, slots=True)
class FinishedSlot:
    """A proven problem of a generation that may still be running.

    `artefacts` is there from the proof until it is stored: it is never read back with the slot.
    """

    slot: int
    problem: Problem
    verification: Verification
    artefacts: ProblemArtefacts | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class EarlierProblem:
    """What is compared of a problem that its owner has had already."""

    title: str
    statement: str


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on something, and until when that is believed without a heartbeat."""

    key: str
    holder: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """A submission that has no verdict yet: what a queue has to know of it."""

    id: str
    user: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a submission to a challenge stands: nothing of its program, of which there may be much.

    `verdict` is its first one, None without.
    """

    id: str
    challenge_id: str
    problem_id: str
    status: SubmissionStatus
    verdict: Verdict | None


class Sessions(Protocol):
    """Authoring sessions of one owner at a time."""

    def add(self, session: AuthoringSession) -> None:
        """Store a new session."""
        ...

    def get(self, session_id: str, owner: str) -> AuthoringSession:
        """Return a session; raises NotFoundError when it is unknown or not the owner's."""
        ...

    def save(self, session: AuthoringSession) -> None:
        """Replace a stored session."""
        ...

    def list(self, owner: str, limit: int = 50) -> tuple[SessionSummary, ...]:
        """Return the owner's sessions, newest first."""
        ...

    def generating(self) -> tuple[AuthoringSession, ...]:
        """Return every session in state GENERATING, whoever owns it."""
        ...

    def finished_slots(self, session_id: str) -> tuple[FinishedSlot, ...]:
        """Return the proven problems of a session in slot order."""
        ...

    def add_finished_slot(self, session_id: str, finished: FinishedSlot) -> None:
        """Store a proven problem without its artefacts, replacing an earlier one of its slot."""
        ...

    def clear_finished_slots(self, session_id: str) -> None:
        """Forget the proven problems of a session whose spec changed."""
        ...


class Activities(Protocol):
    """Activities of one owner at a time."""

    def add(self, activity: Activity, note: str = "") -> None:
        """Store a new activity and its version; `note` says how it came to be."""
        ...

    def get(self, activity_id: str, owner: str) -> Activity:
        """Return an activity; raises NotFoundError when it is unknown or not the owner's."""
        ...

    def save(self, activity: Activity, note: str = "") -> None:
        """Replace a stored activity and keep its version; `note` says what made it."""
        ...

    def delete(self, activity_id: str, owner: str) -> None:
        """Hide an activity from every list and look-up; submissions stay."""
        ...

    def restore(self, activity_id: str, owner: str) -> None:
        """Bring a deleted activity back as it was; one that is there stays as it is."""
        ...

    def list(
        self, owner: str, limit: int = 100, *, deleted: bool = False
    ) -> tuple[ActivitySummary, ...]:
        """Return the owner's activities, newest first; with `deleted` those that are hidden."""
        ...

    def set_notebook(self, activity_id: str, owner: str, path: str) -> None:
        """Remember where the activity's notebook was written."""
        ...

    def history(
        self, owner: str, language: Language, *, but_seed: int, limit: int = 200
    ) -> tuple[EarlierProblem, ...]:
        """Return the newest problems of the owner's activities in a language, newest first.

        Activities of sessions with the seed `but_seed` are left out: who gives a seed again asks
        for those problems again.
        """
        ...

    def problem(self, problem_id: str, user: str) -> tuple[Activity, Problem]:
        """Return a problem that the user may work on, with its activity; raises NotFoundError."""
        ...


class Submissions(Protocol):
    """Attempts at problems."""

    def add(self, submission: Submission) -> None:
        """Store a new submission."""
        ...

    def save(self, submission: Submission) -> None:
        """Replace a stored submission.

        A final outcome is written once and never replaced, and a cancelled one never comes back.
        """
        ...

    def get(self, submission_id: str, user: str) -> Submission:
        """Return a submission; raises NotFoundError when it is unknown or not the user's."""
        ...

    def list(
        self, user: str, problem_id: str | None = None, limit: int = 50
    ) -> tuple[Submission, ...]:
        """Return the user's submissions, newest first."""
        ...

    def of_challenge(self, challenge_id: str, user: str | None = None) -> tuple[Submission, ...]:
        """Return what was submitted to a challenge, by one user if one is named, oldest first."""
        ...

    def to_challenges(
        self, challenge_ids: Collection[str], user: str, limit: int = 1000
    ) -> tuple[Submission, ...]:
        """Return what a user submitted to some challenges, newest first."""
        ...

    def standings(self, challenge_ids: Collection[str], user: str) -> tuple[Standing, ...]:
        """Return how everything stands that a user submitted to some challenges, oldest first."""
        ...

    def named(self, submission_ids: Collection[str]) -> tuple[Submission, ...]:
        """Return submissions by their ids, whoever made them, those that are there."""
        ...

    def judged(self, challenge_id: str) -> Mapping[str, int]:
        """Return how many submissions to a challenge have a verdict, by user."""
        ...

    def submitted_at(self, submission_ids: Collection[str]) -> Mapping[str, datetime]:
        """Return when submissions were made, by their ids, those that are there."""
        ...

    def waiting(self, challenge_ids: Collection[str]) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return submissions to challenges without a verdict, oldest first."""
        ...

    def unfinished(self) -> tuple[Pending, ...]:
        """Return every submission that is queued or running, oldest first."""
        ...


class Events(Protocol):
    """Numbered streams, one per topic. A topic is `session:<id>`."""

    def append(self, topic: str, event: GenerationEvent, at: datetime) -> NumberedEvent:
        """Store an event under the topic's next number."""
        ...

    def after(self, topic: str, last_id: int, limit: int = 500) -> tuple[NumberedEvent, ...]:
        """Return the events of a topic that follow a number, in order."""
        ...

    def last_id(self, topic: str) -> int:
        """Return the newest number of a topic, 0 when it has none."""
        ...

    def newest(self, topics: Collection[str]) -> dict[str, int]:
        """Return the newest number of each of some topics; those without any are left out."""
        ...


class Leases(Protocol):
    """Who works on what, across processes that share the database."""

    def acquire(self, key: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take a lease that is free, expired or already ours; returns whether we hold it now."""
        ...

    def renew(
        self, keys: Collection[str], holder: str, now: datetime, seconds: float
    ) -> frozenset[str]:
        """Prolong those leases of `keys` that we hold, also expired ones; return which."""
        ...

    def existing(self, keys: Collection[str]) -> frozenset[str]:
        """Return those of `keys` that anybody holds, expired or not."""
        ...

    def release(self, key: str, holder: str) -> None:
        """Give up a lease if we hold it."""
        ...

    def get(self, key: str) -> Lease | None:
        """Return the lease, expired or not."""
        ...
