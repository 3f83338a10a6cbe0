"""List the different values in order, with a set of those that were met."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty

_ORDERS = (
    {
        "order": "from small to large",
        "reverse": "",
        "other": "",
        "begin": "begin",
        "end": "end",
    },
    {
        "order": "from large to small",
        "reverse": ", reverse=True",
        "other": ", Collections.reverseOrder()",
        "begin": "rbegin",
        "end": "rend",
    },
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    low, high, factor = rng.choice([12, 15, 18, 21]), rng.choice([24, 28, 32]), rng.choice([3, 4])
    rules = (
        {"rule": f"numbers of at least {low}", "test": f">= {low}", "edge": low, "step": 1},
        {"rule": f"numbers of at most {high}", "test": f"<= {high}", "edge": high, "step": 1},
        {
            "rule": f"numbers that can be divided by {factor} without a remainder",
            "test": f"% {factor} == 0",
            "edge": 3 * factor,
            "step": factor,
        },
        {"rule": "odd numbers", "test": "% 2 == 1", "edge": 11, "step": 2},
    )
    return {**rng.choice(rules), **rng.choice(_ORDERS)}


def _fits(v: Variant, value: int) -> bool:
    if v["step"] > 1:
        return bool(value % v["step"] == v["edge"] % v["step"])
    return bool(value >= v["edge"] if ">" in v["test"] else value <= v["edge"])


def _taken(v: Variant, values: list[int]) -> list[int]:
    return [value for value in values if _fits(v, value)]


def _once(v: Variant, values: list[int]) -> list[int]:
    return sorted(set(_taken(v, values)), reverse=bool(v["reverse"]))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 40, longest=14):
        yield category, (values,)
    edge, step = v["edge"], v["step"]
    for _ in range(6):
        few = [edge, edge + step, edge + 2 * step, rng.randint(0, 40)]
        yield "duplicates", (rng.choices(few, k=6),)
        yield "adversarial", (rng.sample([*few, edge - 1, edge + 1], 6),)
    yield "boundary", ([edge + 1, edge, edge - 1, edge],)
    yield "boundary", ([edge - step, edge + step, edge, edge - step],)


FAMILY = FunctionFamily(
    name="sorted_once",
    title="Once and in order",
    topics=frozenset({"sets", "sorting", "lists", "loops"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="different_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 40",
            "$measures",
        ),
    ),
    returns="list[int]",
    task=(
        (
            "Several $things can have the same $measure. Which numbers come up at all? Make a list"
            " of them, sorted $order. Only $rule belong in it. However often such a number comes "
            "up, it is written a single time. Use a set to remember what you have met."
        ),
        (
            "Nobody wants to read equal $measures again and again. Look for $rule and collect "
            "them in a set, where nothing is kept twice. Then turn the set into a list that "
            "runs $order. All other numbers are of no interest."
        ),
    ),
    result="the new list",
    edges="If no number is taken, the list is empty. The given list stays as it is.",
    label="different",
    oracle=_once,
    explain=lambda v, values, _: (
        "the numbers that are taken are, with repeats, "
        + (", ".join(map(str, _taken(v, values))) or "none at all")
    ),
    references={
        "python": """
            seen = set()
            for value in $values:
                if value $test:
                    seen.add(value)
            return sorted(seen$reverse)
        """,
        "java": """
            Set<Integer> seen = new HashSet<>();
            for (int value : $values) {
                if (value $test) {
                    seen.add(value);
                }
            }
            List<Integer> once = new ArrayList<>(seen);
            Collections.sort(once$other);
            return once;
        """,
        "cpp": """
            std::unordered_set<int> seen;
            for (int value : $values) {
                if (value $test) {
                    seen.insert(value);
                }
            }
            std::vector<int> once(seen.begin(), seen.end());
            std::sort(once.$begin(), once.$end());
            return once;
        """,
    },
    inputs=_inputs,
    goals=(
        "start an empty set",
        "decide for each number whether it is taken",
        "keep it in the set",
        "sort what the set holds",
    ),
    pitfalls=(
        Pitfall(
            "a number that comes twice is written twice",
            lambda v, values: sorted(_taken(v, values), reverse=bool(v["reverse"])),
        ),
        Pitfall(
            "the numbers stand in the order in which they come up",
            lambda v, values: list(dict.fromkeys(_taken(v, values))),
        ),
        Pitfall(
            "numbers are written that have to be left out",
            lambda v, values: sorted(set(values), reverse=bool(v["reverse"])),
        ),
    ),
    variant=_variant,
)
