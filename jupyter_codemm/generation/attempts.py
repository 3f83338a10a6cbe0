"""One attempt at a slot: an author's draft, the gates, and what goes on of it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import Literal

from jupyter_codemm.authoring.hint_ladder import with_ladder
from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.activity import GateOutcome, Verification
from jupyter_codemm.contracts.events import ProofStep, SlotGate, SlotProving
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.errors import (
    BudgetSpentError,
    InvalidInputError,
    MissingToolError,
    UnavailableError,
    UnsupportedTopicError,
)
from jupyter_codemm.gates import Verified, check_slot, verify
from jupyter_codemm.gates.evidence import proof_of
from jupyter_codemm.gates.likeness import Known
from jupyter_codemm.generation.bench import Bench
from jupyter_codemm.generation.remains import remains
from jupyter_codemm.generation.seeds import problem_id, slot_seed
from jupyter_codemm.generation.telling import detail, public, sentence
from jupyter_codemm.generation.variety import Claim
from jupyter_codemm.ports import Account, Author, DraftRequest, Feedback, FinishedSlot

REASON_LENGTH = 300

Cause = Literal["refused", "unsupported", "spent", "unavailable", "machine", "surprise"]
"""Why a slot is empty: drafts were refused, the author cannot write it, its budget is used up, it
was not there, the machine does not do its part, or something happened that never should."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why an author cannot fill a slot, in words for the user."""

    cause: Cause
    reason: str


@dataclass(slots=True)
class Tale:
    """What the attempts at one slot have cost, and the draft that the last one refused.

    It ends with the slot: nothing of a refused draft outlives it.
    """

    attempts: int = 0
    calls: list[ModelCall] = field(default_factory=list)
    refusals: list[Feedback] = field(default_factory=list)
    rejected: ProblemDraft | None = None


@dataclass(frozen=True, slots=True)
class _Written:
    """A draft, what is remembered of it, and what other slots of the run claimed before it."""

    draft: ProblemDraft
    known: Known
    others: tuple[Claim, ...]
    begun_s: float


async def attempt(
    bench: Bench, slot: Slot, author: Author, tale: Tale
) -> FinishedSlot | GivenUp | Feedback:
    """Have a draft written and proven; return the problem, or why there is none.

    Every gate is announced. Raises what is nobody's verdict on a draft.
    """
    written = await _drafted(bench, slot, author, tale)
    if not isinstance(written, _Written):
        return written
    stands = False
    try:
        result = await _judged(bench, slot, author, tale, written)
        stands = isinstance(result, FinishedSlot)
    finally:
        bench.variety.settle(slot.index, stands=stands)
    return result


async def _judged(
    bench: Bench, slot: Slot, author: Author, tale: Tale, written: _Written
) -> FinishedSlot | GivenUp | Feedback:
    draft = written.draft
    try:
        verified = await _verified(bench, slot, written, tale.attempts)
    except (UnavailableError, MissingToolError) as error:
        return GivenUp("machine", sentence(error.message))
    await _announce_gates(bench, slot, tale.attempts, verified.gates)
    refused = verified.rejection
    if refused is not None:
        tale.rejected = draft
        return Feedback(attempt=tale.attempts, gate=refused.gate, evidence=refused.evidence)
    verification = Verification(
        problem_id=draft.problem.id,
        gates=tuple(public(gate) for gate in verified.gates),
        attempts=tale.attempts,
        author=author.name,
        instead_of="" if author is bench.author else bench.author.name,
        sandbox_launches=verified.launches,
        elapsed_ms=round((time.monotonic() - written.begun_s) * 1000),
        tier=bench.sandbox.tier,
        calls=tuple(tale.calls),
        proof=proof_of(verified.evidence, draft, verified.draft) if verified.evidence else None,
    )
    # Only the problem goes on: the reference ends with this function.
    return FinishedSlot(
        slot=slot.index,
        problem=_taught(verified.draft.problem, slot),
        verification=verification,
        artefacts=await remains(verified.draft, verified.evidence, bench.request.key),
    )


