"""What the tests of the built-in families share."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.families import FAMILIES
from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.contracts.base import Language, ProblemStyle

NAMED: dict[str, FunctionFamily | ClassFamily] = {
    family.name: family for family in FAMILIES if isinstance(family, (FunctionFamily, ClassFamily))
}


def request_for(
    family: FunctionFamily | ClassFamily,
    seed: int,
    *,
    language: Language = "python",
    style: ProblemStyle = "return",
) -> FamilyRequest:
    return FamilyRequest(
        problem_id="p1",
        language=language,
        difficulty=min(family.difficulties),
        style=style,
        topics=(min(family.topics),),
        seed=seed,
    )
