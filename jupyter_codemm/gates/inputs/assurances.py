"""What a statement assures of inputs in plain words, where every proposed input keeps it.

A few examples rarely tell such a rule from chance: lists of three numbers are mostly without
equal ones. The words do. A word on the result, as in "return the even ones", assures nothing, and
what some proposed input breaks was not meant. Where words assure what no program can check, as
that there is exactly one solution, no new input keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from jupyter_codemm.contracts.cases import CaseInput
from jupyter_codemm.contracts.constraints import places_of, values_at
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.gates.inputs.plain_rules import (
    BothKeep,
    Keeps,
    is_of_inputs,
    rules_for_one,
    rules_for_two,
)
from jupyter_codemm.gates.inputs.wordings import SENTENCE

MIN_SEEN = 4
_SOLVED = re.compile(
    r"\b(?:exactly|always|only)\s+(?:exactly\s+)?(?:one|a(?:\s+single)?)\s+(?:\w+\s+)?"
    r"(?:solution|answer|pair|way|path|winner)s?\b"
    r"|\b(?:solution|answer|pair|way|path)\s+(?:always\s+|is guaranteed to\s+|must\s+)exists?\b"
    r"|\bguaranteed\s+to\s+(?:exist|have)\b",
    re.IGNORECASE,
)


class Assurance(Protocol):
    """Something that holds for all inputs of a problem."""

    def is_kept(self, signature: Signature | None, given: CaseInput) -> bool:
        """Return whether an input keeps it."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A rule for each value of one parameter."""

    on: str
    keeps: Keeps

    def is_kept(self, signature: Signature | None, given: CaseInput) -> bool:
        """Return whether all values of the parameter keep the rule."""
        return signature is None or all(map(self.keeps, values_at(self.on, signature, given)))


@dataclass(frozen=True, slots=True)
class Together:
    """A rule for the values of two parameters of one call."""

    on: str
    other: str
    keep: BothKeep

    def is_kept(self, signature: Signature | None, given: CaseInput) -> bool:
        """Return whether the values of each call keep the rule."""
        if signature is None:
            return True
        ones, others = (values_at(place, signature, given) for place in (self.on, self.other))
        return all(self.keep(*pair) for pair in zip(ones, others, strict=False))


@dataclass(frozen=True, slots=True)
class Solved:
    """What only the author could see to: that each input has its one solution."""

    proposed: frozenset[str]

    def is_kept(self, signature: Signature | None, given: CaseInput) -> bool:
        """Return whether an input is one of the author's."""
        del signature
        return given.model_dump_json() in self.proposed


def assurances(problem: Problem, proposed: Sequence[CaseInput]) -> tuple[Assurance, ...]:
    """Return what the statement assures of inputs and all the proposed ones keep."""
    if len(proposed) < MIN_SEEN:
        return ()
    signature, sentences = problem.signature, SENTENCE.split(problem.statement)
    possible = [one for text in sentences for one in _assured(text, signature, proposed)]
    return tuple(
        one for one in possible if all(one.is_kept(signature, given) for given in proposed)
    )


def _assured(
    sentence: str, signature: Signature | None, proposed: Sequence[CaseInput]
) -> Iterator[Assurance]:
    if any(is_of_inputs(sentence, match) for match in _SOLVED.finditer(sentence)):
        yield Solved(frozenset(given.model_dump_json() for given in proposed))
    places = places_of(signature) if signature else {}
    named = [place for place, name in places.items() if _mentions(sentence, name)]
    for keeps in rules_for_one(sentence):
        yield from (Alone(place, keeps) for place in named or places)
    for keep in rules_for_two(sentence):
        for one in named:
            others = [other for other in named if other != one] or places
            yield from (Together(one, other, keep) for other in others if other != one)


def _mentions(sentence: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence))
