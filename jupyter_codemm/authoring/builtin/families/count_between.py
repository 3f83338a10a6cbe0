"""Count values of a sorted list in a range by halving."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE


def _count(_: Variant, values: list[int], low: int, high: int) -> int:
    return sum(low <= value < high for value in values)


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 50):
        row = sorted(values)
        low = rng.choice(row) if row and rng.random() < 0.6 else rng.randint(0, 40)
        high = rng.choice([value for value in row if value >= low] or [low + 10])
        yield category, (row, low, high)
    for low in (3, 20):
        yield "adversarial", ([low - 1, low, low, low + 4, low + 4, low + 9], low, low + 4)
        yield "boundary", ([low, low + 1], low, low)
        yield "boundary", ([low, low, low], low, low + 1)


FAMILY = FunctionFamily(
    name="count_between",
    title="Counting by halving",
    topics=frozenset({"searching", "lists", "loops", "conditionals", "functions"}),
    difficulties=frozenset({"medium"}),
    worlds=POSITIVE,
    call="between_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            (
                "the $measures of all $things in $unit, sorted from small to large; 0 to 30 "
                "numbers, each from 0 to 50"
            ),
            "$measures",
        ),
        Given("low", "int", "where the range begins, from 0 to 50"),
        Given("high", "int", "where the range ends, never below `low`"),
    ),
    returns="int",
    task=(
        "The list is sorted already. Count the $measures that are at least `$low` and below "
        "`$high`. Do not visit every number. Write a helper "
        "that finds how many numbers are below a limit: look at the middle, and drop the half that "
        "cannot hold the border. Call it twice and subtract."
    ),
    result="the number of $measures in the range",
    edges="A number equal to `$high` does not count. An empty list gives 0.",
    label="in range",
    oracle=_count,
    explain=lambda _, values, low, high, __: (
        f"{sum(x < high for x in values)} numbers are below {high} and "
        f"{sum(x < low for x in values)} are below {low}"
    ),
    references={
        "python": """
            def below(numbers: list[int], limit: int) -> int:
                left = 0
                right = len(numbers)
                while left < right:
                    middle = (left + right) // 2
                    if numbers[middle] < limit:
                        left = middle + 1
                    else:
                        right = middle
                return left
            ---
            return below($values, $high) - below($values, $low)
        """,
        "java": """
            static int below(List<Integer> numbers, int limit) {
                int left = 0;
                int right = numbers.size();
                while (left < right) {
                    int middle = (left + right) / 2;
                    if (numbers.get(middle) < limit) {
                        left = middle + 1;
                    } else {
                        right = middle;
                    }
                }
                return left;
            }
            ---
            return below($values, $high) - below($values, $low);
        """,
        "cpp": """
            int below(const std::vector<int>& numbers, int limit) {
                int left = 0;
                int right = static_cast<int>(numbers.size());
                while (left < right) {
                    int middle = (left + right) / 2;
                    if (numbers[middle] < limit) {
                        left = middle + 1;
                    } else {
                        right = middle;
                    }
                }
                return left;
            }
            ---
            return below($values, $high) - below($values, $low);
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that halves the list",
        "keep the border between its two ends",
        "call it for both limits",
        "subtract the two answers",
    ),
    pitfalls=(
        Pitfall(
            "a number equal to the upper end is counted",
            lambda _, values, low, high: sum(low <= x <= high for x in values),
        ),
        Pitfall(
            "numbers equal to the lower end are left out",
            lambda _, values, low, high: sum(low < x < high for x in values),
        ),
    ),
)
