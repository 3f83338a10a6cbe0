"""Shrink a number step by step with a function that calls itself."""

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
        "with the ant trail",
        (
            "Ants carry crumbs home. A pile shrinks by one of two rules, and somebody counts how "
            "long it lasts."
        ),
        {"thing": "pile", "things": "crumbs"},
    ),
    World(
        "with the candle",
        "A candle in a dark hall gets shorter. How much it loses depends on its length.",
        {"thing": "candle", "things": "millimetres"},
    ),
    World(
        "with the bread basket",
        "A basket of rolls goes from table to table. Each table takes what its rule allows.",
        {"thing": "basket", "things": "rolls"},
    ),
    World(
        "with the snow man",
        "A snow man melts in the sun. Each hour he loses a part that depends on his size.",
        {"thing": "snow man", "things": "shovels"},
    ),
    World(
        "with the ink pot",
        "Monks share one pot of ink. Each of them takes what the rule allows, and passes it on.",
        {"thing": "pot", "things": "drops"},
    ),
    World(
        "with the rope",
        "A rope is cut again and again for knots. How much is cut off depends on what is left.",
        {"thing": "rope", "things": "spans"},
    ),
    World(
        "with the shell game",
        "Children divide a heap of shells. The rule for each turn hangs on the wall.",
        {"thing": "heap", "things": "shells"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {
        "factor": rng.choice([2, 3]),
        "small": rng.choice([5, 7, 9]),
        "loss": rng.choice([2, 3]),
    }


def _points(v: Variant, size: int) -> int:
    points = 0
    while size > 0:
        if size < v["small"]:
            size, points = size - v["loss"], points + 1
        elif size % v["factor"] == 0:
            size, points = size // v["factor"], points + 2
        else:
            size, points = size - 1, points + 3
    return points


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    yield "minimal", (0,)
    yield "negative", (-3,)
    for size in (1, 2):
        yield "single", (size,)
    for size in (v["small"] - 1, v["small"], v["small"] + 1, v["factor"] * 8):
        yield "boundary", (size,)
    for _ in range(24):
        yield "typical", (rng.randint(4, 200),)
    for _ in range(6):
        yield "large", (rng.randint(1000, 100_000),)


FAMILY = FunctionFamily(
    name="shrink_number",
    title="Smaller and smaller",
    topics=frozenset({"recursion", "arithmetic", "conditionals", "functions"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="points_for",
    givens=(Given("size", "int", "how many $things the $thing has, from -9 to 100000"),),
    returns="int",
    task=(
        (
            "In each step the $thing gets smaller. With fewer than $small $things it loses $loss "
            "of them, and that step gives 1 point. Otherwise, if its number can be divided by "
            "$factor without a remainder, it is divided by $factor, which gives 2 points. In all "
            "other cases it loses one, which gives 3 points. Add up the points until nothing is "
            "left. Use a function that does one step and calls itself with the new number."
        ),
        (
            "A step depends on how many $things there are. If there are fewer than $small, then "
            "$loss of them go, which gives 1 point. If not, and the number can be divided by "
            "$factor without a remainder, it is divided by $factor for 2 points. In any other "
            "case one of them goes, for 3 points. Step follows step until nothing is left. Find "
            "out how many points that makes together. A function does one step and calls itself "
            "for what is left."
        ),
    ),
    result="the sum of the points",
    edges=(
        "If the number is 0 or below, nothing is left and no more points are given. The last step"
        " may take more than there is."
    ),
    label="points",
    oracle=_points,
    explain=lambda _v, size, _: (
        f"the first step is for {size}, and then the function goes on with what is left"
        if size > 0
        else "nothing is left"
    ),
    references={
        "python": """
            if $size <= 0:
                return 0
            if $size < $small:
                return 1 + $name($size - $loss)
            if $size % $factor == 0:
                return 2 + $name($size // $factor)
            return 3 + $name($size - 1)
        """,
        "java": """
            if ($size <= 0) {
                return 0;
            }
            if ($size < $small) {
                return 1 + $name($size - $loss);
            }
            if ($size % $factor == 0) {
                return 2 + $name($size / $factor);
            }
            return 3 + $name($size - 1);
        """,
        "cpp": """
            if ($size <= 0) {
                return 0;
            }
            if ($size < $small) {
                return 1 + $name($size - $loss);
            }
            if ($size % $factor == 0) {
                return 2 + $name($size / $factor);
            }
            return 3 + $name($size - 1);
        """,
    },
    inputs=_inputs,
    goals=(
        "answer at once when nothing is left",
        "try the rule for small numbers first",
        "then the rule for division",
        "add the points of the step to the answer for the rest",
    ),
    pitfalls=(
        Pitfall(
            "the rule for division is tried before the rule for small numbers",
            lambda v, size: (
                _points({**v, "small": 1}, size)
                if size % v["factor"] == 0
                else _points(v, size) + (0 < size < v["small"])
            ),
        ),
        Pitfall(
            "the border of the small numbers is one too high",
            lambda v, size: (
                _points({**v, "small": v["small"] + 1}, size) if size != v["small"] else 0
            ),
        ),
    ),
    variant=_variant,
)
