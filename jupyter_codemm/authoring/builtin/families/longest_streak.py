"""Find the longest stretch of values in a band, where one slip is forgiven."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"limit": rng.choice([15, 20, 25])}


def _streak(v: Variant, values: list[int], slips: int = 1) -> list[int]:
    best = [0, 0]
    for start in range(len(values)):
        left, size = slips, 0
        for value in values[start:]:
            left -= value > v["limit"]
            if left < 0:
                break
            size += 1
        if size > best[1]:
            best = [start, size]
    return best


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit = v["limit"]
    for category, values in whole_numbers(rng, limit - 14, limit + 5):
        yield category, (values,)
    for _ in range(6):
        yield "boundary", ([limit + rng.choice([-1, 0, 0, 1]) for _ in range(rng.randint(3, 9))],)
    yield "adversarial", ([limit + 1] * 3,)
    yield "adversarial", ([limit, limit + 1, limit, limit + 1, limit, limit],)


FAMILY = FunctionFamily(
    name="longest_streak",
    title="Longest streak with one slip",
    topics=frozenset({"loops", "lists", "conditionals", "variables"}),
    difficulties=frozenset({"hard"}),
    worlds=POSITIVE,
    call="streak_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 40",
            "$measures",
        ),
    ),
    returns="list[int]",
    task=(
        "A $measure of at most $limit is calm. A higher one is a slip. Find the longest stretch "
        "of neighbouring "
        "$things with at most one slip in it. The slip itself belongs to the stretch. When "
        "several stretches are "
        "equally long, take the one that starts first."
    ),
    result=(
        "two numbers: the position where the stretch starts, counted from 0, and how many $things"
        " it has"
    ),
    edges=(
        "Without any $things the answer is 0 and 0. A stretch may also consist of one slip alone."
    ),
    label="streak",
    oracle=_streak,
    explain=lambda v, values, result: (
        f"the stretch is {values[result[0] : sum(result)]} and at most one number in it is above "
        f"{v['limit']}"
    ),
    references={
        "python": """
            start = 0
            slip = -1
            best_start = 0
            best_size = 0
            for end in range(len($values)):
                if $values[end] > $limit:
                    start = slip + 1
                    slip = end
                size = end - start + 1
                if size > best_size:
                    best_start = start
                    best_size = size
            return [best_start, best_size]
        """,
        "java": """
            int start = 0;
            int slip = -1;
            int bestStart = 0;
            int bestSize = 0;
            for (int end = 0; end < $values.size(); end++) {
                if ($values.get(end) > $limit) {
                    start = slip + 1;
                    slip = end;
                }
                int size = end - start + 1;
                if (size > bestSize) {
                    bestStart = start;
                    bestSize = size;
                }
            }
            return List.of(bestStart, bestSize);
        """,
        "cpp": """
            int start = 0;
            int slip = -1;
            int best_start = 0;
            int best_size = 0;
            for (int end = 0; end < static_cast<int>($values.size()); end++) {
                if ($values[end] > $limit) {
                    start = slip + 1;
                    slip = end;
                }
                int size = end - start + 1;
                if (size > best_size) {
                    best_start = start;
                    best_size = size;
                }
            }
            return {best_start, best_size};
        """,
    },
    inputs=_inputs,
    goals=(
        "remember where the present stretch starts and where its slip is",
        "on a second slip, let the stretch start right after the first one",
        "work out the size of the present stretch",
        "keep the start and size of the best stretch so far",
    ),
    pitfalls=(
        Pitfall("no slip is forgiven at all", lambda v, values: _streak(v, values, 0)),
        Pitfall(
            "a number equal to the limit is taken for a slip",
            lambda v, values: _streak({"limit": v["limit"] - 1}, values),
        ),
        Pitfall(
            "of two equally long stretches the later one is kept",
            lambda v, values: [
                len(values) - sum(_streak(v, values[::-1])),
                _streak(v, values)[1],
            ],
        ),
    ),
    variant=_variant,
)
