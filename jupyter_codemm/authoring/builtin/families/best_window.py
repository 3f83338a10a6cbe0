"""Move a window of neighbours over a list and find the best sum."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty

_BETTER = {">": int.__gt__, ">=": int.__ge__, "<": int.__lt__, "<=": int.__le__}


def _variant(rng: Random, _: Difficulty) -> Variant:
    op = rng.choice(list(_BETTER))
    return {
        "op": op,
        "size": "largest" if op[0] == ">" else "smallest",
        "which": "last" if op.endswith("=") else "first",
    }


def _best(v: Variant, values: list[int], width: int) -> list[int]:
    if len(values) < width:
        return [-1, 0]
    best, start = sum(values[:width]), 0
    for place in range(1, len(values) - width + 1):
        total = sum(values[place : place + width])
        if _BETTER[v["op"]](total, best):
            best, start = total, place
    return [start, best]


def _other_tie(v: Variant, values: list[int], width: int) -> list[int]:
    op = v["op"][0] if v["op"].endswith("=") else v["op"] + "="
    return _best({"op": op}, values, width)


def _stops_early(v: Variant, values: list[int], width: int) -> list[int]:
    return _best(v, values[:-1] if len(values) > width else values, width)


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 40):
        yield category, (values, rng.randint(1, 4))
    for width in (1, 2, 3):
        low, high = [1] * width, [9] * width
        yield "boundary", (high, width)
        yield "boundary", (high[1:], width)
        yield "adversarial", ([*low, 5, *high], width)
        yield "adversarial", ([*high, 5, *low], width)
        yield "duplicates", ([*low, *high, *low, *high], width)


FAMILY = FunctionFamily(
    name="best_window",
    title="Neighbours with the best sum",
    topics=frozenset({"lists", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=POSITIVE,
    call="window_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 40",
            "$measures",
        ),
        Given("width", "int", "how many neighbours are looked at together, from 1 to 8"),
    ),
    returns="list[int]",
    task=(
        "Look at `width` $things next to each other and add up their $measures. Move on by one "
        "$thing, add up again, and so on to the end of the list. Find the $size of these sums. "
        "When it comes up several times, the $which place counts. There is no need to add up "
        "everything again: one number leaves the sum and one joins it."
    ),
    result="two numbers: the position at which those neighbours start, counted from 0, and the sum",
    edges="If there are fewer than `width` $things, the answer is -1 and 0.",
    label="start and sum",
    oracle=_best,
    explain=lambda _, values, width, result: (
        f"{values[result[0] : result[0] + width]} adds up to {result[1]}"
        if result[0] >= 0
        else f"the list has only {len(values)} entries"
    ),
    references={
        "python": """
            if len($values) < $width:
                return [-1, 0]
            total = 0
            for place in range($width):
                total += $values[place]
            best = total
            start = 0
            for place in range($width, len($values)):
                total += $values[place] - $values[place - $width]
                if total $op best:
                    best = total
                    start = place - $width + 1
            return [start, best]
        """,
        "java": """
            if ($values.size() < $width) {
                return List.of(-1, 0);
            }
            int total = 0;
            for (int place = 0; place < $width; place++) {
                total += $values.get(place);
            }
            int best = total;
            int start = 0;
            for (int place = $width; place < $values.size(); place++) {
                total += $values.get(place) - $values.get(place - $width);
                if (total $op best) {
                    best = total;
                    start = place - $width + 1;
                }
            }
            return List.of(start, best);
        """,
        "cpp": """
            int size = static_cast<int>($values.size());
            if (size < $width) {
                return {-1, 0};
            }
            int total = 0;
            for (int place = 0; place < $width; place++) {
                total += $values[place];
            }
            int best = total;
            int start = 0;
            for (int place = $width; place < size; place++) {
                total += $values[place] - $values[place - $width];
                if (total $op best) {
                    best = total;
                    start = place - $width + 1;
                }
            }
            return {start, best};
        """,
    },
    inputs=_inputs,
    goals=(
        "answer at once when the list is too short",
        "add up the first neighbours",
        "move on by one place and change the sum",
        "remember the best sum and where it started",
    ),
    pitfalls=(
        Pitfall("of several equal sums the wrong one is taken", _other_tie),
        Pitfall("the last place is never looked at", _stops_early),
    ),
    variant=_variant,
)
