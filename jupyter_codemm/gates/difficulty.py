"""The gate on difficulty: how large and involved the reference is, against what the problem says.

The label may be one step off; it is refused where it is two steps off, and warned of between.
Limits come from the built-in families, whose authors set the difficulty by hand.
"""

from __future__ import annotations

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.artefacts import Features
from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.traits import Traits, traits_of

# The scores that belong to each difficulty: they overlap on purpose.
_BANDS: dict[Difficulty, tuple[float, float]] = {
    "easy": (0, 10),
    "medium": (5, 15),
    "hard": (7, float("inf")),
}
_QUERY_BANDS: dict[Difficulty, tuple[float, float]] = {
    "easy": (0, 5),
    "medium": (2.5, 9),
    "hard": (4, float("inf")),
}
# Reading and printing is no part of the difficulty, and in such programs it is this much.
_OWN_SHARE = {"return": 1.0, "mixed": 0.85, "stdout": 0.65}
_STATEMENT = 0.25
_RECURSION = 2.0
_QUERY_WEIGHTS = {
    "join": 1.0, "outer": 0.5, "window": 2.0, "cte": 1.5, "subquery": 1.5, "group": 1.0,
    "having": 1.0, "order": 0.5, "and": 0.5, "distinct": 0.5, "null": 0.5, "compound": 1.0,
    "choice": 1.0, "filter": 0.5, "change": 0.5,
}  # fmt: skip


def features(draft: ProblemDraft) -> Features:
    """Return how large and involved the reference is, empty where it cannot be read.

    Of queries the cyclomatic number counts conditions, and the nesting queries in queries.
    """
    traits = traits_of(draft)
    if traits is None:
        return Features()
    return Features(
        cyclomatic=traits.decisions + 1,
        statements=traits.statements,
        nesting=traits.nesting,
        recursion=traits.is_recursive,
        helpers=traits.helpers,
        score=round(score(draft.problem, traits), 2),
    )


def score(problem: Problem, traits: Traits) -> float:
    """Return one number for the difficulty of a reference, the larger the harder."""
    topics = len(problem.topics) - 1
    if problem.language == "sql":
        clauses = sum(traits.uses[use] * weight for use, weight in _QUERY_WEIGHTS.items())
        return clauses + topics
    parts = (
        traits.decisions
        + _STATEMENT * traits.statements
        + max(0, traits.nesting - 1)
        + _RECURSION * traits.is_recursive
        + (traits.helpers > 0 or problem.kind == "class")
    )
    return parts * _OWN_SHARE[problem.style] + topics


def check_difficulty(draft: ProblemDraft) -> GateOutcome:
    """Refuse a problem that is two steps easier or harder than it says, warn of a single step."""
    problem, found = draft.problem, features(draft)
    if found.score is None:
        return GateOutcome(gate="difficulty", ok=True, action="warned", evidence={"read": False})
    bands = _QUERY_BANDS if problem.language == "sql" else _BANDS
    fitting = [name for name, (low, high) in bands.items() if low <= found.score <= high]
    evidence: dict[str, str | int | float | bool] = {
        "asked": problem.difficulty,
        "score": found.score,
        "fits": ", ".join(fitting),
    }
    asked = DIFFICULTIES.index(problem.difficulty)
    steps = min(abs(asked - DIFFICULTIES.index(name)) for name in fitting)
    return GateOutcome(
        gate="difficulty",
        ok=steps <= 1,
        action="warned" if steps == 1 else "none",
        evidence=evidence,
    )
