"""Work through a list from the front with a function that calls itself."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.signed import SIGNED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"limit": rng.choice([10, 15, 20])}


def _fold(v: Variant, values: list[int]) -> int:
    return sum(min(value, v["limit"]) for value in values)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit = v["limit"]
    for category, values in whole_numbers(rng, -limit, 2 * limit):
        yield category, (values,)
    yield "boundary", ([limit, limit + 1, limit - 1],)
    yield "adversarial", ([limit + 1] * 4,)


FAMILY = FunctionFamily(
    name="list_fold",
    title="The rest of the list",
    topics=frozenset({"recursion", "lists", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=SIGNED,
    call="total_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from -20 to 40",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "Add up the $measures of all $things. A $measure above $limit counts as $limit only. "
        "Solve it without a loop: the function deals "
        "with one $thing and calls itself for the rest of the list."
    ),
    result="the sum in $unit",
    edges="The sum of an empty list is 0.",
    label="sum",
    oracle=_fold,
    explain=lambda v, values, _: (
        "the numbers that are added are "
        + (", ".join(str(min(x, v["limit"])) for x in values) or "none at all")
    ),
    references={
        "python": """
            if len($values) == 0:
                return 0
            first = $values[0]
            if first > $limit:
                first = $limit
            return first + $name($values[1:])
        """,
        "java": """
            if ($values.isEmpty()) {
                return 0;
            }
            int first = $values.get(0);
            if (first > $limit) {
                first = $limit;
            }
            return first + $name($values.subList(1, $values.size()));
        """,
        "cpp": """
            if ($values.empty()) {
                return 0;
            }
            int first = $values[0];
            if (first > $limit) {
                first = $limit;
            }
            return first + $name(std::vector<int>($values.begin() + 1, $values.end()));
        """,
    },
    inputs=_inputs,
    goals=(
        "answer the empty list at once",
        "deal with the first number",
        "ask the function for the rest",
        "add the two",
    ),
    pitfalls=(
        Pitfall(
            "numbers above the limit are left out",
            lambda v, values: sum(x for x in values if x <= v["limit"]),
        ),
        Pitfall("nothing is limited", lambda _, values: sum(values)),
        Pitfall("the last number is forgotten", lambda v, values: _fold(v, values[:-1])),
    ),
    variant=_variant,
)
