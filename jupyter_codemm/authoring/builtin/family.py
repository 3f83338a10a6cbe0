"""What a family of problems is: one definition from which drafts are made by seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from jupyter_codemm.contracts.base import Difficulty, Language, ProblemStyle
from jupyter_codemm.contracts.problem import ProblemDraft


@dataclass(frozen=True, slots=True)
class FamilyRequest:
    """What is asked of a family. `topics` are canonical topic names that the family covers."""

    problem_id: str
    language: Language
    difficulty: Difficulty
    style: ProblemStyle
    topics: tuple[str, ...]
    seed: int


class Family(Protocol):
    """A family of problems.

    `topics` are canonical topic names (see planning/topics.py) that every problem of the family
    really exercises. `styles` are the problem styles it can be written in. The same request always
    gives the same draft, byte for byte.
    """

    @property
    def name(self) -> str:
        """The family's name, unique among all families."""
        ...

    @property
    def languages(self) -> frozenset[Language]:
        """The languages that the family has a reference in."""
        ...

    @property
    def topics(self) -> frozenset[str]:
        """The canonical topics of every problem of the family."""
        ...

    @property
    def difficulties(self) -> frozenset[Difficulty]:
        """The difficulties that its parameters reach."""
        ...

    @property
    def styles(self) -> frozenset[ProblemStyle]:
        """The styles it can be written in."""
        ...

    def draft(self, request: FamilyRequest) -> ProblemDraft:
        """Return the draft that belongs to the request: exactly 8 tests, 3 samples and 5 hidden."""
        ...
