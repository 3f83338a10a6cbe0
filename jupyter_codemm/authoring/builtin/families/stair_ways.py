"""Count in how many ways steps of two or three sizes climb to a height."""

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
        "on the tower stairs",
        (
            "A tower has a long flight of stairs. Children race up it and take more than one "
            "stair at once."
        ),
        {"whole": "stairs", "step": "jump", "steps": "jumps"},
    ),
    World(
        "at the tile shop",
        (
            "A narrow path is covered with tiles of a few lengths. The tiles lie one behind the "
            "other, with no gap."
        ),
        {"whole": "path", "step": "tile", "steps": "tiles"},
    ),
    World(
        "in the music room",
        (
            "A bar of music is filled with notes of a few lengths. Nothing may be left empty at "
            "its end."
        ),
        {"whole": "bar", "step": "note", "steps": "notes"},
    ),
    World(
        "at the toy railway",
        (
            "A toy railway is built from pieces of a few lengths. They are put together in one "
            "straight line."
        ),
        {"whole": "track", "step": "piece", "steps": "pieces"},
    ),
    World(
        "at the fence",
        "A fence is made of boards of a few widths. They stand side by side along the street.",
        {"whole": "fence", "step": "board", "steps": "boards"},
    ),
    World(
        "with the frog",
        (
            "A frog leaps along a row of stones. It never leaps back, and it knows leaps of a few"
            " lengths."
        ),
        {"whole": "row", "step": "leap", "steps": "leaps"},
    ),
    World(
        "at the light show",
        (
            "A light show is filled with scenes of a few lengths. One scene follows the other "
            "without a break."
        ),
        {"whole": "show", "step": "scene", "steps": "scenes"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    first, second = sorted(rng.sample([1, 2, 3, 4], 2))
    return {"first": first, "second": second}


def _ways(v: Variant, size: int) -> int:
    if size <= 0:
        return int(size == 0)
    return _ways(v, size - v["first"]) + _ways(v, size - v["second"])


def _inputs(_: Random, __: Variant) -> Iterator[Drawn]:
    yield "minimal", (0,)
    yield "single", (1,)
    for size in range(2, 5):
        yield "boundary", (size,)
    for size in range(5, 16):
        yield "typical", (size,)
    for size in range(16, 22):
        yield "large", (size,)
    for size in range(-3, 0):
        yield "negative", (size,)


FAMILY = FunctionFamily(
    name="stair_ways",
    title="Ways to fill a length",
    topics=frozenset({"recursion", "conditionals", "arithmetic", "functions"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="count_ways",
    givens=(Given("size", "int", "the length of the $whole, from -3 to 21"),),
    returns="int",
    task=(
        "Each $step has length $first or length $second, and there are plenty of both. Count the "
        "different "
        "ways to make exactly length `$size`. Two ways are different when the order of the $steps"
        " differs. "
        "Solve it with a function that calls itself on a smaller length."
    ),
    result="the number of ways in which $steps make exactly that length",
    edges=(
        "There is one way to make length 0: use nothing. A length below 0 cannot be made, so it "
        "has 0 ways."
    ),
    label="ways",
    oracle=_ways,
    explain=lambda v, size, _: (
        f"the last $step has length {v['first']} or {v['second']}, and the ways for "
        f"{size - v['first']} and {size - v['second']} are added"
        if size > 0
        else "that is what the rule says for such a length"
    ),
    references={
        "python": """
            if $size == 0:
                return 1
            if $size < 0:
                return 0
            return $name($size - $first) + $name($size - $second)
        """,
        "java": """
            if ($size == 0) {
                return 1;
            }
            if ($size < 0) {
                return 0;
            }
            return $name($size - $first) + $name($size - $second);
        """,
        "cpp": """
            if ($size == 0) {
                return 1;
            }
            if ($size < 0) {
                return 0;
            }
            return $name($size - $first) + $name($size - $second);
        """,
    },
    inputs=_inputs,
    goals=(
        "answer the length zero at once",
        "answer a length below zero at once",
        "ask for what is left after each kind of step",
        "add the two answers",
    ),
    pitfalls=(
        Pitfall(
            "the empty way is counted as no way at all",
            lambda v, size: 0 if size == 0 else _ways(v, size),
        ),
        Pitfall(
            "a length below zero is not stopped, or counts as a way",
            lambda v, size: _ways(v, size) or int(size < 0),
        ),
    ),
    variant=_variant,
)
