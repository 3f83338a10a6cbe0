"""Keep the values whose digit sum, found by a helper, is large enough."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"least": rng.choice([7, 8, 9, 10])}


def _digits(value: int) -> int:
    return sum(int(d) for d in str(value))


def _kept(v: Variant, values: list[int]) -> list[int]:
    return [value for value in values if _digits(value) >= v["least"]]


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 199, longest=12):
        yield category, (values,)
    least = v["least"]
    edge = [least - 1, 10 + least - 1, 100 + least - 2, 9]
    yield "boundary", (edge,)
    yield "boundary", ([100 + least - 1, 10 + least - 2],)


FAMILY = FunctionFamily(
    name="helper_keep",
    title="Heavy digits",
    topics=frozenset({"functions", "lists", "loops", "conditionals", "arithmetic"}),
    difficulties=frozenset({"medium"}),
    worlds=POSITIVE,
    call="lucky_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 199",
            "$measures",
        ),
    ),
    returns="list[int]",
    task=(
        "Somebody believes that a number brings luck when the sum of its digits is at least "
        "$least. Write a helper "
        "that adds up the digits of one number. Then let your function use the helper to pick the"
        " lucky $measures."
    ),
    result="a new list with the lucky $measures, in their old order",
    edges="A lucky number that comes twice stays twice. When none is lucky, the list is empty.",
    label="lucky",
    oracle=_kept,
    explain=lambda _, values, __: (
        "the sums of the digits are " + (", ".join(str(_digits(x)) for x in values) or "missing")
    ),
    references={
        "python": """
            def digit_sum(number: int) -> int:
                total = 0
                while number > 0:
                    total += number % 10
                    number //= 10
                return total
            ---
            lucky = []
            for value in $values:
                if digit_sum(value) >= $least:
                    lucky.append(value)
            return lucky
        """,
        "java": """
            static int digitSum(int number) {
                int total = 0;
                while (number > 0) {
                    total += number % 10;
                    number /= 10;
                }
                return total;
            }
            ---
            List<Integer> lucky = new ArrayList<>();
            for (int value : $values) {
                if (digitSum(value) >= $least) {
                    lucky.add(value);
                }
            }
            return lucky;
        """,
        "cpp": """
            int digit_sum(int number) {
                int total = 0;
                while (number > 0) {
                    total += number % 10;
                    number /= 10;
                }
                return total;
            }
            ---
            std::vector<int> lucky;
            for (int value : $values) {
                if (digit_sum(value) >= $least) {
                    lucky.push_back(value);
                }
            }
            return lucky;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that adds up digits",
        "start an empty list",
        "add each number that the helper finds heavy enough",
    ),
    pitfalls=(
        Pitfall(
            "a sum that is just large enough is refused",
            lambda v, values: _kept({"least": v["least"] + 1}, values),
        ),
        Pitfall(
            "only the last two digits are added",
            lambda v, values: [x for x in values if _digits(x % 100) >= v["least"]],
        ),
    ),
    variant=_variant,
)
