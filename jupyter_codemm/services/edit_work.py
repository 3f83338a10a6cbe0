"""The work on an edit: a changed problem is proven before it is proposed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.activity import Activity, GateOutcome, Verification
from jupyter_codemm.contracts.editing import ProblemEdit
from jupyter_codemm.contracts.events import ProofStep
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates import (
    Findings,
    check_known_leak,
    check_leak,
    verify_kept,
    verify_texts,
)
from jupyter_codemm.generation import public, remains
from jupyter_codemm.ports import Proposal
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_records import MIN_TESTS, Found
from jupyter_codemm.services.edit_references import Kept

BY_HAND = "hand"


class Tell(Protocol):
    """Notes what is being done with an edit, and what is being proven of it."""

    async def __call__(self, note: str, step: ProofStep | None = None) -> None:
        """Note it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """An edit that this process works on; `tell` notes what is being done."""

    ctx: Context
    edit: ProblemEdit
    activity: Activity
    tell: Tell


Work = Callable[[Errand], Awaitable[Found]]


async def reworded(
    errand: Errand, before: Problem, after: Problem, kept: Kept, again: ProblemDraft | None
) -> Found:
    """Prove a problem whose text alone has changed; what is known of its reference is looked at."""
    started = time.monotonic()
    ctx = errand.ctx
    leak = await asyncio.to_thread(_leak, after, kept, again, ctx.key)
    starter = after.starter != before.starter
    findings = await verify_texts(after, ctx.sandbox, leak, starter=starter)
    if findings.rejection is not None:
        return refusal(findings)
    earlier = _earlier(errand.activity, before.id) or no_proof(after, BY_HAND)
    proof = _proof(errand, after, findings, started).updated(
        gates=_renewed(earlier.gates, findings.gates),
        author=earlier.author,
        instead_of=earlier.instead_of,
        proof=earlier.proof,
    )
    return Found(findings.gates, Proposal(after, proof))


async def proven(errand: Errand, before: Problem, draft: ProblemDraft) -> Found:
    """Prove a problem whose tests or behaviour have changed, by a reference that ends here."""
    started = time.monotonic()
    ctx, after = errand.ctx, draft.problem
    if after.signature != before.signature and after.scaffold_level is not None:
        draft = await asyncio.to_thread(scaffolded, draft, after.scaffold_level)
    least = MIN_TESTS if errand.activity.state == "published" else 1
    findings = _told(await verify_kept(draft, ctx.sandbox, least=least))
    if findings.rejection is not None:
        return refusal(findings)
    judged_alike = (after.tests, after.signature, after.checker) == (
        before.tests,
        before.signature,
        before.checker,
    )
    # What was kept of the earlier reference stays right as long as the tests do.
    kept = None if judged_alike else await remains(draft, None, ctx.key)
    proof = _proof(errand, draft.problem, findings, started)
    return Found(findings.gates, Proposal(draft.problem, proof, kept))


def _leak(
    problem: Problem, kept: Kept, again: ProblemDraft | None, key: bytes | None
) -> GateOutcome | None:
    """Measure a problem's texts against its reference, or what is kept of it; None if neither."""
    if again is not None:
        return check_leak(again.model_copy(update={"problem": problem}))
    if kept.artefacts is None or key is None:
        return None
    return check_known_leak(problem, kept.artefacts, key)


def _told(findings: Findings) -> Findings:
    """Return the findings without what gates quote of a reference."""
    return replace(findings, gates=tuple(public(gate) for gate in findings.gates))


def _proof(errand: Errand, problem: Problem, findings: Findings, started: float) -> Verification:
    return Verification(
        problem_id=problem.id,
        gates=findings.gates,
        attempts=1,
        author=BY_HAND,
        sandbox_launches=findings.launches,
        elapsed_ms=round((time.monotonic() - started) * 1000),
        tier=errand.ctx.sandbox.tier,
    )


def refusal(findings: Findings) -> Found:
    """Return what a refused change came to, in words that name the gate and what it saw."""
    refused = findings.rejection
    if refused is None:
        return Found(findings.gates)
    seen = "; ".join(f"{key}: {value}" for key, value in refused.evidence.items())
    note = f"The gate “{refused.gate}” refuses the changed problem"
    return Found(findings.gates, note=f"{note} ({seen})." if seen else f"{note}.")


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
