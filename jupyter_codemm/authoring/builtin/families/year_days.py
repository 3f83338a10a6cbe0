"""Find the number of days of a year, with a helper that tells long years."""

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
        "on the moon base",
        "A base on the moon has its own calendar. A poster in the canteen explains it.",
        {"year": "year", "day": "day", "days": "days"},
    ),
    World(
        "in the bee calendar",
        "A keeper of bees counts the year in bee days. Some years are longer than others.",
        {"year": "year", "day": "bee day", "days": "bee days"},
    ),
    World(
        "on the sand clock",
        "A desert people counts time by sand clocks. A round of some hundred clocks is one cycle.",
        {"year": "cycle", "day": "clock", "days": "clocks"},
    ),
    World(
        "in the tide book",
        (
            "Fishers count tides in a thick book. Each volume of the book holds a fixed number of"
            " tides."
        ),
        {"year": "volume", "day": "tide", "days": "tides"},
    ),
    World(
        "at the steam train",
        "A steam train keeps a plan for each season. Some seasons have more trips than others.",
        {"year": "season", "day": "trip", "days": "trips"},
    ),
    World(
        "in the star school",
        "Pupils of a star school learn a strange calendar. It suits a planet that turns slowly.",
        {"year": "orbit", "day": "turn", "days": "turns"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {
        "short": rng.choice([3, 4, 5, 6]),
        "base": rng.randint(200, 400),
        "more": rng.choice([1, 2, 5]),
        "start": rng.choice([20, 30, 50]),
    }


def _days(v: Variant, year: int) -> int:
    is_long = year >= v["start"] and year % v["short"] == 0
    return int(v["base"] + (v["more"] if is_long else 0)) if year > 0 else 0


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    start, short = v["start"], v["short"]
    for year in (0, -short, -1):
        yield "minimal" if year == 0 else "negative", (year,)
    for year in (1, short, short + 1):
        yield "single", (year,)
    first = start + (-start) % short
    for year in (start - 1, start, start + 1, first, first - short, first + short):
        yield "boundary", (year,)
    for _ in range(20):
        yield "typical", (rng.randint(2, 300),)
    for _ in range(6):
        yield "large", (rng.randint(40, 300) * short,)


FAMILY = FunctionFamily(
    name="year_days",
    title="How long it lasts",
    topics=frozenset({"conditionals", "functions", "arithmetic"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="length_of_${year}",
    givens=(Given("number", "int", "the number of the $year, from -10 to 2000"),),
    returns="int",
    task=(
        "A $year has $base $days. A long $year has $more more. A $year is long when its number is "
        "at least $start and can be divided by $short without a remainder. Write a helper that "
        "decides whether a $year is long, and use it."
    ),
    result="how many $days that $year has",
    edges="Counting starts with number 1. For a number below that, the answer is 0.",
    label="$days",
    oracle=_days,
    explain=lambda v, year, result: (
        f"number {year} is {'long' if result > v['base'] else 'not long'}"
        if year > 0
        else "there is no such $year"
    ),
    references={
        "python": """
            def is_long(value: int) -> bool:
                return value >= $start and value % $short == 0
            ---
            if $number < 1:
                return 0
            if is_long($number):
                return $base + $more
            return $base
        """,
        "java": """
            static boolean isLong(int value) {
                return value >= $start && value % $short == 0;
            }
            ---
            if ($number < 1) {
                return 0;
            }
            if (isLong($number)) {
                return $base + $more;
            }
            return $base;
        """,
        "cpp": """
            bool is_long(int value) {
                return value >= $start && value % $short == 0;
            }
            ---
            if ($number < 1) {
                return 0;
            }
            if (is_long($number)) {
                return $base + $more;
            }
            return $base;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper with both conditions",
        "deal with numbers below one",
        "choose the length by asking the helper",
    ),
    pitfalls=(
        Pitfall("the start of the rule is ignored", lambda v, y: _days({**v, "start": 0}, y)),
        Pitfall("numbers below one get a length too", lambda v, y: _days(v, y) or v["base"]),
    ),
    variant=_variant,
)
