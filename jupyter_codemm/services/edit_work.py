"""The work on an edit: a changed problem is proven before it is proposed."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from jupyter_codemm.contracts.activity import Activity, GateOutcome, Verification
from jupyter_codemm.contracts.editing import ProblemEdit
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.gates import verify_texts
from jupyter_codemm.ports import Proposal
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_records import Found

BY_HAND = "hand"
Tell = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Errand:
    """An edit that this process works on; `tell` notes what is being done."""

    ctx: Context
    edit: ProblemEdit
    activity: Activity
    tell: Tell


Work = Callable[[Errand], Awaitable[Found]]


async def reworded(errand: Errand, before: Problem, after: Problem) -> Found:
    """Prove a problem whose text alone has changed."""
    started = time.monotonic()
    sandbox = errand.ctx.sandbox
    verified = await verify_texts(after, sandbox, starter=after.starter != before.starter)
    refused = verified.rejection
    if refused is not None:
        return refusal(verified.gates, refused)
    earlier = _earlier(errand.activity, before.id)
    proof = Verification(
        problem_id=after.id,
        gates=_renewed(earlier.gates if earlier else (), verified.gates),
        attempts=1,
        author=earlier.author if earlier else BY_HAND,
        sandbox_launches=verified.launches,
        elapsed_ms=round((time.monotonic() - started) * 1000),
        tier=sandbox.tier,
    )
    return Found(verified.gates, Proposal(after, proof))


def refusal(gates: tuple[GateOutcome, ...], refused: GateOutcome) -> Found:
    """Return what a refused change came to, in words that name the gate and what it saw."""
    seen = "; ".join(f"{key}: {value}" for key, value in refused.evidence.items())
    note = f"The gate “{refused.gate}” refuses the changed problem"
    return Found(gates, note=f"{note} ({seen})." if seen else f"{note}.")


def no_proof(problem: Problem, author: str) -> Verification:
    """Return the record of a problem of which nothing was proven."""
    return Verification(
        problem_id=problem.id,
        gates=(),
        attempts=1,
        author=author,
        sandbox_launches=0,
        elapsed_ms=0,
        tier="none",
    )


def _earlier(activity: Activity, problem_id: str) -> Verification | None:
    return next((v for v in activity.verifications if v.problem_id == problem_id), None)


def _renewed(
    before: tuple[GateOutcome, ...], after: tuple[GateOutcome, ...]
) -> tuple[GateOutcome, ...]:
    """Return the earlier outcomes, those of gates that were run again replaced."""
    fresh = {gate.gate: gate for gate in after}
    kept = tuple(fresh.pop(gate.gate, gate) for gate in before)
    return (*kept, *fresh.values())
