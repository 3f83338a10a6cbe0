"""Events of generation: one tagged union, additive, numbered per session by the store.

No prompt, raw model output, reference or hidden test stands in any event.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.activity import GateAction
from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, Language
from jupyter_codemm.contracts.model_call import ModelUse

SlotIndex = Annotated[int, Field(ge=0, le=6)]
ProofStep = Literal["waiting", "text", "reference", "tests", "runs"]


class GenerationStarted(Contract):
    """A run of generation began; `kept` slots were finished by an earlier run."""

    type: Literal["generation_started"] = "generation_started"
    total_slots: int
    kept: int = 0
    author: str
    tier: str


class SlotStarted(Contract):
    """Work on a slot began."""

    type: Literal["slot_started"] = "slot_started"
    slot: SlotIndex
    language: Language
    difficulty: Difficulty
    topics: tuple[str, ...]


class SlotAttemptStarted(Contract):
    """The author drafts a problem for a slot."""

    type: Literal["slot_attempt_started"] = "slot_attempt_started"
    slot: SlotIndex
    attempt: int
    author: str


class SlotProving(Contract):
    """What is being proven of the draft of a slot now; its gates are told when all have looked.

    `waiting`: other proofs run first. `text`: the draft is read. `reference`: the reference solves
    every input. `tests`: tests are chosen that refuse wrong programs. `runs`: reference, starter
    and wrong programs are judged as a learner's would be.
    """

    type: Literal["slot_proving"] = "slot_proving"
    slot: SlotIndex
    attempt: int
    step: ProofStep


class SlotGate(Contract):
    """A gate looked at the draft of a slot."""

    type: Literal["slot_gate"] = "slot_gate"
    slot: SlotIndex
    attempt: int
    gate: str
    ok: bool
    action: GateAction = "none"
    detail: str = ""


class SlotFallback(Contract):
    """The author could not fill a slot, for this reason; another one takes over."""

    type: Literal["slot_fallback"] = "slot_fallback"
    slot: SlotIndex
    author: str
    instead_of: str
    reason: str


class SlotCompleted(Contract):
    """The problem of a slot is proven and stored; `spent` is what a model took for it, if any."""

    type: Literal["slot_completed"] = "slot_completed"
    slot: SlotIndex
    problem_id: Identifier
    title: str
    kept: bool = False
    spent: ModelUse | None = None


class SlotFailed(Contract):
    """No attempt could fill a slot; the other slots go on. `spent` is as in `SlotCompleted`."""

    type: Literal["slot_failed"] = "slot_failed"
    slot: SlotIndex
    attempts: int
    reason: str
    spent: ModelUse | None = None


class GenerationCompleted(Contract):
    """Every slot is done; `failed` of them have no problem.

    `notices` are sentences about the activity, such as who wrote what instead of whom. `proposal`
    is the change of the spec with which the rest can be made, put to the user as a question.
    """

    type: Literal["generation_completed"] = "generation_completed"
    activity_id: Identifier
    completed: int
    failed: int = 0
    notices: tuple[str, ...] = ()
    proposal: str = ""


class GenerationFailed(Contract):
    """Generation ended without an activity; `proposal` is as in `GenerationCompleted`."""

    type: Literal["generation_failed"] = "generation_failed"
    reason: str
    proposal: str = ""


class GenerationCancelled(Contract):
    """The user stopped generation; finished problems are kept."""

    type: Literal["generation_cancelled"] = "generation_cancelled"
    completed: int


GenerationEvent = Annotated[
    GenerationStarted
    | SlotStarted
    | SlotAttemptStarted
    | SlotProving
    | SlotGate
    | SlotFallback
    | SlotCompleted
    | SlotFailed
    | GenerationCompleted
    | GenerationFailed
    | GenerationCancelled,
    Field(discriminator="type"),
]
TERMINAL_EVENTS = ("generation_completed", "generation_failed", "generation_cancelled")


class NumberedEvent(Contract):
    """An event with its place in the stream of one session. Ids grow by one from 1."""

    id: int = Field(ge=1)
    topic: str
    at: AwareDatetime
    event: GenerationEvent
