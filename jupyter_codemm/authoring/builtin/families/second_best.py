"""Find the second largest different value of a list."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE


def _second(_: Variant, values: list[int]) -> int:
    ranked = sorted(set(values), reverse=True)
    return ranked[1] if len(ranked) > 1 else -1


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 90):
        yield category, (values,)
    top = rng.randint(20, 90)
    yield "duplicates", ([top, top, top - 3, top],)
    yield "adversarial", ([top, top - 1, top - 2],)
    yield "adversarial", ([top - 2, top - 1, top],)
    yield "boundary", ([0, 0, 0],)
    for number in (1, 7, top):
        yield "boundary", ([0, number, 0, number],)


FAMILY = FunctionFamily(
    name="second_best",
    title="The second best",
    topics=frozenset({"loops", "lists", "conditionals", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=POSITIVE,
    call="second_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 90",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "The largest $measure gets a gold star and the next smaller one gets a silver star. Find "
        "the $measure "
        "that gets the silver star. Equal $measures share one star, so silver must be truly "
        "smaller than gold."
    ),
    result="the second largest $measure, where equal numbers count once",
    edges=(
        "If there is no silver star, because fewer than two different numbers are in the list, "
        "the answer is -1."
    ),
    label="silver",
    oracle=_second,
    explain=lambda _, values, result: (
        f"gold goes to {max(values)} and the next smaller number is {result}"
        if result >= 0
        else "there are fewer than two different numbers"
    ),
    references={
        "python": """
            gold = -1
            silver = -1
            for value in $values:
                if value > gold:
                    silver = gold
                    gold = value
                elif silver < value < gold:
                    silver = value
            return silver
        """,
        "java": """
            int gold = -1;
            int silver = -1;
            for (int value : $values) {
                if (value > gold) {
                    silver = gold;
                    gold = value;
                } else if (silver < value && value < gold) {
                    silver = value;
                }
            }
            return silver;
        """,
        "cpp": """
            int gold = -1;
            int silver = -1;
            for (int value : $values) {
                if (value > gold) {
                    silver = gold;
                    gold = value;
                } else if (silver < value && value < gold) {
                    silver = value;
                }
            }
            return silver;
        """,
    },
    inputs=_inputs,
    goals=(
        "start gold and silver below every possible number",
        "visit every number once",
        "on a new gold, hand the old gold down to silver",
        "otherwise see whether the number is a better silver",
        "give back silver",
    ),
    pitfalls=(
        Pitfall(
            "a second copy of the largest number is taken for silver",
            lambda _, values: sorted(values)[-2] if len(values) > 1 else -1,
        ),
        Pitfall(
            "the number 0 can never get silver",
            lambda _, values: _second({}, values) or -1,
        ),
        Pitfall(
            "silver is only found when it comes before gold",
            lambda _, values: (
                _second({}, values[: values.index(max(values)) + 1]) if values else -1
            ),
        ),
    ),
)
