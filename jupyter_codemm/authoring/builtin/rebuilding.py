"""The built-in author's drafts again, from what is kept of them: the family and the seed."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.planning.topics import canonical


def rebuilt(problem: Problem, family: str, seed: int) -> ProblemDraft | None:
    """Return the draft that a problem was made from; None when the family is not as it was.

    `problem` is the version that the family made. Whether the draft's reference still solves it is
    for the gates to say.
    """
    found = family_of(problem, family)
    if found is None:
        return None
    draft = variant(problem, found, topics_of(problem), seed)
    return draft if draft.problem.signature == problem.signature else None


def topics_of(problem: Problem) -> tuple[str, ...]:
    """Return the canonical names of a problem's topics, without those that have none."""
    names = [canonical(topic, problem.language) for topic in problem.topics]
    return tuple(dict.fromkeys(name for name in names if name is not None))


def family_of(problem: Problem, name: str | None) -> Family | None:
    """Return the family of that name, if it is there and can still write such a problem."""
    found = next((item for item in ALL_FAMILIES if item.name == name), None)
    if found is None or not (
        problem.language in found.languages
        and problem.difficulty in found.difficulties
        and problem.style in found.styles
        and found.topics.issuperset(topics_of(problem))
    ):
        return None
    return found


def variant(problem: Problem, family: Family, topics: tuple[str, ...], seed: int) -> ProblemDraft:
    """Return what a family writes with a seed in place of a problem, on some of its topics."""
    return family.draft(
        FamilyRequest(
            problem_id=problem.id,
            language=problem.language,
            difficulty=problem.difficulty,
            style=problem.style,
            topics=topics,
            seed=seed,
        )
    )
