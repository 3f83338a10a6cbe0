"""One slot: draft, gates, repair, and what is kept of it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.activity import GateOutcome, Verification
from jupyter_codemm.contracts.events import (
    SlotAttemptStarted,
    SlotCompleted,
    SlotFailed,
    SlotGate,
    SlotStarted,
)
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.session import SlotFailure
from jupyter_codemm.errors import InvalidInputError, UnavailableError, UnsupportedTopicError
from jupyter_codemm.gates import Verified, check_slot, verify
from jupyter_codemm.generation.seeds import problem_id, slot_seed
from jupyter_codemm.generation.variety import Variety
from jupyter_codemm.ports import (
    Account,
    Announce,
    Author,
    DraftRequest,
    Feedback,
    FinishedSlot,
    GenerationRequest,
    Sandbox,
)

MAX_ATTEMPTS = 3
PRIVATE_EVIDENCE = frozenset({"input", "claimed", "got"})
REASON_LENGTH = 300

Keep = Callable[[FinishedSlot], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Bench:
    """What every slot of one run works with."""

    request: GenerationRequest
    author: Author
    sandbox: Sandbox
    announce: Announce
    keep: Keep
    variety: Variety


@dataclass(slots=True)
class Tale:
    """What the attempts at one slot have cost, and the draft that the last one refused.

    It ends with the slot: nothing of a refused draft outlives it.
    """

    calls: list[ModelCall] = field(default_factory=list)
    rejected: ProblemDraft | None = None


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why a slot cannot be tried again."""

    reason: str


async def fill(bench: Bench, slot: Slot) -> FinishedSlot | SlotFailure:
    """Return the proven problem of a slot, stored and announced, or why there is none.

    Raises MissingToolError when the toolchain of the slot's language is not there.
    """
    await bench.announce(
        SlotStarted(
            slot=slot.index,
            language=slot.language,
            difficulty=slot.difficulty,
            topics=slot.topics,
        )
    )
    try:
        await bench.variety.turn(slot.index)
        result = await _attempts(bench, slot)
    finally:
        bench.variety.passed(slot.index)
    if isinstance(result, SlotFailure):
        await bench.announce(
            SlotFailed(slot=slot.index, attempts=result.attempts, reason=result.reason)
        )
    return result


async def _attempts(bench: Bench, slot: Slot) -> FinishedSlot | SlotFailure:
    feedback: tuple[Feedback, ...] = ()
    tale = Tale()
    for attempt in range(1, MAX_ATTEMPTS + 1):
        await bench.announce(
            SlotAttemptStarted(slot=slot.index, attempt=attempt, author=bench.author.name)
        )
        result = await _attempt(bench, slot, attempt, feedback, tale)
        match result:
            case FinishedSlot():
                await _finish(bench, result)
                return result
            case GivenUp():
                return _failure(slot, attempt, result.reason, tale)
            case Feedback():
                feedback = (*feedback, result)
    reasons = ", ".join(dict.fromkeys(item.gate for item in feedback))
    reason = f"no draft passed in {MAX_ATTEMPTS} attempts; refused by: {reasons}"
    return _failure(slot, MAX_ATTEMPTS, reason, tale)


def _failure(slot: Slot, attempts: int, reason: str, tale: Tale) -> SlotFailure:
    calls = tuple(tale.calls)
    return SlotFailure(slot=slot.index, attempts=attempts, reason=reason, calls=calls)


async def _attempt(
    bench: Bench, slot: Slot, attempt: int, feedback: tuple[Feedback, ...], tale: Tale
) -> FinishedSlot | GivenUp | Feedback:
    started = time.monotonic()
    draft = await _drafted(bench, slot, attempt, feedback, tale)
    if not isinstance(draft, ProblemDraft):
        return draft
    try:
        verified = await _verified(bench, slot, draft)
    except UnavailableError as error:
        return GivenUp(error.message[:REASON_LENGTH])
    await _announce_gates(bench, slot, attempt, verified.gates)
    refused = verified.rejection
    if refused is not None:
        tale.rejected = draft
        return Feedback(attempt=attempt, gate=refused.gate, evidence=refused.evidence)
    verification = Verification(
        problem_id=draft.problem.id,
        gates=verified.gates,
        attempts=attempt,
        author=bench.author.name,
        sandbox_launches=verified.launches,
        elapsed_ms=round((time.monotonic() - started) * 1000),
        tier=bench.sandbox.tier,
        calls=tuple(tale.calls),
    )
    # Only the problem goes on: the reference ends with this function.
    return FinishedSlot(slot=slot.index, problem=draft.problem, verification=verification)


