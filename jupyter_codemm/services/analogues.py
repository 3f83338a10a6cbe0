"""The last hint of a problem: a task that is built like it, told in words."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.analogues import analogues
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.gates.likeness import STATEMENT_LIMIT, statement_likeness
from jupyter_codemm.gates.recognising import longest_known_run

LONGEST = 2800
STEPS = "Its steps: {steps}."


def analogue(problem: Problem, artefacts: ProblemArtefacts | None, key: bytes | None) -> str:
    """Return the statement of a task like a problem, and its steps; nothing where none will do.

    It tells another story than the problem, and quotes nothing of the problem's solution. Its
    numbers are its own: a hidden value may be among them, and nothing says which.
    """
    family = None if artefacts is None else artefacts.family
    seed = None if artefacts is None else artefacts.seed
    try:
        for draft in analogues(problem, family, seed):
            told = _told(draft)
            if _is_other(problem, draft.problem) and not _quotes(told, artefacts, key):
                return told
    except CodemmError:
        return ""  # artefacts of another installation, or a family that is not what it was
    return ""


def _is_other(problem: Problem, other: Problem) -> bool:
    return (
        other.title != problem.title
        and _name(other) != _name(problem)
        and len(other.statement) <= LONGEST
        and statement_likeness(problem.statement, other.statement) < STATEMENT_LIMIT
    )


def _quotes(text: str, artefacts: ProblemArtefacts | None, key: bytes | None) -> bool:
    if artefacts is None:
        return False
    return key is None or longest_known_run(text, artefacts, key) > 0


def _name(problem: Problem) -> str:
    return problem.signature.name if problem.signature else problem.title


def _told(draft: ProblemDraft) -> str:
    steps = "; ".join(f"{n}) {goal.rstrip('.')}" for n, goal in enumerate(draft.goals, 1))
    told = f"{draft.problem.title}\n\n{draft.problem.statement}"
    whole = f"{told}\n\n{STEPS.format(steps=steps)}" if steps else told
    return whole if len(whole) <= LONGEST else told
