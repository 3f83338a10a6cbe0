"""Work out a fee with free minutes, started hours, night hours and a cap."""

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
        "at the boat house",
        "Rowing boats are hired by the minute. The fee has grown by many rules over the years.",
        {"thing": "boat"},
    ),
    World(
        "at the ice rink",
        "Skates are lent at the ice rink. The man at the desk wants a program for the fees.",
        {"thing": "pair of skates"},
    ),
    World(
        "at the bike dock",
        "City bikes are taken from a dock and brought back. The app has to show the fee.",
        {"thing": "bike"},
    ),
    World(
        "in the music hall",
        "Practice rooms with a piano can be hired. A screen at the door shows what to pay.",
        {"thing": "room"},
    ),
    World(
        "at the tool barn",
        "A village lends its tools. A sheet on the barn door explains the fees.",
        {"thing": "tool"},
    ),
    World(
        "at the ski hut",
        "Sledges can be hired at the hut. The fee is worked out when they come back.",
        {"thing": "sledge"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    first, later = rng.choice([(200, 120), (250, 150), (300, 180)])
    return {
        "free": rng.choice([10, 15, 20]),
        "first": first,
        "later": later,
        "night": rng.choice([50, 80]),
        "cap": rng.choice([900, 1000, 1200]),
    }


def _fee(v: Variant, begin: int, minutes: int, member: int) -> int:
    if minutes <= v["free"]:
        return 0
    hours = (minutes + 59) // 60
    total = v["first"] + (hours - 1) * v["later"]
    total += v["night"] if begin + minutes > 1200 else 0
    total = min(total, v["cap"])
    return int(total // 2 if member else total)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    free = v["free"]
    for minutes in (0, 1, free):
        yield "minimal", (rng.randint(480, 1190), minutes, rng.randint(0, 1))
    for minutes in (free + 1, 59, 60, 61, 120, 121):
        yield "boundary", (600, minutes, rng.randint(0, 1))
    for begin in (1100, 1139, 1140, 1141):
        yield "boundary", (begin, 60, 0)
        yield "adversarial", (begin, 61, 1)
    for _ in range(4):
        yield "large", (rng.randint(480, 700), rng.randint(600, 900), 1)
        yield "large", (rng.randint(480, 700), rng.randint(500, 900), 0)
        yield "single", (rng.randint(480, 800), rng.randint(free + 1, 59), rng.randint(0, 1))
    for _ in range(20):
        yield "typical", (rng.randint(480, 1190), rng.randint(20, 400), rng.randint(0, 1))


FAMILY = FunctionFamily(
    name="price_parking",
    title="What to pay",
    topics=frozenset({"arithmetic", "conditionals", "variables", "functions"}),
    difficulties=frozenset({"hard"}),
    worlds=_WORLDS,
    call="fee_for",
    givens=(
        Given(
            "begin", "int", "when the $thing is taken, in minutes after midnight, from 480 to 1190"
        ),
        Given("minutes", "int", "for how many minutes it is kept, from 0 to 900"),
        Given("member", "int", "1 for a member of the club, 0 for a guest"),
    ),
    returns="int",
    task=(
        "Up to $free minutes are free. After that the first hour costs $first cents and each "
        "further hour $later "
        "cents. An hour that has begun counts in full. If the $thing comes back after minute 1200"
        " of the day, $night "
        "cents are added. Nobody pays more than $cap cents before any member price. A member pays"
        " half of the result, rounded down. "
        "Use a helper for the hours that have begun."
    ),
    result="the fee in cents",
    edges=(
        "The free minutes are also free late in the day. Coming back exactly at minute 1200 costs"
        " nothing extra."
    ),
    label="fee",
    oracle=_fee,
    explain=lambda v, begin, minutes, _, __: (
        f"{(minutes + 59) // 60} hours have begun and the $thing is back at minute "
        f"{begin + minutes}"
        if minutes > v["free"]
        else "the time is within the free minutes"
    ),
    references={
        "python": """
            def begun_hours(time: int) -> int:
                hours = time // 60
                if time % 60 > 0:
                    hours += 1
                return hours
            ---
            if $minutes <= $free:
                return 0
            total = $first + (begun_hours($minutes) - 1) * $later
            if $begin + $minutes > 1200:
                total += $night
            if total > $cap:
                total = $cap
            if $member == 1:
                total //= 2
            return total
        """,
        "java": """
            static int begunHours(int time) {
                int hours = time / 60;
                if (time % 60 > 0) {
                    hours++;
                }
                return hours;
            }
            ---
            if ($minutes <= $free) {
                return 0;
            }
            int total = $first + (begunHours($minutes) - 1) * $later;
            if ($begin + $minutes > 1200) {
                total += $night;
            }
            if (total > $cap) {
                total = $cap;
            }
            return $member == 1 ? total / 2 : total;
        """,
        "cpp": """
            int begun_hours(int time) {
                int hours = time / 60;
                if (time % 60 > 0) {
                    hours++;
                }
                return hours;
            }
            ---
            if ($minutes <= $free) {
                return 0;
            }
            int total = $first + (begun_hours($minutes) - 1) * $later;
            if ($begin + $minutes > 1200) {
                total += $night;
            }
            if (total > $cap) {
                total = $cap;
            }
            return $member == 1 ? total / 2 : total;
        """,
    },
    inputs=_inputs,
    goals=(
        "let the free minutes end the work at once",
        "write the helper that counts begun hours",
        "add up the hours and the late extra",
        "apply the cap",
        "halve the result for members",
    ),
    pitfalls=(
        Pitfall(
            "a full hour is counted as if the next one had begun",
            lambda v, b, m, k: _fee(v, b, m + (m > v["free"]), k),
        ),
        Pitfall(
            "the last of the free minutes is not free",
            lambda v, b, m, k: _fee({**v, "free": v["free"] - 1}, b, m, k),
        ),
        Pitfall(
            "one minute more than the free ones is still free",
            lambda v, b, m, k: _fee({**v, "free": v["free"] + 1}, b, m, k),
        ),
        Pitfall(
            "members pay half before the cap is applied",
            lambda v, b, m, k: min(_fee({**v, "cap": 10**6}, b, m, k), v["cap"]),
        ),
        Pitfall(
            "coming back just in time already costs extra", lambda v, b, m, k: _fee(v, b + 1, m, k)
        ),
    ),
    variant=_variant,
)
