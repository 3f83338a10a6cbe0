"""The starter of a problem whose given one is right here and there by chance."""

from __future__ import annotations

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.gates.public_texts import public_code
from jupyter_codemm.syntax.tokens import code_tokens

PLACEHOLDER = 12
"""The most tokens by which a starter that only returns something is longer than one that raises."""


def raising_instead(problem: Problem) -> Problem | None:
    """Return the problem with the starter that follows from its signature: it raises.

    None where that would lose something: the given one is a scaffold, holds more than a
    placeholder, or is that very starter.
    """
    if problem.signature is None or problem.scaffold_level is not None:
        return None
    given, plain = (
        code_tokens(code, problem.language) for code in (problem.starter, public_code(problem))
    )
    if given == plain or len(given) > len(plain) + PLACEHOLDER:
        return None
    return problem.updated(starter=public_code(problem))
