"""A change that an author made field by field → the work of proving it."""

from __future__ import annotations

import asyncio
from functools import partial

from jupyter_codemm.contracts.editing import EditProblem, ProblemChanges
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_changes import changed, more_than_text
from jupyter_codemm.services.edit_references import drafted_again, kept_of, solved
from jupyter_codemm.services.edit_work import Work, proven, reworded


async def by_hand(ctx: Context, owner: str, before: Problem, asked: EditProblem) -> Work:
    """Return how the change is proven.

    Text alone needs no reference. Anything else needs one, the author's own or the built-in
    author's made again: raises InvalidInputError when there is neither, and for what is no problem.
    """
    after = await asyncio.to_thread(changed, before, asked.changes or ProblemChanges())
    kept = await ctx.store.transact(partial(kept_of, problem=before, owner=owner))
    again = await asyncio.to_thread(drafted_again, kept)
    if asked.reference is None and not more_than_text(before, after):
        return partial(reworded, before=before, after=after, kept=kept, again=again)
    draft = solved(before, after, asked.reference, again, kept)
    return partial(proven, before=before, draft=draft)
