"""Judging as a queue of jobs, done in this process or by workers on any machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.job import JudgeJob, WorkerNotice
from jupyter_codemm.contracts.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Place:
    """Where something waits: 1 is the next to be judged, None what has no place in the row.

    `note` says what else it waits for, when that is so.
    """

    position: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class JobsHealth:
    """Whether the queue answers, how many jobs wait in it, and who works on them.

    `why` says in words what keeps one that does not. `workers` is None where jobs are done in this
    process.
    """

    ok: bool
    why: str = ""
    waiting: int = 0
    running: int = 0
    workers: tuple[WorkerNotice, ...] | None = None


class Judge(Protocol):
    """Judges one job at a time, in a sandbox of its own."""

    async def judge(self, job: JudgeJob) -> Outcome:
        """Judge a job; cancelling stops everything that it started.

        Raises UnreachableError when there is no way to the sandbox for now.
        """
        ...

    def failed(self, job: JudgeJob) -> Outcome:
        """Return the outcome of a job at which the judge itself failed."""
        ...


class JobQueue(Protocol):
    """Judges jobs, each once as far as anybody can see, in the order in which they came."""

    @property
    def at_once(self) -> int:
        """How many jobs it takes at once now; what is more waits with whoever has it."""
        ...

    @property
    def depth(self) -> int:
        """How many of the jobs submitted here have not been begun."""
        ...

    async def submit(self, job: JudgeJob) -> None:
        """Take a job; `result` is to be asked for next. Never waits for a judge.

        A job whose id was submitted before, here or elsewhere, may be judged again or not; for an
        hour at least it gets the answer that was there first, if there was one.
        """
        ...

    async def result(self, job_id: str) -> Outcome:
        """Wait until a job that was submitted here is judged, however long that takes.

        Who stops waiting gives the job up: in this process it is stopped, elsewhere it may go on,
        for whoever submits it again. Raises UnreachableError when there was no way to a sandbox,
        and NotFoundError for a job that was not submitted here.
        """
        ...

    async def cancel(self, job_id: str) -> None:
        """Stop a job wherever it is, whoever waits for it; nobody wants its result any more."""
        ...

    def place(self, job_id: str) -> Place | None:
        """Return where a job waits that was submitted here; None when it runs or is unknown."""
        ...

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return what can be judged, and in which tier; nothing while nobody knows."""
        ...

    async def health(self) -> JobsHealth:
        """Look at the queue; one that cannot be reached is a finding, not an error."""
        ...

    async def close(self) -> None:
        """Release what this instance holds; jobs that others do go on."""
        ...
