"""The private artefacts of a form. What is malformed among them is left out."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_codemm.authoring.llm.form import Condition, Mistake
from jupyter_codemm.authoring.llm.wording import code_of, line_of
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.problem import WrongSolution
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError

MAX_CONSTRAINTS = 24
MAX_WRONG_SOLUTIONS = 6
MAX_MISTAKE = 200


def constraints_of(conditions: Iterable[Condition]) -> tuple[InputConstraint, ...]:
    """Return the constraints that are ones."""
    found: dict[InputConstraint, None] = {}
    for condition in conditions:
        try:
            found.setdefault(InputConstraint.parse(condition.model_dump()))
        except InvalidInputError:
            continue
    return tuple(found)[:MAX_CONSTRAINTS]


def wrong_solutions_of(mistakes: Iterable[Mistake], reference: str) -> tuple[WrongSolution, ...]:
    """Return the wrong solutions, each once, that differ from the reference."""
    found: dict[str, WrongSolution] = {}
    for mistake in mistakes:
        try:
            code = code_of(mistake.code)
        except InvalidInputError:
            continue
        if code.split() != reference.split():
            words = line_of(mistake.mistake, MAX_MISTAKE)
            found.setdefault(code, WrongSolution(source=Source.single(code), mistake=words))
    return tuple(found.values())[:MAX_WRONG_SOLUTIONS]
