"""The leak gate for when the reference is gone: what was kept of it recognises quotations."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.gates.recognising import likeness_of_code, longest_known_run
from jupyter_codemm.syntax.undressing import spellings

LEAKING_STARTER = 0.20
"""From this likeness on, a starter that should hold no solution is taken for a renamed copy of it.

Of starters only: programs that solve the task in their own way are often more alike than that.
"""


def check_known_leak(problem: Problem, artefacts: ProblemArtefacts, key: bytes) -> GateOutcome:
    """Refuse a problem one of whose texts, in any dress, quotes the artefacts' reference.

    Warns where too little was kept to tell. Raises UnavailableError for another key than theirs.
    """
    evidence: dict[str, str | int | float | bool] = {"by": "sketch"}
    for where, text in _texts(problem):
        run = max(longest_known_run(one, artefacts, key) for one in spellings(text))
        if run:
            found = evidence | {"where": where, "run": run}
            return GateOutcome(gate="leak", ok=False, evidence=found)
    if problem.scaffold_level is None:
        likeness = (likeness_of_code(one, artefacts, key) for one in spellings(problem.starter))
        score = round(max(likeness), 2)
        if score >= LEAKING_STARTER:
            found = evidence | {"where": "starter", "score": score}
            return GateOutcome(gate="leak", ok=False, evidence=found)
    small = artefacts.leak_sketch.forbids_code
    return GateOutcome(
        gate="leak", ok=True, action="warned" if small else "none", evidence=evidence
    )


def _texts(problem: Problem) -> Iterator[tuple[str, str]]:
    yield "title", problem.title
    yield "statement", problem.statement
    yield "learning_goal", problem.learning_goal or ""
    yield "starter", problem.starter
    for hint in problem.hints:
        yield f"hint_{hint.level}", hint.text
