"""Count different groups of values with a set."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"width": rng.choice([5, 10, 20])}


def _groups(v: Variant, values: list[int]) -> int:
    return len({value // v["width"] for value in values})


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    width = v["width"]
    for category, values in whole_numbers(rng, 0, 99):
        yield category, (values,)
    yield "boundary", ([width - 1, width, 2 * width - 1, 2 * width],)
    yield "boundary", ([0, width - 1, width],)
    yield "adversarial", ([width, width + 1, width + 2, width],)
    yield "adversarial", ([3, width + 3, 2 * width + 3, 3 * width + 3, 4],)


FAMILY = FunctionFamily(
    name="distinct_groups",
    title="Different groups",
    topics=frozenset({"sets", "lists", "loops", "arithmetic"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="groups_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 99",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "Each $thing belongs to a group by its $measure. Group 0 holds the $measures from 0 up "
        "to, but without, $width. Group 1 holds the next "
        "$width numbers, and so on. Count how many different groups occur. Collect the group "
        "numbers in a set."
    ),
    result="the number of different groups",
    edges="If there are no $things, the answer is 0.",
    label="groups",
    oracle=_groups,
    explain=lambda v, values, _: (
        "the groups that occur are "
        + (", ".join(str(g) for g in sorted({x // v["width"] for x in values})) or "none at all")
    ),
    references={
        "python": """
            groups = set()
            for value in $values:
                groups.add(value // $width)
            return len(groups)
        """,
        "java": """
            Set<Integer> groups = new HashSet<>();
            for (int value : $values) {
                groups.add(value / $width);
            }
            return groups.size();
        """,
        "cpp": """
            std::set<int> groups;
            for (int value : $values) {
                groups.insert(value / $width);
            }
            return static_cast<int>(groups.size());
        """,
    },
    inputs=_inputs,
    goals=(
        "start an empty set",
        "work out the group of each number",
        "put the group into the set",
        "ask the set for its size",
    ),
    pitfalls=(
        Pitfall(
            "different numbers are counted and not different groups",
            lambda _, values: len(set(values)),
        ),
        Pitfall(
            "the remainder is used in place of the quotient",
            lambda v, values: len({x % v["width"] for x in values}),
        ),
        Pitfall(
            "a number at the border is put into the lower group",
            lambda v, values: len({(x - 1) // v["width"] for x in values}),
        ),
    ),
    variant=_variant,
)
