"""What travels between the service and the workers that judge for it, as JSON."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Outcome, Tier
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source


class JudgeJob(Contract):
    """A source to be judged, with everything that this takes. The same id is the same job.

    It holds hidden tests: it goes to nobody but the judge.
    """

    id: Identifier
    problem: Problem
    source: Source


class JobReply(Contract):
    """What came of a job: its outcome, or why the judge could not be reached where it ran."""

    id: Identifier
    outcome: Outcome | None = None
    unreachable: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.outcome is None) != bool(self.unreachable):
            raise ValueError("give either outcome or unreachable")
        return self


class WorkerNotice(Contract):
    """What a worker says of itself every few seconds, for as long as it is there.

    `at` is its own machine's steady clock in seconds, `running` the ids of the jobs it works on.
    """

    name: str = Field(max_length=200)
    version: str
    at: float
    concurrency: int = Field(ge=1)
    tier: Tier
    languages: tuple[LanguageHealth, ...]
    running: tuple[str, ...] = ()
