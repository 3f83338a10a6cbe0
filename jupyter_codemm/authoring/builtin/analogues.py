"""Tasks that are built like a given one, for whoever is stuck on that: other story, other rules."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES, families_for
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.planning.topics import canonical

OF_ONE_FAMILY = 8
MOST_FAMILIES = 3
_SEED_BYTES = 6


def analogues(problem: Problem, family: str | None, seed: int | None) -> Iterator[ProblemDraft]:
    """Yield other tasks on a problem's topics, those of its own family first.

    `family` and `seed` say how the built-in author made the problem, if it did. The same problem
    gives the same tasks. Nothing comes where no family knows the topics.
    """
    names = [canonical(topic, problem.language) for topic in problem.topics]
    topics = tuple(dict.fromkeys(name for name in names if name is not None))
    if not topics:
        return
    own = [one for one in ALL_FAMILIES if one.name == family and _fits(one, problem, topics)]
    others = families_for(problem.language, topics[:1], problem.difficulty, problem.style)
    for found in [*own, *(one for one in others if one not in own)][:MOST_FAMILIES]:
        for number in range(OF_ONE_FAMILY):
            other = _seed(problem, found, number)
            if other != seed:
                yield found.draft(
                    FamilyRequest(
                        problem_id=problem.id,
                        language=problem.language,
                        difficulty=problem.difficulty,
                        style=problem.style,
                        topics=topics if found in own else topics[:1],
                        seed=other,
                    )
                )


def _fits(family: Family, problem: Problem, topics: tuple[str, ...]) -> bool:
    return (
        problem.language in family.languages
        and problem.difficulty in family.difficulties
        and problem.style in family.styles
        and family.topics.issuperset(topics)
    )


def _seed(problem: Problem, family: Family, number: int) -> int:
    told = f"{problem.id}:{problem.version}:{family.name}:{number}"
    return int.from_bytes(sha256(told.encode()).digest()[:_SEED_BYTES])
