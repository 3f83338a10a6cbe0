"""Count the values of a list that lie in a band."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    if rng.random() < 0.5:
        return {"op": "<=", "end": "also counts"}
    return {"op": "<", "end": "does not count any more"}


def _inside(v: Variant, value: int, low: int, high: int) -> bool:
    return low <= value < high or (v["op"] == "<=" and low <= value == high)


def _count(v: Variant, values: list[int], low: int, high: int) -> int:
    return sum(_inside(v, value, low, high) for value in values)


def _inputs(rng: Random, _: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 60):
        low = rng.choice(values) if values and rng.random() < 0.6 else rng.randint(0, 40)
        high = rng.choice([value for value in values if value >= low] or [low + 10])
        yield category, (values, low, high)
    for low in (10, 20):
        yield "adversarial", ([low - 1, low, low + 5, low + 9, low + 10, low + 11], low, low + 10)


FAMILY = FunctionFamily(
    name="count_in_band",
    title="Counting inside a band",
    topics=frozenset({"loops", "conditionals", "lists"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="count_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 60",
            "$measures",
        ),
        Given("low", "int", "where the band begins, from 0 to 60"),
        Given("high", "int", "where the band ends, never below `low`"),
    ),
    returns="int",
    task=(
        "There is a band that begins at `$low` and ends at `$high`. Count the $things whose "
        "$measure lies "
        "in the band. A $measure equal to `$low` counts. A $measure equal to `$high` $end."
    ),
    result="the number of $things whose $measure lies in the band",
    edges="When no $thing lies in the band, or when there are no $things at all, the answer is 0.",
    label="$things in the band",
    oracle=_count,
    explain=lambda v, values, low, high, _: (
        "the numbers inside the band are "
        + (", ".join(str(x) for x in values if _inside(v, x, low, high)) or "none at all")
    ),
    references={
        "python": """
            count = 0
            for value in $values:
                if $low <= value $op $high:
                    count += 1
            return count
        """,
        "java": """
            int count = 0;
            for (int value : $values) {
                if ($low <= value && value $op $high) {
                    count++;
                }
            }
            return count;
        """,
        "cpp": """
            int count = 0;
            for (int value : $values) {
                if ($low <= value && value $op $high) {
                    count++;
                }
            }
            return count;
        """,
    },
    inputs=_inputs,
    goals=(
        "start a counter at zero",
        "visit every number once",
        "decide whether the number is inside the band",
        "count it if it is",
        "give back the counter",
    ),
    pitfalls=(
        Pitfall(
            "the end of the band is treated the wrong way round",
            lambda v, values, low, high: sum(
                low <= x <= high if v["op"] == "<" else low <= x < high for x in values
            ),
        ),
        Pitfall(
            "a value equal to the begin of the band is left out",
            lambda v, values, low, high: sum(_inside(v, x, low, high) and x != low for x in values),
        ),
    ),
    variant=_variant,
)
