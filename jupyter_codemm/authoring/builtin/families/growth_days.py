"""Count the days until a growing amount reaches its goal."""

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
        "in the pond",
        (
            "Lilies spread over a pond. Each morning new leaves open, and each day a few more "
            "open than the day before."
        ),
        {"things": "leaves", "day": "morning", "days": "mornings"},
    ),
    World(
        "at the sand pile",
        (
            "A digger builds a pile of sand. Its driver gets better, so each load brings a little"
            " more than the last one."
        ),
        {"things": "buckets", "day": "load", "days": "loads"},
    ),
    World(
        "in the choir",
        (
            "A choir looks for singers. Word gets around, and each week brings more new singers "
            "than the week before."
        ),
        {"things": "singers", "day": "week", "days": "weeks"},
    ),
    World(
        "on the coral reef",
        (
            "A coral reef is planted by divers. They learn fast, so every dive adds more corals "
            "than the one before."
        ),
        {"things": "corals", "day": "dive", "days": "dives"},
    ),
    World(
        "in the snow fort",
        (
            "Children build a snow fort. With every round their team grows, and so does the "
            "number of new blocks."
        ),
        {"things": "blocks", "day": "round", "days": "rounds"},
    ),
    World(
        "at the kite string",
        (
            "A kite climbs higher and higher. Each gust of wind pulls more string from the reel "
            "than the gust before."
        ),
        {"things": "metres", "day": "gust", "days": "gusts"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"more": rng.randint(1, 4)}


def _days(v: Variant, start: int, gain: int, goal: int) -> int:
    days, level = 0, start
    while level < goal:
        level += gain + days * v["more"]
        days += 1
    return days


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, start in small_numbers(rng, 0, 60):
        gain = rng.randint(1, 9)
        yield category, (start, gain, start + rng.randint(3, 90))
        yield "boundary", (start, gain, start + gain * 2 + v["more"])
    for start in (0, 7, 30):
        yield "minimal", (start, 2, start)
        yield "single", (start, 5, start + 5)
        yield "negative", (start, 3, start - 4)
        yield "large", (start, 1, 500 + start)
        yield "adversarial", (start, 4, start + 5)


FAMILY = FunctionFamily(
    name="growth_days",
    title="Growing towards a goal",
    topics=frozenset({"loops", "variables", "arithmetic"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="${days}_until",
    givens=(
        Given("start", "int", "how many $things there are before the first $day, from 0 to 60"),
        Given("gain", "int", "how many $things the first $day adds, from 1 to 9"),
        Given("goal", "int", "how many $things are wanted, from -4 to 600"),
    ),
    returns="int",
    task=(
        "At first there are `$start` $things. The first $day adds `$gain` of them. Each later "
        "$day adds $more "
        "more than the $day before it. Count the $days until there are at least `$goal` $things."
    ),
    result="the number of $days that are needed",
    edges="If the goal is already reached at the start, the answer is 0.",
    label="$days",
    oracle=_days,
    explain=lambda v, start, gain, _, result: (
        f"the first steps are {start}, {start + gain} and {start + 2 * gain + v['more']}, and so on"
        if result
        else "the goal is reached before anything is added"
    ),
    references={
        "python": """
            level = $start
            added = $gain
            count = 0
            while level < $goal:
                level += added
                added += $more
                count += 1
            return count
        """,
        "java": """
            int level = $start;
            int added = $gain;
            int count = 0;
            while (level < $goal) {
                level += added;
                added += $more;
                count++;
            }
            return count;
        """,
        "cpp": """
            int level = $start;
            int added = $gain;
            int count = 0;
            while (level < $goal) {
                level += added;
                added += $more;
                count++;
            }
            return count;
        """,
    },
    inputs=_inputs,
    goals=(
        "remember the level, what is added next, and the count",
        "go on while the goal is not reached",
        "add, then let the next gain grow",
        "count each $day",
    ),
    pitfalls=(
        Pitfall(
            "the loop runs once too often when the goal is met exactly",
            lambda v, s, g, goal: _days(v, s, g, goal + 1),
        ),
        Pitfall("what is added never grows", lambda _, s, g, goal: _days({"more": 0}, s, g, goal)),
        Pitfall(
            "the gain grows before the first $day",
            lambda v, s, g, goal: _days(v, s, g + v["more"], goal),
        ),
    ),
    variant=_variant,
)
