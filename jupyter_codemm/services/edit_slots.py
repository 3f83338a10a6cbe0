"""Problems that are written anew: to replace one of an activity, or as one more."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from functools import partial

from jupyter_codemm.contracts.activity import Activity, GateOutcome
from jupyter_codemm.contracts.editing import MAX_PROBLEMS, AddProblem, RegenerateProblem
from jupyter_codemm.contracts.events import (
    GenerationEvent,
    SlotAttemptStarted,
    SlotFallback,
    SlotGate,
    SlotProving,
)
from jupyter_codemm.contracts.plan import Scaffold, Slot
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import UnavailableError, UnsupportedTopicError, WrongStateError
from jupyter_codemm.generation import fill_alone
from jupyter_codemm.planning import mean_mastery, scaffold
from jupyter_codemm.ports import (
    Author,
    FinishedSlot,
    GenerationRequest,
    Proposal,
    Rewrite,
    Transaction,
)
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_records import Found
from jupyter_codemm.services.edit_work import BY_HAND, Errand, Work, no_proof

INDEX = 0
OTHERS_FROM = 1000
SEED_BITS = 53


def slot_like(problem: Problem, asked: RegenerateProblem) -> Slot:
    """Return the slot that a problem fills, with what is asked otherwise."""
    return Slot(
        index=INDEX,
        language=problem.language,
        difficulty=asked.difficulty or problem.difficulty,
        topics=asked.topics or problem.topics[:2],
        style=problem.style if problem.language == "sql" else asked.style or problem.style,
        scaffold=_scaffold_of(problem),
    )


def _scaffold_of(problem: Problem) -> Scaffold | None:
    if problem.scaffold_level is None:
        return None
    return Scaffold(
        level=problem.scaffold_level,
        learning_goal=problem.learning_goal or problem.title,
        hints_enabled=bool(problem.hints),
    )


async def slot_for(ctx: Context, activity: Activity, asked: AddProblem) -> Slot:
    """Return the slot of one more problem; raises WrongStateError when there is no room."""
    count = len(activity.problems)
    if count >= MAX_PROBLEMS:
        raise WrongStateError(f"an activity has at most {MAX_PROBLEMS} problems")
    last = activity.problems[-1]
    style = asked.style or (activity.spec.problem_style if activity.spec else last.style)
    slot = Slot(
        index=INDEX,
        language=activity.language,
        difficulty=asked.difficulty,
        topics=asked.topics,
        style="stdout" if activity.language == "sql" else style,
    )
    if activity.learning_mode != "guided":
        return slot
    mastery = await ctx.profiles.mastery(activity.owner, activity.language)
    place = count if asked.position is None else min(asked.position, count)
    mean = mean_mastery(asked.topics, activity.language, mastery)
    return slot.updated(scaffold=scaffold(place, asked.topics, mean))


def check_slot_works(ctx: Context, slot: Slot) -> None:
    """Raise UnsupportedTopicError, naming what works, when no author here can fill the slot."""
    try:
        ctx.author.check((slot,))
    except UnsupportedTopicError as error:
        raise UnsupportedTopicError(error.message, where="topics") from None


def writing(slot: Slot, seed: int | None) -> Work:
    """Return the work of having a slot filled."""
    return partial(written, slot=slot, seed=fresh_seed() if seed is None else seed)


def fresh_seed() -> int:
    """Return a seed that nobody has chosen."""
    return secrets.randbits(SEED_BITS)


async def written(
    errand: Errand,
    slot: Slot,
    seed: int,
    *,
    author: Author | None = None,
    rewrite: Rewrite | None = None,
) -> Found:
    """Have a problem written and proven that is unlike every other of the activity.

    The author is the configured one if no other is named. With `rewrite` it writes a problem of the
    activity again, which may stay like itself.

    Raises UnavailableError when nobody could write it for a reason that is not the problem's.
    """
    ctx, activity = errand.ctx, errand.activity
    request = GenerationRequest(
        session_id=activity.id,
        owner=activity.owner,
        mode=activity.learning_mode,
        slots=(slot,),
        seed=seed,
        kept=await ctx.store.transact(partial(_others, activity=activity, rewrite=rewrite)),
        run_id=errand.edit.id,
        key=ctx.key,
        rewrite=rewrite,
    )
    following = _Following(errand)
    # Who takes over for an author knows nothing of what was asked of that one.
    asked_for = author is not None or rewrite is not None
    manner = replace(ctx.manner, fallback=None) if asked_for else ctx.manner
    filled = await fill_alone(
        request, slot, author or ctx.author, ctx.sandbox, announce=following, manner=manner
    )
    if isinstance(filled, FinishedSlot):
        proposal = Proposal(filled.problem, filled.verification, filled.artefacts)
        return Found(filled.verification.gates, proposal)
    if filled.cause != "refused":
        raise UnavailableError(filled.failure.reason)
    return Found(tuple(following.seen), note=filled.failure.reason)


@dataclass(slots=True)
class _Following:
    """Tells how far the writing is, and remembers what the gates said of the last attempt."""

    errand: Errand
    seen: list[GateOutcome] = field(default_factory=list)
    note: str = ""

    async def __call__(self, event: GenerationEvent) -> None:
        match event:
            case SlotAttemptStarted():
                self.seen.clear()
                self.note = f"Attempt {event.attempt} by {event.author}."
                await self.errand.tell(self.note)
            case SlotProving():
                await self.errand.tell(self.note, event.step)
            case SlotFallback():
                await self.errand.tell(f"{event.author} takes over: {event.reason}")
            case SlotGate():
                outcome = GateOutcome(gate=event.gate, ok=event.ok, evidence=_detail(event))
                self.seen.append(outcome)
            case _:
                pass


def _detail(event: SlotGate) -> dict[str, str | int | float | bool]:
    return {"detail": event.detail} if event.detail else {}


def _others(
    tx: Transaction, activity: Activity, rewrite: Rewrite | None
) -> tuple[FinishedSlot, ...]:
    """Return the activity's problems as those that a new one shall not repeat."""
    own = rewrite.problem.id if rewrite else None
    proofs = {proof.problem_id: proof for proof in activity.verifications}
    return tuple(
        replace(
            FinishedSlot(number, problem, proofs.get(problem.id) or no_proof(problem, BY_HAND)),
            artefacts=tx.artefacts.get(problem.id, problem.version),
        )
        for number, problem in enumerate(activity.problems, OTHERS_FROM)
        if problem.id != own
    )
