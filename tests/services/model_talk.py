"""Asking in a school that has models, and deciding about them."""

from __future__ import annotations

from jupyter_codemm.contracts.class_models import ClassModelsChange
from jupyter_codemm.contracts.query import QueryRequest
from jupyter_codemm.contracts.solving import HintReply, HintRequest
from jupyter_codemm.services import class_models, hint_wording
from jupyter_codemm.services.asking import Questions
from jupyter_codemm.services.budgets import Price
from jupyter_codemm.services.entitlement import Caller
from tests.fakes.shelf import Shelved
from tests.services.schools import EVE, School

ROOT = Caller("root", acts_as_staff=True)
KEY = "sk-of-the-class"
QUESTION = QueryRequest(text="What is a loop in Python?", problem_id="p-1")
CHEAP = {"m1": Price(1.0, 1.0), "m2": Price(1.0, 1.0)}


async def decide(school: School, shelved: Shelved, **terms):
    return await class_models.change(shelved.ctx, EVE, school.class_id, ClassModelsChange(**terms))


async def worded(ctx, user: str, key: str | None) -> str | None:
    """Return what a wording came to, None when there is none."""
    if key is None:
        return None
    return [event async for event in ctx.wordings.follow(user, key)][-1].text


async def hinted(shelved: Shelved, user: str = "ada") -> tuple[HintReply, str | None]:
    hint = await hint_wording.hint(shelved.ctx, user, HintRequest(problem_id="p-1"))
    return hint, await worded(shelved.ctx, user, hint.wording)


async def answered(shelved: Shelved, user: str = "ada") -> str | None:
    query = await Questions(shelved.ctx).ask(user, QUESTION)
    assert query.status == "completed"
    return await worded(shelved.ctx, user, query.wording)
