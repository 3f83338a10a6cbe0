"""What is handed to a learner who asks for everything that is stored of them."""

from __future__ import annotations

import asyncio
import json

from jupyter_codemm.contracts.editing import ProblemEdit
from jupyter_codemm.ports import Account, Charge, Spent
from jupyter_codemm.services.exporting import export
from tests.fakes.contexts import OWNER, make_context
from tests.store.engines import new_store
from tests.store.records import NOON, activity


def test_the_wishes_for_changes_are_ones_own_and_tell_of_no_test():
    ctx = make_context(new_store())

    def edit(name: str, owner: str, instruction: str) -> ProblemEdit:
        about = {"activity_id": "a1", "problem_id": "p1", "kind": "instruction", "version": 1}
        return ProblemEdit(id=name, owner=owner, instruction=instruction, created_at=NOON, **about)

    def fill(tx) -> None:
        tx.activities.add(activity(owner=OWNER))
        tx.edits.add(edit("e1", OWNER, "Make it about trains"))
        tx.edits.add(edit("e2", "eve", "Make it harder"))

    asyncio.run(ctx.store.transact(fill))
    whole = json.loads(asyncio.run(export(ctx, OWNER, "json")).content)
    (told,) = whole["edits"]
    assert (told["id"], told["instruction"]) == ("e1", "Make it about trains")
    assert not {"diff", "problem", "gates", "verification"} & set(told)


def test_what_is_deleted_and_what_models_took_is_told_too():
    ctx = make_context(new_store())

    def fill(tx) -> None:
        tx.activities.add(activity("a1", owner=OWNER))
        tx.activities.add(activity("a2", owner=OWNER, problems=("p2",)))
        tx.activities.delete("a2", OWNER)
        for name, user in (("c1", OWNER), ("c2", "eve")):
            tx.spending.reserve(Charge(name, Account(user, "a1"), NOON, Spent(9, 2)))

    asyncio.run(ctx.store.transact(fill))
    whole = json.loads(asyncio.run(export(ctx, OWNER, "json")).content)
    assert [line["id"] for line in whole["activities"]] == ["a1"]
    assert [line["id"] for line in whole["deleted_activities"]] == ["a2"]
    (told,) = whole["model_calls"]
    assert (told["about"], told["counted_tokens"], told["call"]) == ("a1", 9, None)
