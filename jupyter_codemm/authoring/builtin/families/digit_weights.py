"""Add the digits of a number, each times its place."""

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
from jupyter_codemm.contracts.base import Difficulty

_WORLDS = (
    World(
        "on the ticket",
        "A ferry prints a number on each ticket. A check sum tells real tickets from copies.",
        {"thing": "ticket"},
    ),
    World(
        "on the clock",
        "A maker of clocks gives each clock a number. A check sum is stamped on the back.",
        {"thing": "clock"},
    ),
    World(
        "on the locker",
        "Each locker at the pool has a number. A check sum decides which key fits.",
        {"thing": "locker"},
    ),
    World(
        "on the parcel",
        "Parcels get a number at the counter. A check sum warns of a wrong digit.",
        {"thing": "parcel"},
    ),
    World(
        "on the tree",
        "A park numbers its trees. A check sum on the sign helps the gardeners.",
        {"thing": "tree"},
    ),
    World(
        "on the guitar",
        "A workshop numbers its guitars. A check sum is written inside each one.",
        {"thing": "guitar"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"first": rng.choice([1, 2, 3]), "more": rng.choice([1, 2])}


def _sum(v: Variant, number: int) -> int:
    weights = (v["first"] + place * v["more"] for place in range(12))
    return sum(
        int(digit) * weight for digit, weight in zip(reversed(str(number)), weights, strict=False)
    )


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    yield "minimal", (0,)
    for number in range(1, 10, 3):
        yield "single", (number,)
    for number in (10, 99, 100, 101, 1000):
        yield "boundary", (number,)
    for _ in range(14):
        yield "typical", (rng.randint(11, 99_999),)
        yield "large", (rng.randint(10**8, 2 * 10**9),)
    for _ in range(4):
        yield "duplicates", (int(str(rng.randint(1, 9)) * rng.randint(2, 6)),)


FAMILY = FunctionFamily(
    name="digit_weights",
    title="The check sum",
    topics=frozenset({"arithmetic", "loops", "variables"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="check_sum",
    givens=(Given("number", "int", "the number of the $thing, from 0 to 2000000000"),),
    returns="int",
    task=(
        "The check sum of a $thing is built from the digits of its number. The last digit counts "
        "$first times. Each "
        "digit further to the left counts $more times more than the one to its right. Add "
        "everything up."
    ),
    result="the check sum of `$number`",
    edges="The number 0 has the check sum 0.",
    label="check sum",
    oracle=_sum,
    explain=lambda v, number, _: (
        f"the last digit, {number % 10}, counts {v['first']} times and the others count more"
    ),
    references={
        "python": """
            total = 0
            weight = $first
            rest = $number
            while rest > 0:
                total += rest % 10 * weight
                weight += $more
                rest //= 10
            return total
        """,
        "java": """
            int total = 0;
            int weight = $first;
            int rest = $number;
            while (rest > 0) {
                total += rest % 10 * weight;
                weight += $more;
                rest /= 10;
            }
            return total;
        """,
        "cpp": """
            int total = 0;
            int weight = $first;
            int rest = $number;
            while (rest > 0) {
                total += rest % 10 * weight;
                weight += $more;
                rest /= 10;
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with a total of zero and the first weight",
        "take the last digit off as long as digits are left",
        "add the digit times its weight",
        "let the weight grow",
    ),
    pitfalls=(
        Pitfall(
            "the weights run from left to right",
            lambda v, n: _sum(v, int(str(n)[::-1]) if n % 10 else n + 1),
        ),
        Pitfall(
            "every digit counts the same", lambda v, n: sum(int(d) for d in str(n)) * v["first"]
        ),
    ),
    variant=_variant,
)
