"""The grounds of a proof as what selection looks at: who fails there, and what a test shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.problem import Category, Problem, TestCase, Visibility
from jupyter_codemm.gates.contract import output_of
from jupyter_codemm.gates.proving.field import Fought, Ground
from jupyter_codemm.gates.trivial import trivial_programs
from jupyter_codemm.judging import matches


@dataclass(frozen=True, slots=True)
class Option:
    """One ground. `kills` and `exposes` have a bit for each opponent and each trivial program."""

    kills: int
    exposes: int
    output: str
    category: Category
    rank: int
    size: int


def options(
    problem: Problem, grounds: Sequence[Ground], samples: Sequence[int], field: Sequence[Fought]
) -> tuple[Option, ...]:
    """Return an option for each ground."""
    exposed = _exposed(problem, grounds, samples, field)
    serious = [fought for fought in field if fought.opponent.kind != "trivial"]
    return tuple(
        Option(
            kills=_bits(fought.fails(place) for fought in serious),
            exposes=exposed[place],
            output=json.dumps(output_of(_test(ground)), sort_keys=True),
            category=ground.entry.category,
            rank=ground.entry.rank,
            size=len(ground.entry.input.model_dump_json()),
        )
        for place, ground in enumerate(grounds)
    )


def _exposed(
    problem: Problem, grounds: Sequence[Ground], samples: Sequence[int], field: Sequence[Fought]
) -> list[int]:
    """Return for each ground the trivial programs that fail there."""
    others = [place for place in range(len(grounds)) if place not in samples]
    order = [*samples, *others]
    tests = [
        _test(grounds[place], visibility="sample" if place in samples else "hidden")
        for place in order
    ]
    # As if every ground were a test of the problem.
    whole = problem.model_copy(update={"tests": tuple(tests)})
    programs = trivial_programs(whole)
    run = [fought for fought in field if fought.opponent.kind == "trivial"]
    found = [0] * len(grounds)
    for at, place in enumerate(order):
        test = tests[at]
        fails = [
            not matches(test.expected, program.answers[at], problem, test.input)
            for program in programs
        ]
        found[place] = _bits([*fails, *(fought.fails(place) for fought in run)])
    return found


def _test(ground: Ground, visibility: Visibility = "hidden") -> TestCase:
    return TestCase.model_construct(
        name="ground",
        visibility=visibility,
        category=ground.entry.category,
        input=ground.entry.input,
        expected=ground.expected,
        points=1.0,
    )


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << index for index, flag in enumerate(flags) if flag)
