"""Drafts of the SQL families, asked for as the built-in author does."""

from __future__ import annotations

from functools import cache

from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.authoring.builtin.sql.families import FAMILIES
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty
from jupyter_codemm.contracts.problem import ProblemDraft

__all__ = ["DIFFICULTIES", "asked", "cases", "named"]


def cases() -> list[tuple[QueryFamily, Difficulty]]:
    """Return every family with every difficulty that it has."""
    return [(f, d) for f in FAMILIES for d in DIFFICULTIES if d in f.difficulties]


def named(case: object) -> str:
    """Return a readable test id."""
    return case.name if isinstance(case, QueryFamily) else str(case)


@cache
def asked(family: QueryFamily, difficulty: Difficulty, seed: int) -> ProblemDraft:
    """Return a draft of a family for all of its topics."""
    topics = tuple(sorted(family.topics))
    return family.draft(FamilyRequest("p-1", "sql", difficulty, "stdout", topics, seed))
