"""Find the position of the first value above a limit."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.signed import SIGNED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return rng.choice(
        [
            {"op": ">", "rule": "above the limit; a number equal to the limit is not above it"},
            {"op": ">=", "rule": "at the limit or above it"},
        ]
    )


def _first(v: Variant, values: list[int], limit: int) -> int:
    floor = limit + (v["op"] == ">")
    return next((i for i, value in enumerate(values) if value >= floor), -1)


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, -40, 40):
        limit = rng.choice(values) if values else rng.randint(-30, 30)
        yield category, (values, limit)
    for limit in (-5, 0, 7):
        yield "boundary", ([limit - 1, limit - 1, limit, limit + 1], limit)
        yield "adversarial", ([limit, limit + 2, limit - 1, limit + 3], limit)
        yield "adversarial", ([limit - 3, limit - 2, limit + 4, limit + 9], limit)


FAMILY = FunctionFamily(
    name="first_above",
    title="The first above the limit",
    topics=frozenset({"searching", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=SIGNED,
    call="first_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from -40 to 40",
            "$measures",
        ),
        Given("limit", "int", "the limit, from -41 to 41"),
    ),
    returns="int",
    task="Look for the first $thing whose $measure is $rule. Stop as soon as you have found it.",
    result="the position of that $thing, where the first position is 0",
    edges="If no $thing fits, or the list is empty, the answer is -1.",
    label="position",
    oracle=_first,
    explain=lambda _, values, __, result: (
        f"the number at position {result} is {values[result]}, and no earlier one fits"
        if result >= 0
        else "none of the numbers fits"
    ),
    references={
        "python": """
            for position in range(len($values)):
                if $values[position] $op $limit:
                    return position
            return -1
        """,
        "java": """
            for (int position = 0; position < $values.size(); position++) {
                if ($values.get(position) $op $limit) {
                    return position;
                }
            }
            return -1;
        """,
        "cpp": """
            for (size_t position = 0; position < $values.size(); position++) {
                if ($values[position] $op $limit) {
                    return static_cast<int>(position);
                }
            }
            return -1;
        """,
    },
    inputs=_inputs,
    goals=(
        "visit the positions in order",
        "stop at the first number that fits",
        "answer -1 after the last position",
    ),
    pitfalls=(
        Pitfall(
            "a number equal to the limit is treated the wrong way",
            lambda v, values, limit: _first({"op": ">=" if v["op"] == ">" else ">"}, values, limit),
        ),
        Pitfall(
            "the last fitting number is taken and not the first",
            lambda v, values, limit: (
                len(values) - 1 - _first(v, values[::-1], limit)
                if _first(v, values, limit) >= 0
                else -1
            ),
        ),
        Pitfall(
            "positions are counted from 1", lambda v, values, limit: _first(v, values, limit) + 1
        ),
    ),
    variant=_variant,
)
