"""Writing problems, and what a whole run of it is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from jupyter_codemm.contracts.base import LearningMode
from jupyter_codemm.contracts.events import GenerationEvent
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.ports.model import NOBODY, Account
from jupyter_codemm.ports.records import EarlierProblem, FinishedSlot


@dataclass(frozen=True, slots=True)
class Feedback:
    """Why an earlier attempt at the slot was rejected, as evidence for the author."""

    attempt: int
    gate: str
    evidence: Mapping[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A problem that is to be written again, and what shall be otherwise, in its author's words."""

    problem: Problem = field(repr=False)
    instruction: str


def _unheard(call: ModelCall) -> None:
    """Forget a call."""
    del call


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What the author is asked for. `seed` makes the reply reproducible.

    `avoid` holds the family names and titles already used in this activity, most recent last.
    `rejected` is the draft that the last feedback is about: an author may keep what is good of it.
    `instructions` and `course` are what people wrote about the activity: data that may steer the
    story and never the form. `note` is told about every call of a model, in the order of the calls.
    With `rewrite` a problem that exists is written again.
    """

    slot: Slot
    problem_id: str
    seed: int
    avoid: tuple[str, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    rejected: ProblemDraft | None = field(default=None, repr=False)
    instructions: str = ""
    course: str = ""
    rewrite: Rewrite | None = None
    account: Account = NOBODY
    note: Callable[[ModelCall], None] = field(default=_unheard, compare=False, repr=False)


class Author(Protocol):
    """Writes problem drafts. A draft is a proposal; the gates decide."""

    @property
    def name(self) -> str:
        """The author's name, for events and records."""
        ...

    def fits(self, slot: Slot) -> bool:
        """Return whether a draft for the slot can be written at all."""
        ...

    def check(self, slots: Sequence[Slot]) -> None:
        """Raise UnsupportedTopicError, naming the topics that work, if one cannot be written."""
        ...

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        """Return a draft for a slot.

        Raises UnsupportedTopicError for a topic that it cannot write, InvalidInputError for a reply
        that is no draft, and UnavailableError when the model cannot be reached.
        """
        ...


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """Everything that a generation needs to be run, or run again, to the same result.

    `instructions` and `course` are handed to the author as data. `history` are problems that the
    owner has had already and that no new one may repeat. `run_id` tells this run's problem ids from
    those of every other run. `key` is the secret under which something is kept of each reference;
    without one nothing is.
    """

    session_id: str
    owner: str
    mode: LearningMode
    slots: tuple[Slot, ...]
    seed: int
    kept: tuple[FinishedSlot, ...] = ()
    run_id: str = ""
    instructions: str = ""
    course: str = ""
    rewrite: Rewrite | None = None
    key: bytes | None = field(default=None, repr=False)
    history: tuple[EarlierProblem, ...] = ()


Announce = Callable[[GenerationEvent], Awaitable[None]]
