"""Sort values and find what stands in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.signed import SIGNED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return rng.choice([{"side": "smaller", "shift": 1}, {"side": "larger", "shift": 0}])


def _middle(v: Variant, values: list[int]) -> int:
    row = sorted(values)
    return row[(len(row) - v["shift"]) // 2] if row else -100


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, -30, 30):
        yield category, (values,)
    for size in (2, 3, 4, 5):
        yield "boundary", (rng.sample(range(-30, 30), size),)
        yield "adversarial", ([30, -30, *rng.sample(range(-9, 9), size)],)


FAMILY = FunctionFamily(
    name="middle_value",
    title="In the middle",
    topics=frozenset({"sorting", "lists", "conditionals", "arithmetic"}),
    difficulties=frozenset({"easy"}),
    worlds=SIGNED,
    call="middle_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from -30 to 30",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "Put the $measures in order of size. Find the one that stands in the middle. If the "
        "number of $things is even, two numbers stand in the middle: then take the "
        "$side of the two."
    ),
    result="the middle $measure",
    edges="If there are no $things, the answer is -100. The given list must keep its order.",
    label="middle",
    oracle=_middle,
    explain=lambda _, values, __: f"in order of size the numbers are {sorted(values)}",
    references={
        "python": """
            ordered = sorted($values)
            size = len(ordered)
            if size == 0:
                return -100
            return ordered[(size - $shift) // 2]
        """,
        "java": """
            List<Integer> ordered = new ArrayList<>($values);
            Collections.sort(ordered);
            int size = ordered.size();
            if (size == 0) {
                return -100;
            }
            return ordered.get((size - $shift) / 2);
        """,
        "cpp": """
            std::vector<int> ordered = $values;
            std::sort(ordered.begin(), ordered.end());
            size_t size = ordered.size();
            if (size == 0) {
                return -100;
            }
            return ordered[(size - $shift) / 2];
        """,
    },
    inputs=_inputs,
    goals=(
        "sort a copy of the numbers",
        "deal with the empty list",
        "work out the place in the middle",
        "take the right one of two",
    ),
    pitfalls=(
        Pitfall(
            "the numbers are not sorted",
            lambda v, values: values[(len(values) - v["shift"]) // 2] if values else -100,
        ),
        Pitfall(
            "the wrong one of the two middle numbers is taken",
            lambda v, values: _middle({"shift": 1 - v["shift"]}, values),
        ),
    ),
    variant=_variant,
)
