"""Problems of all four languages for the tutor's tests, made by built-in families."""

from __future__ import annotations

from functools import cache

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem, ProblemDraft


@cache
def draft_in(language: Language, family: str | None = None, seed: int = 1) -> ProblemDraft:
    """Return a draft in a language, of a family if one is named."""
    made = next(
        one for one in ALL_FAMILIES if language in one.languages and family in (None, one.name)
    )
    return made.draft(
        FamilyRequest(
            problem_id="p1",
            language=language,
            difficulty=min(made.difficulties),
            style=min(made.styles),
            topics=tuple(sorted(made.topics))[:1],
            seed=seed,
        )
    )


def problem_in(language: Language) -> Problem:
    """Return a problem in a language."""
    return draft_in(language).problem