async def _drafted(
    bench: Bench, slot: Slot, author: Author, tale: Tale
) -> _Written | GivenUp | Feedback:
    begun_s, number = time.monotonic(), tale.attempts
    request = DraftRequest(
        slot=slot,
        problem_id=problem_id(bench.request, slot.index),
        seed=slot_seed(bench.request.seed, slot.index, number),
        avoid=bench.variety.used(slot.index),
        feedback=tuple(tale.refusals),
        rejected=tale.rejected,
        instructions=bench.request.instructions,
        course=bench.request.course,
        rewrite=bench.request.rewrite,
        account=Account(bench.request.owner, bench.request.session_id),
        note=tale.calls.append,
    )
    tale.rejected = None
    try:
        written = await author.draft(request)
        # Long texts are compared here too.
        draft = await asyncio.to_thread(_as_served, written, slot)
    except UnsupportedTopicError as error:
        return GivenUp("unsupported", sentence(error.message))
    except BudgetSpentError as error:
        return GivenUp("spent", sentence(error.message))
    except UnavailableError as error:
        return GivenUp("unavailable", sentence(error.message))
    except InvalidInputError as error:
        # The message may quote the model: it goes back to the author and nowhere else.
        await _announce_gates(bench, slot, number, (GateOutcome(gate="draft", ok=False),))
        evidence = {"where": error.where, "message": error.message[:REASON_LENGTH]}
        return Feedback(attempt=number, gate="draft", evidence=evidence)
    # Sketching a solution takes a while: not on the event loop.
    known = await asyncio.to_thread(Known.of, draft)
    return _Written(draft, known, bench.variety.note(slot.index, draft, known), begun_s)


def _as_served(draft: ProblemDraft, slot: Slot) -> ProblemDraft:
    draft = with_ladder(draft)
    if slot.scaffold is None:
        return draft
    draft = scaffolded(draft, slot.scaffold.level)
    problem = draft.problem.updated(learning_goal=slot.scaffold.learning_goal)
    return draft.model_copy(update={"problem": problem})


def _taught(problem: Problem, slot: Slot) -> Problem:
    # The gates have seen the hints also where learners shall not: the ladder is kept apart.
    if slot.scaffold is None or slot.scaffold.hints_enabled:
        return problem
    return problem.updated(hints=())


async def _verified(bench: Bench, slot: Slot, written: _Written, number: int) -> Verified:
    async def tell(step: ProofStep) -> None:
        await bench.announce(SlotProving(slot=slot.index, attempt=number, step=step))

    draft = written.draft
    standing = await bench.variety.standing(written.known, written.others)
    fits = _check_fit(bench, slot, draft, standing)
    if not fits.ok:
        return Verified(gates=(fits,), launches=0, draft=draft)
    before = (*standing, *bench.variety.history)
    if bench.manner.proving.locked():
        await tell("waiting")
    async with bench.manner.proving:
        try:
            verified = await verify(draft, bench.sandbox, before=before, tell=tell)
        except UnavailableError:
            # The sandbox failed, not the draft: once more, in a fresh box.
            verified = await verify(draft, bench.sandbox, before=before, tell=tell)
    return replace(verified, gates=(fits, *verified.gates))


def _check_fit(
    bench: Bench, slot: Slot, draft: ProblemDraft, standing: tuple[Known, ...]
) -> GateOutcome:
    problem = draft.problem
    fits = check_slot(problem, slot)
    if not fits.ok:
        return fits
    if problem.id != problem_id(bench.request, slot.index):
        return GateOutcome(gate="slot", ok=False, evidence={"field": "id"})
    if any(other.title == problem.title for other in standing):
        return GateOutcome(gate="slot", ok=False, evidence={"field": "title", "repeats": True})
    return fits


async def _announce_gates(
    bench: Bench, slot: Slot, number: int, gates: tuple[GateOutcome, ...]
) -> None:
    for gate in gates:
        await bench.announce(
            SlotGate(
                slot=slot.index,
                attempt=number,
                gate=gate.gate,
                ok=gate.ok,
                action=gate.action,
                detail=detail(gate),
            )
        )
