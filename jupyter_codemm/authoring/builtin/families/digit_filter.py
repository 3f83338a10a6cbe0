"""Build a number from the digits of another that pass a rule."""

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
        "at the number wheel",
        "A wheel at the fair shows a long number. Only some of its digits win.",
        {"thing": "wheel", "keep": "winning"},
    ),
    World(
        "on the old sign",
        "The numbers on an old sign fade. Small digits can no longer be read.",
        {"thing": "sign", "keep": "readable"},
    ),
    World(
        "in the vault",
        "A vault shows a number for a second. Only the bright digits belong to the code.",
        {"thing": "vault", "keep": "bright"},
    ),
    World(
        "on the scoreboard",
        "A scoreboard has weak lamps. Digits that need few lamps stay dark.",
        {"thing": "board", "keep": "lit"},
    ),
    World(
        "in the radio play",
        "A spy in a radio play hears a number. Some of its digits are only noise.",
        {"thing": "message", "keep": "real"},
    ),
    World(
        "on the dice tower",
        "Dice fall through a tower and form a number. Low dice are taken away.",
        {"thing": "tower", "keep": "high"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"least": rng.choice([3, 4, 5])}


def _kept(v: Variant, number: int) -> int:
    return int("".join(d for d in str(number) if int(d) >= v["least"]) or 0)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    least = v["least"]
    for number in (0, 1, 2):
        yield "minimal", (number,)
    for number in (least - 1, least, least + 1):
        yield "single", (number,)
        yield "boundary", (number * 101 + 10 * least,)
    for _ in range(14):
        yield "typical", (rng.randint(11, 99_999),)
        yield "large", (rng.randint(10**8, 2 * 10**9),)
    for _ in range(4):
        yield "duplicates", (int(str(rng.randint(3, 9)) * rng.randint(2, 6)),)
    yield "adversarial", (int("".join(str(least - d % 2) for d in range(6))),)


FAMILY = FunctionFamily(
    name="digit_filter",
    title="Digits that stay",
    topics=frozenset({"arithmetic", "loops", "variables", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="${keep}_digits",
    givens=(Given("number", "int", "the number on the $thing, from 0 to 2000000000"),),
    returns="int",
    task=(
        "A digit is $keep when it is $least or more. Build a new number from the $keep digits "
        "only, and keep their "
        "order. Work with division and remainder: no text is needed."
    ),
    result="the number made of the $keep digits",
    edges="If no digit is $keep, the answer is 0.",
    label="$keep digits",
    oracle=_kept,
    explain=lambda v, number, _: (
        "the digits that stay are "
        + (", ".join(d for d in str(number) if int(d) >= v["least"]) or "none")
    ),
    references={
        "python": """
            result = 0
            place = 1
            rest = $number
            while rest > 0:
                digit = rest % 10
                if digit >= $least:
                    result += digit * place
                    place *= 10
                rest //= 10
            return result
        """,
        "java": """
            int result = 0;
            long place = 1;
            int rest = $number;
            while (rest > 0) {
                int digit = rest % 10;
                if (digit >= $least) {
                    result += (int) (digit * place);
                    place *= 10;
                }
                rest /= 10;
            }
            return result;
        """,
        "cpp": """
            long long result = 0;
            long long place = 1;
            int rest = $number;
            while (rest > 0) {
                int digit = rest % 10;
                if (digit >= $least) {
                    result += digit * place;
                    place *= 10;
                }
                rest /= 10;
            }
            return static_cast<int>(result);
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the result, the next place value and the rest",
        "take off the last digit",
        "when the digit stays, put it at the next place",
        "let the place grow only then",
    ),
    pitfalls=(
        Pitfall("the digits come out in reverse order", lambda v, n: int(str(_kept(v, n))[::-1])),
        Pitfall(
            "the border digit is dropped too", lambda v, n: _kept({"least": v["least"] + 1}, n)
        ),
    ),
    variant=_variant,
)
