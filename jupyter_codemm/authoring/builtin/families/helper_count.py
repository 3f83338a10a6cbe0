"""Count the values that a helper function accepts."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"factor": rng.choice([3, 7]), "least": rng.choice([20, 25, 29])}


def _accepts(v: Variant, value: int) -> bool:
    return bool(value % v["factor"] == 0 or value >= v["least"])


def _count(v: Variant, values: list[int]) -> int:
    return sum(_accepts(v, value) for value in values)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 45):
        yield category, (values,)
    least = v["least"]
    yield "boundary", ([least - 1, least, least + 1, 0],)
    yield "adversarial", ([v["factor"]] * 4 + [1],)
    yield "adversarial", ([least, least + 1, least + 2],)


FAMILY = FunctionFamily(
    name="helper_count",
    title="Counting with a helper",
    topics=frozenset({"functions", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="count_good_${things}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 45",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "A $thing is good when its $measure can be divided by $factor without a remainder, or "
        "when its $measure is at least $least. One of the two is enough. Write a helper that "
        "decides this for one number. Then let your function use the helper to count the good "
        "$things."
    ),
    result="the number of good $things",
    edges="A $thing with the $measure 0 is good. An empty list gives 0.",
    label="good $things",
    oracle=_count,
    explain=lambda v, values, _: (
        "the good numbers are "
        + (", ".join(str(x) for x in values if _accepts(v, x)) or "none at all")
    ),
    references={
        "python": """
            def is_good(value: int) -> bool:
                return value % $factor == 0 or value >= $least
            ---
            count = 0
            for value in $values:
                if is_good(value):
                    count += 1
            return count
        """,
        "java": """
            static boolean isGood(int value) {
                return value % $factor == 0 || value >= $least;
            }
            ---
            int count = 0;
            for (int value : $values) {
                if (isGood(value)) {
                    count++;
                }
            }
            return count;
        """,
        "cpp": """
            bool is_good(int value) {
                return value % $factor == 0 || value >= $least;
            }
            ---
            int count = 0;
            for (int value : $values) {
                if (is_good(value)) {
                    count++;
                }
            }
            return count;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper for one number",
        "start a counter",
        "ask the helper about each number",
        "give back the counter",
    ),
    pitfalls=(
        Pitfall(
            "both conditions are asked for at once",
            lambda v, values: sum(x % v["factor"] == 0 and x >= v["least"] for x in values),
        ),
        Pitfall(
            "a number equal to the least value is refused",
            lambda v, values: _count({**v, "least": v["least"] + 1}, values),
        ),
    ),
    variant=_variant,
)
