"""Count long years with a rule of an invented calendar."""

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
        "on the red planet",
        (
            "Settlers on a red planet made their own calendar. Some years have an extra day for a"
            " feast."
        ),
        {"year": "year", "years": "years", "extra": "feast"},
    ),
    World(
        "on the ring station",
        "A station circles a big planet. Its crew counts laps, and some laps have an extra shift.",
        {"year": "lap", "years": "laps", "extra": "shift"},
    ),
    World(
        "in the clock village",
        (
            "A village lives by its own clock. Some seasons last one day longer, so that the sun "
            "keeps pace."
        ),
        {"year": "season", "years": "seasons", "extra": "sun day"},
    ),
    World(
        "on the whale island",
        "On an island the year follows the whales. In some years the whales stay a day longer.",
        {"year": "year", "years": "years", "extra": "whale day"},
    ),
    World(
        "in the deep city",
        "A city under the ice counts cycles. Some cycles get an extra day for repairs.",
        {"year": "cycle", "years": "cycles", "extra": "repair day"},
    ),
    World(
        "in the tale of elves",
        "In a tale, elves count winters. Some winters are one night longer than others.",
        {"year": "winter", "years": "winters", "extra": "long night"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    short = rng.choice([3, 4, 5])
    return {"short": short, "skip": short * rng.choice([5, 6]), "back": short * 30}


def _is_long(v: Variant, year: int) -> bool:
    return bool(year % v["back"] == 0 or (year % v["short"] == 0 and year % v["skip"] != 0))


def _count(v: Variant, first: int, last: int) -> int:
    return sum(_is_long(v, year) for year in range(first, last + 1))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for number in (v["short"], v["skip"], v["back"]):
        yield "single", (number, number)
        yield "boundary", (number - 1, number)
        yield "boundary", (number, number + 1)
        yield "adversarial", (number - 3, number + 3)
        yield "minimal", (number + 1, number)
    for _ in range(14):
        first = rng.randint(1, 400)
        yield "typical", (first, first + rng.randint(4, 60))
    for _ in range(4):
        yield "large", (rng.randint(1, 50), rng.randint(600, 2000))
        yield "minimal", (rng.randint(50, 90), rng.randint(1, 49))


FAMILY = FunctionFamily(
    name="long_years",
    title="Counting the long ones",
    topics=frozenset({"conditionals", "functions", "loops", "arithmetic"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="count_long_${years}",
    givens=(
        Given("first", "int", "the first $year that is looked at, from 1 to 2000"),
        Given("last", "int", "the last $year that is looked at, from 1 to 2000"),
    ),
    returns="int",
    task=(
        "A $year is long when its number can be divided by $short without a remainder. But it is "
        "not long when it can be divided by $skip. And yet it is long after all when it can be "
        "divided by $back. Each long $year has one $extra more. Write a helper that decides "
        "whether one $year is long, and use it for all $years from `$first` to `$last`, both "
        "included."
    ),
    result="the number of long $years",
    edges="If `$last` comes before `$first`, there is nothing to look at and the answer is 0.",
    label="long $years",
    oracle=_count,
    explain=lambda v, first, last, _: (
        "the long ones are "
        + (", ".join(str(y) for y in range(first, last + 1) if _is_long(v, y)) or "none at all")
        if last - first < 60
        else "the helper says so for that many of them"
    ),
    references={
        "python": """
            def is_long(number: int) -> bool:
                if number % $back == 0:
                    return True
                if number % $skip == 0:
                    return False
                return number % $short == 0
            ---
            count = 0
            for number in range($first, $last + 1):
                if is_long(number):
                    count += 1
            return count
        """,
        "java": """
            static boolean isLong(int number) {
                if (number % $back == 0) {
                    return true;
                }
                if (number % $skip == 0) {
                    return false;
                }
                return number % $short == 0;
            }
            ---
            int count = 0;
            for (int number = $first; number <= $last; number++) {
                if (isLong(number)) {
                    count++;
                }
            }
            return count;
        """,
        "cpp": """
            bool is_long(int number) {
                if (number % $back == 0) {
                    return true;
                }
                if (number % $skip == 0) {
                    return false;
                }
                return number % $short == 0;
            }
            ---
            int count = 0;
            for (int number = $first; number <= $last; number++) {
                if (is_long(number)) {
                    count++;
                }
            }
            return count;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper for one $year",
        "put the strongest rule first",
        "visit all $years, with both ends",
        "count those that the helper accepts",
    ),
    pitfalls=(
        Pitfall("the last $year is left out", lambda v, a, b: _count(v, a, b - 1)),
        Pitfall(
            "the exception to the exception is forgotten",
            lambda v, a, b: sum(_is_long(v, y) and y % v["back"] != 0 for y in range(a, b + 1)),
        ),
        Pitfall(
            "the first exception is forgotten",
            lambda v, a, b: sum(y % v["short"] == 0 for y in range(a, b + 1)),
        ),
    ),
    variant=_variant,
)
