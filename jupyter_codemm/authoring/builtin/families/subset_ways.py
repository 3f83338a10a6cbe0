"""Count the choices of things that make a sum, with a limit on their number."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"most": rng.choice([2, 3, 4])}


def _ways(v: Variant, values: list[int], target: int) -> int:
    ways = {(0, 0): 1}
    for value in values:
        grown = dict(ways)
        for (total, used), count in ways.items():
            spot = (total + value, used + 1)
            grown[spot] = grown.get(spot, 0) + count
        ways = grown
    return sum(n for (total, used), n in ways.items() if total == target and used <= v["most"])


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 1, 9, longest=9):
        few = values[:9]
        yield category, (few, sum(rng.sample(few, min(v["most"], len(few)))))
    for size in (3, 4, 5):
        yield "adversarial", ([2] * size, 2 * v["most"])
        yield "boundary", ([2] * size, 2 * v["most"] + 2)
        yield "minimal", ([1, 2, 3][:size], 0)
        yield "boundary", (list(range(1, size + 3)), size + 2)


FAMILY = FunctionFamily(
    name="subset_ways",
    title="Choosing for a sum",
    topics=frozenset({"recursion", "lists", "conditionals", "functions", "arithmetic"}),
    difficulties=frozenset({"hard"}),
    worlds=POSITIVE,
    call="choices_of_${things}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 9 numbers, each from 1 to 9",
            "$measures",
        ),
        Given("target", "int", "the sum that is wanted, from 0 to 60"),
    ),
    returns="int",
    task=(
        "Somebody wants to choose some of the $things so that their $measures add up to exactly "
        "`$target`. At most $most $things may be chosen. "
        "Count the possible choices. For each $thing there are two ways: choose it or leave it. "
        "Let a recursive helper try "
        "both ways for one $thing and call itself for the $things after it."
    ),
    result="the number of choices",
    edges=(
        "To choose nothing is one choice, and it makes the sum 0. Equal $measures at different "
        "places are different $things."
    ),
    label="choices",
    oracle=_ways,
    explain=lambda v, values, target, result: (
        f"{result} choices of at most {v['most']} of the numbers {values} add up to {target}"
    ),
    references={
        "python": """
            def choices(values: list[int], place: int, missing: int, free: int) -> int:
                if missing == 0:
                    return 1
                if missing < 0 or free == 0 or place == len(values):
                    return 0
                leave = choices(values, place + 1, missing, free)
                take = choices(values, place + 1, missing - values[place], free - 1)
                return leave + take
            ---
            return choices($values, 0, $target, $most)
        """,
        "java": """
            static int choices(List<Integer> values, int place, int missing, int free) {
                if (missing == 0) {
                    return 1;
                }
                if (missing < 0 || free == 0 || place == values.size()) {
                    return 0;
                }
                int leave = choices(values, place + 1, missing, free);
                int take = choices(values, place + 1, missing - values.get(place), free - 1);
                return leave + take;
            }
            ---
            return choices($values, 0, $target, $most);
        """,
        "cpp": """
            int choices(const std::vector<int>& values, size_t place, int missing, int free) {
                if (missing == 0) {
                    return 1;
                }
                if (missing < 0 || free == 0 || place == values.size()) {
                    return 0;
                }
                int leave = choices(values, place + 1, missing, free);
                int take = choices(values, place + 1, missing - values[place], free - 1);
                return leave + take;
            }
            ---
            return choices($values, 0, $target, $most);
        """,
    },
    inputs=_inputs,
    goals=(
        "stop when nothing is missing any more",
        "stop when it cannot work out",
        "try to leave the $thing",
        "try to take it, and add the two answers",
    ),
    pitfalls=(
        Pitfall(
            "any number of $things may be chosen",
            lambda _, values, target: _ways({"most": 99}, values, target),
        ),
        Pitfall(
            "one $thing fewer may be chosen",
            lambda v, values, target: _ways({"most": v["most"] - 1}, values, target),
        ),
    ),
    variant=_variant,
)
