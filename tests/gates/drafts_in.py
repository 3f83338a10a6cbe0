"""Drafts of the built-in author in any language, and the same with other code."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.contracts.base import Language, ProblemStyle
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source

BY_NAME = {family.name: family for family in ALL_FAMILIES}


def drafts_of(family: Family) -> Iterator[ProblemDraft]:
    """Yield a draft in each language and difficulty, in all styles by turns."""
    places = itertools.product(sorted(family.languages), sorted(family.difficulties))
    for seed, (language, difficulty) in enumerate(places):
        styles = sorted(family.styles)
        yield family.draft(
            FamilyRequest(
                problem_id="p1",
                language=language,
                difficulty=difficulty,
                style=styles[(len(family.name) + seed) % len(styles)],
                topics=tuple(sorted(family.topics))[:2],
                seed=7919 * seed + len(family.name),
            )
        )


@cache
def draft_of(
    family: str, language: Language, style: ProblemStyle = "return", seed: int = 1
) -> ProblemDraft:
    """Return the first draft of a family."""
    found = BY_NAME[family]
    return found.draft(
        FamilyRequest(
            problem_id="p1",
            language=language,
            difficulty=min(found.difficulties),
            style=style,
            topics=tuple(sorted(found.topics))[:2],
            seed=seed,
        )
    )


def draft_in(language: Language, style: ProblemStyle = "return") -> ProblemDraft:
    """Return a draft in a language; queries have a style of their own."""
    if language == "sql":
        return draft_of("pick_rows", "sql", "stdout")
    return draft_of("band_label", language, style)


def solved(draft: ProblemDraft, code: str | dict[str, str], **changes: object) -> ProblemDraft:
    """Return the draft with another reference, and fields of its problem replaced."""
    source = Source.single(code) if isinstance(code, str) else Source(files=code)
    problem = draft.problem.updated(**changes) if changes else draft.problem
    return draft.model_copy(update={"reference": source, "problem": problem})
