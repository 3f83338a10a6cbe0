"""Tell whether three lengths make a frame, and of which kind."""

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


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words are the thing, its plural, and what it is joined to."""
    keys = ("thing", "things", "whole")
    return World(place, story, dict(zip(keys, words.split(), strict=True)))


_WORLDS = (
    _world(
        "in the tent camp",
        "Scouts build tents from three poles. Some sets of poles cannot be put together.",
        "pole poles tent",
    ),
    _world(
        "in the kite shop",
        "A shop makes small kites from three sticks. A machine sorts the sticks before that.",
        "stick sticks kite",
    ),
    _world(
        "at the flower beds",
        "A gardener lays three logs around each flower bed. Not all logs go together.",
        "log logs bed",
    ),
    _world(
        "in the bell tower",
        "An artist hangs up chimes. Each of them is bent from three iron rods.",
        "rod rods chime",
    ),
    _world(
        "on the sailing boat",
        "A sail maker sews strong ropes to the three sides of a sail. The ropes are cut first.",
        "rope ropes sail",
    ),
    _world(
        "in the doll house",
        "Little roofs for doll houses are glued from three strips of wood.",
        "strip strips roof",
    ),
    _world(
        "at the train model",
        "A model of a bridge is made of many parts, each from three bars.",
        "bar bars part",
    ),
    _world(
        "in the jewel shop",
        "A jeweller bends earrings out of three short wires.",
        "wire wires earring",
    ),
)
_NAMES = (("even", "pair", "mixed"), ("red", "green", "blue"), ("gold", "silver", "bronze"))


def _variant(rng: Random, _: Difficulty) -> Variant:
    three, two, none = rng.choice(_NAMES)
    return {
        "all_equal": three,
        "some_equal": two,
        "none_equal": none,
        "flat": rng.choice(["flat", "bad"]),
    }


def _kind(v: Variant, one: int, two: int, three: int) -> str:
    low, middle, high = sorted((one, two, three))
    if low <= 0 or low + middle < high:
        return "none"
    if low + middle == high:
        return str(v["flat"])
    return _named(v, (one, two, three))


def _named(v: Variant, sides: tuple[int, ...]) -> str:
    return str({1: v["all_equal"], 2: v["some_equal"], 3: v["none_equal"]}[len(set(sides))])


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    def mixed(*sides: int) -> tuple[int, ...]:
        return tuple(rng.sample(sides, 3))

    for _ in range(4):
        side, other = rng.randint(4, 20), rng.randint(1, 3)
        yield "typical", mixed(side, side + 1, side + 2)
        yield "typical", mixed(side, side, side + other)
        yield "duplicates", (side, side, side)
        yield "duplicates", mixed(side, side, other)
        yield "boundary", mixed(side, side + other, 2 * side + other)
        yield "boundary", mixed(side, side + other, 2 * side + other - 1)
        yield "adversarial", mixed(side, side + other, 2 * side + other + 1)
        yield "adversarial", mixed(side, side, 2 * side)
        yield "negative", mixed(side, side, -other)
    for _ in range(2):
        yield "minimal", mixed(0, 0, rng.randint(0, 2))
        yield "single", (1, 1, 1)
        yield "large", mixed(*(rng.randint(900, 1000) for _ in range(3)))


FAMILY = FunctionFamily(
    name="frame_kinds",
    title="Three sides",
    topics=frozenset({"conditionals", "arithmetic", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="kind_of_${whole}",
    givens=(
        Given("one", "int", "the length of the first $thing, from -20 to 1000"),
        Given("two", "int", "the length of the second $thing, from -20 to 1000"),
        Given("three", "int", "the length of the third $thing, from -20 to 1000"),
    ),
    returns="str",
    task=(
        "Three $things make a $whole if each of them is shorter than the other two together. It "
        "is of the kind `$all_equal` when all three have the same length, `$some_equal` when "
        "exactly two have, and `$none_equal` when all lengths differ. If one of the $things is "
        "just as long as the other two together, the kind is `$flat` instead."
    ),
    result="the kind",
    edges=(
        "If one $thing is longer than the other two together, the answer is `none`. It is always "
        "`none` when some length is 0 or below."
    ),
    label="kind",
    oracle=_kind,
    explain=lambda _, one, two, three, __: (
        f"the longest side is {max(one, two, three)} and the other two add up to "
        f"{one + two + three - max(one, two, three)}"
    ),
    references={
        "python": """
            longest = max($one, max($two, $three))
            shortest = min($one, min($two, $three))
            others = $one + $two + $three - longest
            if shortest <= 0 or longest > others:
                return "none"
            if longest == others:
                return "$flat"
            if longest == shortest:
                return "$all_equal"
            if $one == $two or $two == $three or $one == $three:
                return "$some_equal"
            return "$none_equal"
        """,
        "java": """
            int longest = Math.max($one, Math.max($two, $three));
            int shortest = Math.min($one, Math.min($two, $three));
            int others = $one + $two + $three - longest;
            if (shortest <= 0 || longest > others) {
                return "none";
            }
            if (longest == others) {
                return "$flat";
            }
            if (longest == shortest) {
                return "$all_equal";
            }
            if ($one == $two || $two == $three || $one == $three) {
                return "$some_equal";
            }
            return "$none_equal";
        """,
        "cpp": """
            int longest = std::max($one, std::max($two, $three));
            int shortest = std::min($one, std::min($two, $three));
            int others = $one + $two + $three - longest;
            if (shortest <= 0 || longest > others) {
                return "none";
            }
            if (longest == others) {
                return "$flat";
            }
            if (longest == shortest) {
                return "$all_equal";
            }
            if ($one == $two || $two == $three || $one == $three) {
                return "$some_equal";
            }
            return "$none_equal";
        """,
    },
    inputs=_inputs,
    goals=(
        "find the longest and the shortest of the three",
        "sort out what makes nothing at all",
        "look for the flat case",
        "count how many are equal, and name the kind",
    ),
    pitfalls=(
        Pitfall(
            "a flat one counts as a good one",
            lambda v, *sides: _kind({**v, "flat": _named(v, sides)}, *sides),
        ),
        Pitfall(
            "only the first two lengths are compared for being equal",
            lambda v, one, two, three: _kind(
                {**v, "some_equal": v["some_equal"] if one == two else v["none_equal"]},
                one,
                two,
                three,
            ),
        ),
        Pitfall(
            "lengths of 0 or below are not looked at",
            lambda v, *sides: _kind(v, *sides) if min(sides) > 0 else _named(v, sides),
        ),
    ),
    variant=_variant,
)
