"""Search for the smallest size that is enough, by halving the range of answers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"spare": rng.choice([1, 2, 3])}


def _sheets(v: Variant, values: list[int], size: int) -> int:
    trips, load = 1, 0
    for value in values:
        if load + value > size:
            trips += 1
            load = 0
        load += value + v["spare"]
    return trips


def _smallest(v: Variant, values: list[int], trips: int) -> int:
    size = max(values, default=0)
    while values and _sheets(v, values, size) > trips:
        size += 1
    return size


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 1, 30, longest=14):
        yield category, (values, rng.randint(1, 4))
    for trips in (1, 2, 3):
        yield "boundary", ([5, 5, 5], trips)
        yield "adversarial", ([30, 1, 1, 1, 30], trips)
        yield "adversarial", ([rng.randint(1, 30) for _ in range(6)], trips)


def _spoken(sheets: int) -> str:
    return "1 sheet" if sheets == 1 else f"{sheets} sheets"


FAMILY = FunctionFamily(
    name="smallest_size",
    title="Just large enough",
    topics=frozenset(
        {"searching", "functions", "lists", "loops", "conditionals", "arithmetic", "variables"}
    ),
    difficulties=frozenset({"hard"}),
    worlds=POSITIVE,
    call="size_for_${things}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 20 numbers, each from 1 to 30",
            "$measures",
        ),
        Given("sheets", "int", "how many sheets may be used, from 1 to 9"),
    ),
    returns="int",
    task=(
        (
            "The $measures are drawn as bars on sheets of paper, in the given order. A bar is as "
            "long as its number. Between two bars on one sheet there is a gap of $spare. When the "
            "next bar does not fit any more, a new sheet begins. All sheets have the same length. "
            "Find the smallest length with which `$sheets` sheets are enough. Write a helper that "
            "counts the sheets for one length. Then search by halving: when a length is enough, "
            "every larger one is, too."
        ),
        (
            "Each of the $measures is drawn as a bar of that length. The bars go onto sheets of "
            "paper in the given order, with a gap of $spare between two bars of one sheet. A bar "
            "that does not fit any more begins a new sheet. All sheets are equally long. With "
            "`$sheets` sheets at most, how long must they be? Write a helper that tells how many "
            "sheets one length needs. A longer sheet is never worse, so you can find the answer "
            "by halving a range of lengths."
        ),
    ),
    result="the smallest length that is enough",
    edges=(
        "If the list is empty, the answer is 0. The gap after the last bar on a sheet may hang "
        "over its end."
    ),
    label="length",
    oracle=_smallest,
    explain=lambda v, values, _trips, result: (
        f"with length {result} one needs {_spoken(_sheets(v, values, result))}, and no smaller "
        "length is enough"
        if values
        else "there is nothing to draw"
    ),
    references={
        "python": """
            def needed(bars: list[int], length: int) -> int:
                count = 1
                used = 0
                for bar in bars:
                    if used + bar > length:
                        count += 1
                        used = 0
                    used += bar + $spare
                return count
            ---
            if not $values:
                return 0
            low = max($values)
            high = sum($values) + $spare * len($values)
            while low < high:
                middle = (low + high) // 2
                if needed($values, middle) <= $sheets:
                    high = middle
                else:
                    low = middle + 1
            return low
        """,
        "java": """
            static int needed(List<Integer> bars, int length) {
                int count = 1;
                int used = 0;
                for (int bar : bars) {
                    if (used + bar > length) {
                        count++;
                        used = 0;
                    }
                    used += bar + $spare;
                }
                return count;
            }
            ---
            int low = 0;
            int high = 0;
            for (int bar : $values) {
                low = Math.max(low, bar);
                high += bar + $spare;
            }
            while (low < high) {
                int middle = (low + high) / 2;
                if (needed($values, middle) <= $sheets) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        """,
        "cpp": """
            int needed(const std::vector<int>& bars, int length) {
                int count = 1;
                int used = 0;
                for (int bar : bars) {
                    if (used + bar > length) {
                        count++;
                        used = 0;
                    }
                    used += bar + $spare;
                }
                return count;
            }
            ---
            int low = 0;
            int high = 0;
            for (int bar : $values) {
                low = std::max(low, bar);
                high += bar + $spare;
            }
            while (low < high) {
                int middle = (low + high) / 2;
                if (needed($values, middle) <= $sheets) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that counts the sheets for one length",
        "find a length that is too small or just right, and one that is surely enough",
        "halve the range by asking the helper",
        "give back where both ends meet",
    ),
    pitfalls=(
        Pitfall(
            "the longest bar need not fit on a sheet",
            lambda v, values, trips: (
                next((s for s in range(2000) if _sheets(v, values, s) <= trips), 0) if values else 0
            ),
        ),
        Pitfall(
            "the gaps are forgotten",
            lambda _, values, trips: _smallest({"spare": -1}, values, trips),
        ),
        Pitfall("the sum is divided evenly", lambda _, values, trips: -(-sum(values) // trips)),
    ),
    variant=_variant,
)
