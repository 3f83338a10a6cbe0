"""Tasks that are built like a given one, for whoever is stuck on that: other story, other rules."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from jupyter_codemm.authoring.builtin.catalogue import families_for
from jupyter_codemm.authoring.builtin.family import Family
from jupyter_codemm.authoring.builtin.rebuilding import family_of, topics_of, variant
from jupyter_codemm.contracts.problem import Problem, ProblemDraft

OF_ONE_FAMILY = 8
MOST_FAMILIES = 3
_SEED_BYTES = 6


def analogues(problem: Problem, family: str | None, seed: int | None) -> Iterator[ProblemDraft]:
    """Yield other tasks on a problem's topics, those of its own family first.

    `family` and `seed` say how the built-in author made the problem, if it did. The same problem
    gives the same tasks. Nothing comes where no family knows the topics.
    """
    topics = topics_of(problem)
    if not topics:
        return
    own = family_of(problem, family)
    others = families_for(problem.language, topics[:1], problem.difficulty, problem.style)
    first = [] if own is None else [own]
    for found in [*first, *(one for one in others if one is not own)][:MOST_FAMILIES]:
        for number in range(OF_ONE_FAMILY):
            other = _seed(problem, found, number)
            if other != seed:
                yield variant(problem, found, topics if found is own else topics[:1], other)


def _seed(problem: Problem, family: Family, number: int) -> int:
    told = f"{problem.id}:{problem.version}:{family.name}:{number}"
    return int.from_bytes(sha256(told.encode()).digest()[:_SEED_BYTES])
