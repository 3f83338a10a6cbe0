"""Put a result into one of four classes."""

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
        "at the cake contest",
        "A cake contest has two judges. Their points decide which ribbon a cake gets.",
        {"thing": "cake", "one": "taste", "two": "looks", "a": "blue", "b": "red", "c": "white"},
    ),
    World(
        "in the wave station",
        "A station measures wind and waves. It hoists a flag so that boats know what to expect.",
        {"thing": "sea", "one": "wind", "two": "waves", "a": "storm", "b": "rough", "c": "fair"},
    ),
    World(
        "at the juggling test",
        "A circus school tests jugglers. Two marks decide which group they join.",
        {
            "thing": "juggler",
            "one": "speed",
            "two": "style",
            "a": "master",
            "b": "player",
            "c": "starter",
        },
    ),
    World(
        "in the cheese cellar",
        "Cheese is graded for smell and for taste. The grade is printed on the label.",
        {
            "thing": "cheese",
            "one": "smell",
            "two": "taste",
            "a": "gold",
            "b": "silver",
            "c": "bronze",
        },
    ),
    World(
        "on the hiking map",
        "A map grades its trails. Height and length decide how a trail is marked.",
        {
            "thing": "trail",
            "one": "height",
            "two": "length",
            "a": "black",
            "b": "red",
            "c": "green",
        },
    ),
    World(
        "in the fire watch",
        "A tower watches the forest. Heat and dryness decide on the warning.",
        {
            "thing": "forest",
            "one": "heat",
            "two": "dryness",
            "a": "alarm",
            "b": "watch",
            "c": "calm",
        },
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    low = rng.choice([8, 10, 12])
    return {"low": low, "mid": low + 10, "top": low + 20, "weight": rng.choice([2, 3])}


def _grade(v: Variant, one: int, two: int) -> str:
    total = one * v["weight"] + two
    marks = [(v["top"], "a"), (v["mid"], "b"), (v["low"], "c")]
    return next((_names(v)[name] for least, name in marks if total >= least), "none")


def _names(v: Variant) -> dict[str, str]:
    return {"a": str(v["mark_a"]), "b": str(v["mark_b"]), "c": str(v["mark_c"])}


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for edge in (v["low"], v["mid"], v["top"]):
        for total in (edge - 1, edge):
            yield "boundary", (total // v["weight"], total % v["weight"])
            yield "adversarial", (0, total)
    for _ in range(3):
        yield "minimal", (0, rng.randint(0, 2))
        yield "single", (rng.randint(1, 9), 0)
        yield "large", (20, rng.randint(0, 20))
    for _ in range(20):
        yield "typical", (rng.randint(0, 12), rng.randint(0, 16))


def _drawn(rng: Random, difficulty: Difficulty) -> Variant:
    letters = rng.choice(["AXQ", "HMT", "KPR", "DNW"])
    marks = {f"mark_{name}": f"class {letter}" for name, letter in zip("abc", letters, strict=True)}
    return {**_variant(rng, difficulty), **marks}


FAMILY = FunctionFamily(
    name="band_label",
    title="Finding the class",
    topics=frozenset({"conditionals", "arithmetic", "variables"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="class_of_${thing}",
    givens=(
        Given("first", "int", "the points for $one, from 0 to 20", "$one"),
        Given("second", "int", "the points for $two, from 0 to 40", "$two"),
    ),
    returns="str",
    task=(
        "The points for $one count $weight times and the points for $two count once. A $thing "
        "with a sum of at least "
        "$top belongs to `$mark_a`. Otherwise, with at least $mid it belongs to `$mark_b`. "
        "Otherwise, with at least "
        "$low it belongs to `$mark_c`."
    ),
    result="the name of the class, written exactly as above",
    edges=(
        "A $thing with less than $low points in all belongs to no class: then the answer is `none`."
    ),
    label="result",
    oracle=_grade,
    explain=lambda v, one, two, _: f"the sum is {one * v['weight'] + two}",
    references={
        "python": """
            total = $first * $weight + $second
            if total >= $top:
                return "$mark_a"
            if total >= $mid:
                return "$mark_b"
            if total >= $low:
                return "$mark_c"
            return "none"
        """,
        "java": """
            int total = $first * $weight + $second;
            if (total >= $top) {
                return "$mark_a";
            }
            if (total >= $mid) {
                return "$mark_b";
            }
            if (total >= $low) {
                return "$mark_c";
            }
            return "none";
        """,
        "cpp": """
            int total = $first * $weight + $second;
            if (total >= $top) {
                return "$mark_a";
            }
            if (total >= $mid) {
                return "$mark_b";
            }
            if (total >= $low) {
                return "$mark_c";
            }
            return "none";
        """,
    },
    inputs=_inputs,
    goals=(
        "work out the weighted sum",
        "test for the highest class first",
        "go down class by class",
        "answer none at the end",
    ),
    pitfalls=(
        Pitfall(
            "a sum that just reaches the highest class is put one class lower",
            lambda v, a, b: _grade({**v, "top": v["top"] + 1}, a, b),
        ),
        Pitfall(
            "a sum that just reaches the middle class is put one class lower",
            lambda v, a, b: _grade({**v, "mid": v["mid"] + 1}, a, b),
        ),
        Pitfall(
            "a sum that just reaches the lowest class is put into none",
            lambda v, a, b: _grade({**v, "low": v["low"] + 1}, a, b),
        ),
        Pitfall(
            "a sum that just misses a class is put into it", lambda v, a, b: _grade(v, a, b + 1)
        ),
        Pitfall(
            "both kinds of points count once", lambda v, a, b: _grade({**v, "weight": 1}, a, b)
        ),
    ),
    variant=_drawn,
)