async def _drafted(
    bench: Bench, slot: Slot, attempt: int, feedback: tuple[Feedback, ...], tale: Tale
) -> ProblemDraft | GivenUp | Feedback:
    request = DraftRequest(
        slot=slot,
        problem_id=problem_id(bench.request, slot.index),
        seed=slot_seed(bench.request.seed, slot.index, attempt),
        avoid=bench.variety.used(slot.index),
        feedback=feedback,
        rejected=tale.rejected,
        instructions=bench.request.instructions,
        course=bench.request.course,
        account=Account(bench.request.owner, bench.request.session_id),
        note=tale.calls.append,
    )
    tale.rejected = None
    try:
        draft = _as_served(await bench.author.draft(request), slot)
    except (UnsupportedTopicError, UnavailableError) as error:
        return GivenUp(error.message[:REASON_LENGTH])
    except InvalidInputError as error:
        # The message may quote the model: it goes back to the author and nowhere else.
        await _announce_gates(bench, slot, attempt, (GateOutcome(gate="draft", ok=False),))
        evidence = {"where": error.where, "message": error.message[:REASON_LENGTH]}
        return Feedback(attempt=attempt, gate="draft", evidence=evidence)
    bench.variety.note(slot.index, draft)
    return draft


def _as_served(draft: ProblemDraft, slot: Slot) -> ProblemDraft:
    if slot.scaffold is None:
        return draft
    draft = scaffolded(draft, slot.scaffold.level)
    changes: dict[str, object] = {"learning_goal": slot.scaffold.learning_goal}
    if not slot.scaffold.hints_enabled:
        changes["hints"] = ()
    return draft.model_copy(update={"problem": draft.problem.updated(**changes)})


async def _verified(bench: Bench, slot: Slot, draft: ProblemDraft) -> Verified:
    fits = _check_fit(bench, slot, draft)
    if not fits.ok:
        return Verified(gates=(fits,), launches=0)
    try:
        verified = await verify(draft, bench.sandbox)
    except UnavailableError:
        # The sandbox failed, not the draft: once more, in a fresh box.
        verified = await verify(draft, bench.sandbox)
    return Verified(gates=(fits, *verified.gates), launches=verified.launches)


def _check_fit(bench: Bench, slot: Slot, draft: ProblemDraft) -> GateOutcome:
    fits = check_slot(draft.problem, slot)
    if not fits.ok:
        return fits
    if draft.problem.id != problem_id(bench.request, slot.index):
        return GateOutcome(gate="slot", ok=False, evidence={"field": "id"})
    if bench.variety.repeats(slot.index):
        return GateOutcome(gate="slot", ok=False, evidence={"field": "title", "repeats": True})
    return fits


async def _announce_gates(
    bench: Bench, slot: Slot, attempt: int, gates: tuple[GateOutcome, ...]
) -> None:
    for gate in gates:
        shown = (f"{k}={v}" for k, v in gate.evidence.items() if k not in PRIVATE_EVIDENCE)
        await bench.announce(
            SlotGate(
                slot=slot.index,
                attempt=attempt,
                gate=gate.gate,
                ok=gate.ok,
                detail=", ".join(shown),
            )
        )


async def _finish(bench: Bench, finished: FinishedSlot) -> None:
    await bench.keep(finished)
    await bench.announce(
        SlotCompleted(
            slot=finished.slot, problem_id=finished.problem.id, title=finished.problem.title
        )
    )
