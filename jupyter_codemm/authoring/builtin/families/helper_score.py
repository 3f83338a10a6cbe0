"""Score a list with two helpers that build on each other."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {
        "limit": rng.choice([12, 15, 18]),
        "fine": rng.choice([2, 3]),
        "bonus": rng.choice([5, 7, 10]),
    }


def _score(v: Variant, values: list[int]) -> int:
    total, streak = 0, 0
    for value in values:
        excess = max(value - v["limit"], 0)
        total -= excess * v["fine"] if value > v["limit"] else 0
        streak = 0 if excess else streak + 1
        total += 1 + (v["bonus"] if streak % 3 == 0 else 0) if not excess else 0
    return total


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit = v["limit"]
    for category, values in whole_numbers(rng, 0, limit + 6):
        yield category, (values,)
    for size in (2, 3, 4, 6):
        yield "boundary", ([rng.randint(0, limit) for _ in range(size)],)
    for _ in range(4):
        yield "adversarial", ([rng.choice([limit - 1, limit, limit, limit + 1]) for _ in range(9)],)


def _unbroken(v: Variant, values: list[int]) -> int:
    fine = [value for value in values if value <= v["limit"]]
    return _score(v, fine) + _score(v, [value for value in values if value > v["limit"]])


def _strict(v: Variant, values: list[int]) -> int:
    return _score(v, [value + (value == v["limit"]) for value in values])


FAMILY = FunctionFamily(
    name="helper_score",
    title="Points and fines",
    topics=frozenset({"functions", "lists", "loops", "conditionals", "variables", "arithmetic"}),
    difficulties=frozenset({"hard"}),
    worlds=POSITIVE,
    call="points_for_${things}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 24",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "A $measure of at most $limit is fine and earns one point. Each third fine $thing of an "
        "unbroken row earns $bonus points "
        "on top; then the count to three starts again. A $measure above $limit breaks the row. It "
        "costs $fine points for each of the $unit above $limit. Write one helper that tells the "
        "cost of a number and "
        "one that tells the points for the next place in a row."
    ),
    result="the sum of all points, less all costs",
    edges="The sum may fall below zero. An empty list gives 0.",
    label="points",
    oracle=_score,
    explain=lambda v, values, _: (
        f"{sum(x <= v['limit'] for x in values)} of the numbers are fine and "
        f"{sum(x > v['limit'] for x in values)} are not"
    ),
    references={
        "python": """
            def cost(value: int) -> int:
                if value <= $limit:
                    return 0
                return (value - $limit) * $fine


            def points(place: int) -> int:
                if place % 3 == 0:
                    return 1 + $bonus
                return 1
            ---
            total = 0
            row = 0
            for value in $values:
                loss = cost(value)
                if loss > 0:
                    total -= loss
                    row = 0
                else:
                    row += 1
                    total += points(row)
            return total
        """,
        "java": """
            static int cost(int value) {
                if (value <= $limit) {
                    return 0;
                }
                return (value - $limit) * $fine;
            }

            static int points(int place) {
                if (place % 3 == 0) {
                    return 1 + $bonus;
                }
                return 1;
            }
            ---
            int total = 0;
            int row = 0;
            for (int value : $values) {
                int loss = cost(value);
                if (loss > 0) {
                    total -= loss;
                    row = 0;
                } else {
                    row++;
                    total += points(row);
                }
            }
            return total;
        """,
        "cpp": """
            int cost(int value) {
                if (value <= $limit) {
                    return 0;
                }
                return (value - $limit) * $fine;
            }

            int points(int place) {
                if (place % 3 == 0) {
                    return 1 + $bonus;
                }
                return 1;
            }
            ---
            int total = 0;
            int row = 0;
            for (int value : $values) {
                int loss = cost(value);
                if (loss > 0) {
                    total -= loss;
                    row = 0;
                } else {
                    row++;
                    total += points(row);
                }
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper for the cost of one number",
        "write the helper for the points of a place in a row",
        "remember the total and the length of the row",
        "add or take off for each number, and break the row when needed",
    ),
    pitfalls=(
        Pitfall("the row is not broken by a number above the limit", _unbroken),
        Pitfall("a number equal to the limit counts as too high", _strict),
    ),
    variant=_variant,
)
