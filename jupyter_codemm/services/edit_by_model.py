"""Following an instruction with a model: other words where they do, else the problem anew."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from jupyter_codemm.authoring.llm import reword
from jupyter_codemm.contracts.editing import ProblemChanges, RegenerateProblem
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import LLM, Account, DraftRequest, Proposal, Rewrite
from jupyter_codemm.services.edit_changes import changed
from jupyter_codemm.services.edit_records import Found
from jupyter_codemm.services.edit_references import Kept
from jupyter_codemm.services.edit_slots import fresh_seed, slot_like, written
from jupyter_codemm.services.edit_work import Errand, reworded

TRIES = 2


async def by_model(
    errand: Errand, llm: LLM, rewrite: Rewrite, kept: Kept, again: ProblemDraft | None
) -> Found:
    """Return what a model makes of an instruction, proven like every other change.

    Texts that a gate refuses are asked for once more. When the instruction asks for another task,
    the problem is written anew, with a reference of its own, and stays the same problem by its id.
    Raises InvalidInputError when the model does not follow, and UnavailableError.
    """
    before = rewrite.problem
    calls: list[ModelCall] = []
    request = DraftRequest(
        slot=slot_like(before, RegenerateProblem()),
        problem_id=before.id,
        seed=0,
        account=Account(errand.edit.owner, errand.activity.id),
        note=calls.append,
    )
    found, complaint = Found(()), ""
    for _ in range(TRIES):
        await errand.tell(f"{llm.name} reads the instruction.")
        changes = await reword(llm, request, rewrite, complaint)
        if changes is None:
            return await _anew(errand, rewrite, calls)
        after = await asyncio.to_thread(changed, before, _new(rewrite, changes))
        found = await reworded(errand, before, after, kept, again)
        if found.proposal is not None:
            return _with_calls(found, calls)
        complaint = found.note
    return found


def _new(rewrite: Rewrite, changes: ProblemChanges) -> ProblemChanges:
    """Return what the model really changed; raises InvalidInputError when that is nothing."""
    before = rewrite.problem
    same = {name: None for name, value in changes if value == getattr(before, name)}
    fresh = changes.model_copy(update=same)
    if not fresh.model_dump(exclude_none=True):
        raise InvalidInputError(
            "The model found nothing to change by this instruction; say it in other words.",
            where="instruction",
        )
    return fresh


async def _anew(errand: Errand, rewrite: Rewrite, calls: list[ModelCall]) -> Found:
    slot = slot_like(rewrite.problem, RegenerateProblem())
    found = await written(errand, slot, fresh_seed(), rewrite=rewrite)
    if found.proposal is None:
        return found
    proposal = await asyncio.to_thread(next_version, rewrite.problem, found.proposal)
    return _with_calls(replace(found, proposal=proposal), calls)


def _with_calls(found: Found, calls: list[ModelCall]) -> Found:
    proposal = found.proposal
    if proposal is None:
        return found
    proof = proposal.verification
    counted = proof.updated(calls=(*calls, *proof.calls))
    return replace(found, proposal=replace(proposal, verification=counted))


def next_version(before: Problem, proposal: Proposal) -> Proposal:
    """Return a proposal that is the next version of a problem, under its id."""
    version = before.version + 1
    kept = proposal.artefacts
    return Proposal(
        problem=proposal.problem.updated(id=before.id, version=version),
        verification=proposal.verification.updated(problem_id=before.id),
        artefacts=kept and kept.updated(problem_id=before.id, problem_version=version),
    )
