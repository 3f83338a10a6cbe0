"""A change asked for in words → the work of making and proving it, with a model or without."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.same_family import SameFamilyAuthor
from jupyter_codemm.contracts.editing import RegenerateProblem
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.ports import Rewrite
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_by_model import by_model, next_version
from jupyter_codemm.services.edit_records import Found
from jupyter_codemm.services.edit_references import Kept, drafted_again, kept_of
from jupyter_codemm.services.edit_slots import fresh_seed, slot_like, written
from jupyter_codemm.services.edit_wishes import understood
from jupyter_codemm.services.edit_work import Errand, Work

NO_MODEL = (
    "no model is configured that could follow an instruction. Without one, a problem of the "
    "built-in author can be made harder or easier or get another story; every problem can be "
    "written anew, and its fields can be changed by hand"
)


async def in_words(ctx: Context, owner: str, before: Problem, instruction: str) -> Work:
    """Return how an instruction is followed.

    Raises MissingToolError, saying what works, when it takes a model and there is none, and
    InvalidInputError for a wish that cannot be met.
    """
    kept = await ctx.store.transact(partial(kept_of, problem=before, owner=owner))
    if ctx.llm is None:
        return _without_model(before, instruction, kept)
    again = await asyncio.to_thread(drafted_again, kept)
    return partial(
        by_model, llm=ctx.llm, rewrite=Rewrite(before, instruction), kept=kept, again=again
    )


def _without_model(before: Problem, instruction: str, kept: Kept) -> Work:
    wish = understood(instruction)
    family = kept.artefacts.family if kept.artefacts else None
    if wish is None or family is None:
        raise MissingToolError(NO_MODEL, where="instruction")
    asked = RegenerateProblem(difficulty=wish.difficulty(before.difficulty))
    slot = slot_like(before, asked)
    author = SameFamilyAuthor(family, BuiltinAuthor())
    author.check((slot,))
    return partial(
        _told_otherwise,
        before=before,
        work=partial(written, slot=slot, seed=fresh_seed(), author=author),
    )


async def _told_otherwise(errand: Errand, before: Problem, work: Work) -> Found:
    found = await work(errand)
    if found.proposal is None:
        return found
    return replace(found, proposal=await asyncio.to_thread(next_version, before, found.proposal))
