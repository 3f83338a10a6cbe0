"""Bring a list down to one number, half by half, with a function that calls itself."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty

_WINNERS = ({"kept": "high", "winner": "larger"}, {"kept": "low", "winner": "smaller"})
_HALVES = ({"extra": 1, "half": "first"}, {"extra": 0, "half": "second"})


def _variant(rng: Random, _: Difficulty) -> Variant:
    numbers = {"gap": rng.choice([4, 5, 6, 8]), "cost": rng.choice([1, 2, 3])}
    return {**rng.choice(_WINNERS), **rng.choice(_HALVES), **numbers}


def _met(v: Variant, one: int, two: int) -> int:
    if abs(one - two) >= v["gap"]:
        return max(one, two) if v["kept"] == "high" else min(one, two)
    return int(one + two - v["cost"])


def _settled(v: Variant, values: list[int]) -> int:
    if len(values) < 2:
        return sum(values)
    middle = (len(values) + v["extra"]) // 2
    return _met(v, _settled(v, values[:middle]), _settled(v, values[middle:]))


def _one_by_one(v: Variant, values: list[int]) -> int:
    result = values[0] if values else 0
    for value in values[1:]:
        result = _met(v, result, value)
    return result


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    gap = v["gap"]
    for category, values in whole_numbers(rng, 0, 40, longest=14):
        yield category, (values,)
    for _ in range(6):
        start = rng.randint(0, 20)
        near = [start + rng.randint(0, gap) for _ in range(rng.choice([3, 5, 6, 7]))]
        yield "duplicates", (near,)
    for _ in range(3):
        low = rng.randint(0, 30)
        yield "boundary", ([low, low + gap],)
        yield "boundary", ([low + gap - 1, low],)
        yield "adversarial", ([low + gap, low, low + gap + 2 * v["cost"]],)


def _reason(v: Variant, values: list[int], _: object) -> str:
    if len(values) < 2:
        return "there is nothing to cut"
    middle = (len(values) + v["extra"]) // 2
    one, two = _settled(v, values[:middle]), _settled(v, values[middle:])
    return f"the first half gives {one} and the second half gives {two}"


FAMILY = FunctionFamily(
    name="list_descent",
    title="Half by half",
    topics=frozenset({"lists", "recursion", "conditionals", "functions"}),
    difficulties=frozenset({"medium"}),
    worlds=POSITIVE,
    call="settle_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 16 numbers, each from 0 to 40",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        (
            "In a game, all the numbers shall become one. One number alone is done. More than one "
            "are cut in the middle into two halves, and each half becomes one number in the same "
            "way. Then these two numbers meet. If they are $gap or more apart, only the $winner "
            "one is left. If not, they turn into their sum minus $cost. Write a helper for the "
            "meeting of two numbers. Your function calls itself for the halves."
        ),
        (
            "The $measures shall shrink to a single number by recursion. A list of two or more "
            "numbers is split in the middle. Let your function call itself for both parts, so "
            "that each of them gives a number. A helper then makes one number of the two: the "
            "$winner of them if the gap between them is at least $gap, and otherwise their sum "
            "minus $cost. A list of one number gives just this number."
        ),
    ),
    result="the one number that is left",
    edges=(
        "If the count of numbers is odd, the $half half has one more than the other. An empty list "
        "gives 0. A sum minus $cost may be below zero."
    ),
    label="left over",
    oracle=_settled,
    explain=_reason,
    references={
        "python": """
            def meet(one: int, two: int) -> int:
                low = min(one, two)
                high = max(one, two)
                if high - low >= $gap:
                    return $kept
                return low + high - $cost
            ---
            if len($values) == 0:
                return 0
            if len($values) == 1:
                return $values[0]
            middle = (len($values) + $extra) // 2
            first = $name($values[:middle])
            second = $name($values[middle:])
            return meet(first, second)
        """,
        "java": """
            static int meet(int one, int two) {
                int low = Math.min(one, two);
                int high = Math.max(one, two);
                if (high - low >= $gap) {
                    return $kept;
                }
                return low + high - $cost;
            }
            ---
            if ($values.isEmpty()) {
                return 0;
            }
            if ($values.size() == 1) {
                return $values.get(0);
            }
            int middle = ($values.size() + $extra) / 2;
            int first = $name($values.subList(0, middle));
            int second = $name($values.subList(middle, $values.size()));
            return meet(first, second);
        """,
        "cpp": """
            int meet(int one, int two) {
                int low = std::min(one, two);
                int high = std::max(one, two);
                if (high - low >= $gap) {
                    return $kept;
                }
                return low + high - $cost;
            }
            ---
            if ($values.empty()) {
                return 0;
            }
            if ($values.size() == 1) {
                return $values[0];
            }
            auto middle = $values.begin() + ($values.size() + $extra) / 2;
            int first = $name(std::vector<int>($values.begin(), middle));
            int second = $name(std::vector<int>(middle, $values.end()));
            return meet(first, second);
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that makes one number of two",
        "answer an empty list and a list of one number at once",
        "find the middle, and ask the function for both halves",
        "let the two answers meet",
    ),
    pitfalls=(
        Pitfall("the numbers meet one after another from the front", _one_by_one),
        Pitfall(
            "the wrong half takes one more",
            lambda v, values: _settled({**v, "extra": 1 - v["extra"]}, values),
        ),
        Pitfall(
            "numbers that are just $gap apart are added",
            lambda v, values: _settled({**v, "gap": v["gap"] + 1}, values),
        ),
    ),
    variant=_variant,
)
