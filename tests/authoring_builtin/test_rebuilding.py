"""From family and seed the built-in author makes the very same draft again."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.rebuilding import rebuilt
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.ports import DraftRequest

SLOTS = [
    ("python", "return", ("loops",), "easy"),
    ("python", "stdout", ("strings",), "medium"),
    ("java", "mixed", ("loops", "conditionals"), "easy"),
    ("cpp", "return", ("classes",), "medium"),
    ("sql", "stdout", ("joins",), "easy"),
]


def drafted(language, style, topics, difficulty, seed):
    slot = Slot(index=0, language=language, difficulty=difficulty, topics=topics, style=style)
    return asyncio.run(BuiltinAuthor().draft(DraftRequest(slot=slot, problem_id="p-1", seed=seed)))


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_draft_comes_back(slot, seed):
    draft = drafted(*slot, seed)
    again = rebuilt(draft.problem, draft.family, draft.seed)
    assert again == draft


def test_what_no_family_made_is_not_made_again():
    draft = drafted(*SLOTS[0], 1)
    assert rebuilt(draft.problem, "no such family", 1) is None
    assert rebuilt(draft.problem.updated(topics=("recursion",)), draft.family, draft.seed) is None
    renamed = draft.problem.signature.updated(name="other_name")
    assert rebuilt(draft.problem.updated(signature=renamed), draft.family, draft.seed) is None
