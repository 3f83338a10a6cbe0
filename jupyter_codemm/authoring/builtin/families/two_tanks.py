"""Follow two tanks that pass water to each other until they are level."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import (
    Drawn,
    Given,
    Pitfall,
    Variant,
    World,
)
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import small_numbers
from jupyter_codemm.contracts.base import Difficulty

_WORLDS = (
    World(
        "with two tanks",
        "Two tanks are joined by a pump. The pump tries to make them equal.",
        {"thing": "tank", "unit": "litres", "day": "run"},
    ),
    World(
        "with two teams",
        "Two teams pull on a rope. Between rounds, people change sides to make the teams fair.",
        {"thing": "team", "unit": "people", "day": "round"},
    ),
    World(
        "with two shelves",
        "Two shelves hold jars of jam. A helper moves jars so that no shelf breaks.",
        {"thing": "shelf", "unit": "jars", "day": "walk"},
    ),
    World(
        "with two boats",
        "Two boats carry stones to an island. Stones are moved so that neither boat tips.",
        {"thing": "boat", "unit": "stones", "day": "turn"},
    ),
    World(
        "with two classes",
        "Two dance classes are of different size. Each week some dancers change over.",
        {"thing": "class", "unit": "dancers", "day": "week"},
    ),
    World(
        "with two beehives",
        "Two hives stand side by side. Bees drift from the full one to the empty one.",
        {"thing": "hive", "unit": "bees", "day": "day"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"part": rng.choice([3, 4, 5]), "least": rng.choice([2, 3])}


def _rounds(v: Variant, left: int, right: int, gap: int) -> int:
    count = 0
    while abs(left - right) > gap and count < 50:
        moved = max(abs(left - right) // v["part"], v["least"])
        left, right = (
            (left - moved, right + moved) if left > right else (left + moved, right - moved)
        )
        count += 1
    return count if abs(left - right) <= gap else -1


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, left in small_numbers(rng, 6, 400):
        yield category, (left, rng.randint(6, 400), rng.randint(1, 25))
        yield "adversarial", (left, left + rng.randint(2, 19), rng.randint(0, 2))
    for gap in (0, 4, 9):
        yield "minimal", (20, 20, gap)
        yield "boundary", (20, 20 + gap, gap)
        yield "boundary", (21 + gap, 20, gap)
        yield "large", (900, 10, gap)


FAMILY = FunctionFamily(
    name="two_tanks",
    title="Levelling out",
    topics=frozenset({"loops", "variables", "arithmetic", "conditionals", "functions"}),
    difficulties=frozenset({"hard"}),
    worlds=_WORLDS,
    call="rounds_until_fair",
    givens=(
        Given("left", "int", "the $unit of the first $thing, from 6 to 900"),
        Given("right", "int", "the $unit of the second $thing, from 6 to 900"),
        Given("gap", "int", "the largest difference that is fair, from 0 to 25"),
    ),
    returns="int",
    task=(
        "As long as the difference between the two is larger than `$gap`, one more $day follows. "
        "In each $day the "
        "larger side gives to the smaller one. It gives the difference divided by $part, rounded "
        "down, but never "
        "less than $least $unit. Write a helper for the amount that is given. Count each $day "
        "until it is fair. "
        "After 50 of them people give up."
    ),
    result="how often the larger side has to give",
    edges=(
        "If the difference is fair from the start, the answer is 0. If it is still not fair when "
        "people give up, the answer is -1."
    ),
    label="rounds",
    oracle=_rounds,
    explain=lambda _, left, right, gap, result: (
        f"the first difference is {abs(left - right)}, and {gap} is allowed"
        + ("" if result >= 0 else ", but it never gets that small")
    ),
    references={
        "python": """
            def given(excess: int) -> int:
                return max(excess // $part, $least)
            ---
            first = $left
            second = $right
            count = 0
            while abs(first - second) > $gap:
                if count == 50:
                    return -1
                if first > second:
                    moved = given(first - second)
                    first -= moved
                    second += moved
                else:
                    moved = given(second - first)
                    second -= moved
                    first += moved
                count += 1
            return count
        """,
        "java": """
            static int given(int excess) {
                return Math.max(excess / $part, $least);
            }
            ---
            int first = $left;
            int second = $right;
            int count = 0;
            while (Math.abs(first - second) > $gap) {
                if (count == 50) {
                    return -1;
                }
                if (first > second) {
                    int moved = given(first - second);
                    first -= moved;
                    second += moved;
                } else {
                    int moved = given(second - first);
                    second -= moved;
                    first += moved;
                }
                count++;
            }
            return count;
        """,
        "cpp": """
            int given(int excess) {
                return std::max(excess / $part, $least);
            }
            ---
            int first = $left;
            int second = $right;
            int count = 0;
            while (std::max(first - second, second - first) > $gap) {
                if (count == 50) {
                    return -1;
                }
                if (first > second) {
                    int moved = given(first - second);
                    first -= moved;
                    second += moved;
                } else {
                    int moved = given(second - first);
                    second -= moved;
                    first += moved;
                }
                count++;
            }
            return count;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that tells how much is given",
        "go on while the difference is too large",
        "find the larger side and move the amount",
        "count, and give up in time",
    ),
    pitfalls=(
        Pitfall(
            "a difference that is just fair is not accepted",
            lambda v, a, b, gap: _rounds(v, a, b, gap - 1),
        ),
        Pitfall(
            "the least amount is forgotten",
            lambda v, a, b, gap: _rounds({"part": v["part"], "least": 0}, a, b, gap),
        ),
    ),
    variant=_variant,
)
