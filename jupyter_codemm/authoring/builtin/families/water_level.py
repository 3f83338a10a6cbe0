"""Follow a level that rises and is cut back, and report it after some days."""

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
        "in the rain barrel",
        "Rain fills a barrel behind the house. When it gets too full, somebody waters the beans.",
        {"day": "day", "days": "days", "things": "litres", "whole": "barrel"},
    ),
    World(
        "in the fish tank",
        (
            "Guppies are quick to have young. When the tank gets crowded, some fish move to the "
            "school."
        ),
        {"day": "month", "days": "months", "things": "fish", "whole": "tank"},
    ),
    World(
        "in the wood shed",
        "Neighbours bring wood to a shed. When it gets too full, a part is given to the baker.",
        {"day": "week", "days": "weeks", "things": "logs", "whole": "shed"},
    ),
    World(
        "in the mail bag",
        "Letters gather in a mail bag. When it gets too heavy, a part of them goes off by bike.",
        {"day": "hour", "days": "hours", "things": "letters", "whole": "bag"},
    ),
    World(
        "in the coin jar",
        (
            "Guests of a cafe drop coins into a jar. When it gets too full, the cook takes some "
            "for a treat."
        ),
        {"day": "shift", "days": "shifts", "things": "coins", "whole": "jar"},
    ),
    World(
        "in the hay loft",
        "Farmers store hay in a loft. When the floor starts to bend, some bales go to the sheep.",
        {"day": "day", "days": "days", "things": "bales", "whole": "loft"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    part = rng.choice([2, 3, 4])
    return {"part": part, "share": {2: "half", 3: "a third", 4: "a quarter"}[part]}


def _level(v: Variant, start: int, gain: int, limit: int, rounds: int) -> int:
    for _ in range(rounds):
        start += gain
        if start > limit:
            start -= start // v["part"]
    return start


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, start in small_numbers(rng, 0, 50):
        yield category, (start, rng.randint(1, 20), rng.randint(20, 60), rng.randint(1, 8))
        yield "boundary", (start, 5, start + 5 * rng.randint(1, 3), rng.randint(2, 5))
    for start in (0, 9, 31):
        yield "minimal", (start, 4, 40, 0)
        yield "large", (start, 9, 55, 40)
        yield "adversarial", (start, 7, start, 1)


def _rounded_up(v: Variant, start: int, gain: int, limit: int, rounds: int) -> int:
    for _ in range(rounds):
        start += gain
        if start > limit:
            start -= (start + v["part"] - 1) // v["part"]
    return start


FAMILY = FunctionFamily(
    name="water_level",
    title="Filling and cutting back",
    topics=frozenset({"loops", "variables", "arithmetic", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="level_after",
    givens=(
        Given("start", "int", "the $things in the $whole at the start, from 0 to 50"),
        Given("gain", "int", "the $things that each $day brings, from 1 to 20"),
        Given("limit", "int", "the most that the $whole should hold, from 0 to 80"),
        Given("rounds", "int", "how many $days go by, from 0 to 40"),
    ),
    returns="int",
    task=(
        "The $whole starts with `$start` $things. Each $day first brings `$gain` more. If there "
        "are then more than "
        "`$limit` $things, $share of what is there goes away. That share is rounded down to a "
        "whole number. Follow "
        "the $whole for `$rounds` $days."
    ),
    result="how many $things are in the $whole at the end",
    edges="With 0 $days nothing happens at all, even if the $whole is too full.",
    label="$things left",
    oracle=_level,
    explain=lambda v, start, gain, limit, rounds, _: (
        "the numbers at the end of each step are "
        + ", ".join(str(_level(v, start, gain, limit, n)) for n in range(min(rounds, 5) + 1))
    ),
    references={
        "python": """
            level = $start
            for _ in range($rounds):
                level += $gain
                if level > $limit:
                    level -= level // $part
            return level
        """,
        "java": """
            int level = $start;
            for (int round = 0; round < $rounds; round++) {
                level += $gain;
                if (level > $limit) {
                    level -= level / $part;
                }
            }
            return level;
        """,
        "cpp": """
            int level = $start;
            for (int round = 0; round < $rounds; round++) {
                level += $gain;
                if (level > $limit) {
                    level -= level / $part;
                }
            }
            return level;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with the given level",
        "repeat for every $day",
        "add the gain first",
        "then see whether the limit is passed and take the share away",
    ),
    pitfalls=(
        Pitfall(
            "the share is taken already when the limit is met exactly",
            lambda v, s, g, limit, n: _level(v, s, g, limit - 1, n),
        ),
        Pitfall(
            "the share is rounded up, since the part that stays is rounded down",
            _rounded_up,
        ),
    ),
    variant=_variant,
)
