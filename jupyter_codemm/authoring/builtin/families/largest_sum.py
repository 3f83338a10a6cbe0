"""Add up the largest values of a list."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return rng.choice(
        [
            {
                "reverse": "True",
                "size": "largest",
                "order": "Comparator.reverseOrder()",
                "begin": "rbegin",
                "end": "rend",
            },
            {
                "reverse": "False",
                "size": "smallest",
                "order": "Comparator.naturalOrder()",
                "begin": "begin",
                "end": "end",
            },
        ]
    )


def _sum(v: Variant, values: list[int], count: int) -> int:
    return sum(sorted(values, reverse=v["reverse"] == "True")[:count])


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 50):
        yield category, (values, rng.randint(1, 4))
    for count in (0, 1, 5, 6):
        yield "boundary", ([7, 3, 9, 3, 1], count)
        yield "adversarial", ([rng.randint(0, 50) for _ in range(5)], count)


FAMILY = FunctionFamily(
    name="largest_sum",
    title="The outer end of the row",
    topics=frozenset({"sorting", "lists", "loops", "variables", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="sum_of_${size}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 50",
            "$measures",
        ),
        Given("count", "int", "how many of them are wanted, from 0 to 9"),
    ),
    returns="int",
    task=(
        "Find the `$count` $size of the $measures and add them up. Sorting the numbers first "
        "makes this easy."
    ),
    result="the sum in $unit",
    edges="If there are fewer $things than wanted, all of them are added. An empty list gives 0.",
    label="sum",
    oracle=_sum,
    explain=lambda v, values, count, _: (
        "the numbers that are added are "
        + (
            ", ".join(str(x) for x in sorted(values, reverse=v["reverse"] == "True")[:count])
            or "none at all"
        )
    ),
    references={
        "python": """
            ordered = sorted($values, reverse=$reverse)
            total = 0
            for place in range(len(ordered)):
                if place < $count:
                    total += ordered[place]
            return total
        """,
        "java": """
            List<Integer> ordered = new ArrayList<>($values);
            Collections.sort(ordered, $order);
            int total = 0;
            for (int place = 0; place < ordered.size(); place++) {
                if (place < $count) {
                    total += ordered.get(place);
                }
            }
            return total;
        """,
        "cpp": """
            std::vector<int> ordered = $values;
            std::sort(ordered.$begin(), ordered.$end());
            int size = static_cast<int>(ordered.size());
            int total = 0;
            for (int place = 0; place < size; place++) {
                if (place < $count) {
                    total += ordered[place];
                }
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "sort the numbers so that the wanted ones come first",
        "start a sum",
        "add as many as are wanted, but never go beyond the end",
    ),
    pitfalls=(
        Pitfall("the numbers are not sorted at all", lambda _, values, count: sum(values[:count])),
        Pitfall(
            "they are sorted the wrong way round",
            lambda v, values, count: _sum(
                {"reverse": "False" if v["reverse"] == "True" else "True"}, values, count
            ),
        ),
    ),
    variant=_variant,
)
