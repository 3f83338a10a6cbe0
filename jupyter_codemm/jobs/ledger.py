"""What a service handed over and has no reply to; nothing here talks to anybody."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.job import JobReply, JudgeJob, WorkerNotice
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import NotFoundError

LOOKS_UNTIL_LOST = 2  # what is on its way between two places can be in neither for a moment
STRONGEST_FIRST: tuple[Tier, ...] = get_args(Tier)


@dataclass(frozen=True, slots=True)
class Began:
    """Which worker began a job, and when by its own clock."""

    worker: str
    at: float


@dataclass(frozen=True, slots=True)
class Look:
    """What Redis holds: in which of its lives, who works, how much waits, and of some jobs."""

    life: str
    workers: Mapping[str, WorkerNotice]
    waiting: int
    replies: Mapping[str, str] = field(default_factory=dict)
    began: Mapping[str, Began] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Entry:
    """A job that somebody here waits for. `again` is whether it is sent because it was lost."""

    job: JudgeJob
    number: int
    reply: asyncio.Future[JobReply]
    sent: bool = False
    again: bool = False
    begun: bool = False
    missed: int = 0

    def lose(self) -> None:
        """Have it sent again."""
        self.sent = self.begun = False
        self.again = True
        self.missed = 0


class Ledger:
    """The jobs that were handed over, in order, and which of them are lost."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._number = 0
        self._life = ""
        self._newest_begun = 0

    def __iter__(self) -> Iterator[Entry]:
        """Yield what is waited for, in the order in which it came."""
        return iter(tuple(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, job_id: str) -> bool:
        return job_id in self._entries

    def add(self, job: JudgeJob) -> None:
        """Take a job; one that is there already is that job."""
        if job.id not in self._entries:
            self._number += 1
            reply: asyncio.Future[JobReply] = asyncio.get_running_loop().create_future()
            self._entries[job.id] = Entry(job, self._number, reply)

    def get(self, job_id: str) -> Entry:
        """Return a job; raises NotFoundError when it is not here."""
        try:
            return self._entries[job_id]
        except KeyError:
            raise NotFoundError(f"there is no job {job_id} here") from None

    def remove(self, job_id: str) -> None:
        """Forget a job, if it is here."""
        self._entries.pop(job_id, None)

    def answer(self, job_id: str, reply: JobReply) -> None:
        """Give whoever waits the reply, if somebody still does and has none."""
        entry = self._entries.get(job_id)
        if entry is not None and not entry.reply.done():
            entry.reply.set_result(reply)

    def begin(self, job_id: str) -> None:
        """Note that a worker has begun a job."""
        entry = self._entries.get(job_id)
        if entry is not None:
            entry.begun = True
            if not entry.again:  # those go before others
                self._newest_begun = max(self._newest_begun, entry.number)

    def position(self, job_id: str) -> int | None:
        """Return how many jobs from now one is begun, 1 for the next; None when it is not there."""
        waiting = [entry.job.id for entry in self if not entry.begun]
        return waiting.index(job_id) + 1 if job_id in waiting else None

    @property
    def waiting(self) -> int:
        """How many have not been begun."""
        return sum(not entry.begun for entry in self)

    @property
    def unsent(self) -> tuple[Entry, ...]:
        """What is to be sent, that which was lost first."""
        found = (entry for entry in self if not entry.sent and not entry.reply.done())
        return tuple(sorted(found, key=lambda entry: not entry.again))

    def review(self, look: Look) -> tuple[str, ...]:
        """Find out what is lost, and have it sent again; returns the ids."""
        forgot = self._life not in {"", look.life}
        self._life = look.life
        open_ones = [entry for entry in self if entry.sent and not entry.reply.done()]
        for entry in open_ones:
            if entry.job.id in look.began:
                self.begin(entry.job.id)
        lost = []
        for entry in open_ones:
            entry.missed = entry.missed + 1 if self._is_nowhere(entry, look) else 0
            if forgot or entry.missed >= LOOKS_UNTIL_LOST:
                entry.lose()
                lost.append(entry.job.id)
        return tuple(lost)

    def _is_nowhere(self, entry: Entry, look: Look) -> bool:
        job_id = entry.job.id
        began = look.began.get(job_id)
        if began is None:
            overtaken = not entry.again and entry.number < self._newest_begun
            return overtaken or not look.waiting
        worker = look.workers.get(began.worker)
        return worker is None or (worker.at > began.at and job_id not in worker.running)


def weakest(workers: Sequence[WorkerNotice]) -> tuple[LanguageHealth, ...]:
    """Return for each language what the worst worker says of it: a job may get to any of them."""
    found: dict[str, LanguageHealth] = {}
    for item in (item for worker in workers for item in worker.languages):
        known = found.get(item.language)
        if known is None or _strength(item) < _strength(known):
            found[item.language] = item
    return tuple(found.values())


def _strength(item: LanguageHealth) -> tuple[bool, int]:
    return item.ok, -STRONGEST_FIRST.index(item.tier)
