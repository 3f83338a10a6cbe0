"""Pay for things that are cheaper in bundles."""

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
        "in the balloon shop",
        "A shop sells balloons one by one or in packs. People pay whatever is cheaper.",
        {"things": "balloons", "bundle": "pack"},
    ),
    World(
        "on the tram",
        (
            "Tram rides are paid one by one or with a strip of rides. The machine finds the "
            "better price."
        ),
        {"things": "rides", "bundle": "strip"},
    ),
    World(
        "in the tile yard",
        "A yard sells tiles one by one or on a tray. The computer at the gate works out the bill.",
        {"things": "tiles", "bundle": "tray"},
    ),
    World(
        "at the photo stand",
        "A stand prints photos one by one or as a sheet. The owner wants the bill worked out.",
        {"things": "photos", "bundle": "sheet"},
    ),
    World(
        "at the bun cart",
        "A cart sells buns one by one or in bags. Its till has to be taught the prices.",
        {"things": "buns", "bundle": "bag"},
    ),
    World(
        "at the boat hire",
        (
            "Boats are hired by the hour or with an hour card. The guests always want the better "
            "price."
        ),
        {"things": "hours", "bundle": "card"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    size = rng.choice([4, 5, 6])
    return {
        "size": size,
        "single": (single := rng.randint(30, 60)),
        "pack": single * (size - 1) - rng.randint(3, 20),
    }


def _price(v: Variant, count: int, fee: int) -> int:
    packs, rest = divmod(count, v["size"])
    return int(packs * v["pack"] + min(rest * v["single"], v["pack"]) + (fee if count else 0))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    size = v["size"]
    for fee in (0, 7, 50):
        yield "minimal", (0, fee)
        yield "single", (1, fee)
        yield "boundary", (size - 1, fee)
        yield "boundary", (size, fee)
        yield "boundary", (size * 2 - 1, fee)
        yield "adversarial", (size * 3 - 2, fee)
        yield "large", (rng.randint(300, 900), fee)
    for _ in range(20):
        yield "typical", (rng.randint(2, 40), rng.randint(0, 99))


FAMILY = FunctionFamily(
    name="price_bundle",
    title="The cheapest bill",
    topics=frozenset({"arithmetic", "conditionals", "variables"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="price_of_${things}",
    givens=(
        Given("count", "int", "how many $things are bought, from 0 to 900"),
        Given("fee", "int", "the fee for each bill in cents, from 0 to 99"),
    ),
    returns="int",
    task=(
        "One of the $things costs $single cents. A $bundle with $size of them costs $pack cents. "
        "Take as many "
        "full ${bundle}s as you can. For what is left over, pay one by one, or take one more "
        "$bundle when "
        "that is cheaper. Then add `$fee` to the bill."
    ),
    result="the price in cents",
    edges="Whoever buys nothing pays nothing, not even the fee.",
    label="cents",
    oracle=_price,
    explain=lambda v, count, _, __: (
        f"there are {count // v['size']} full bundles, and {count % v['size']} are left over"
    ),
    references={
        "python": """
            if $count == 0:
                return 0
            total = $count // $size * $pack
            rest = $count % $size * $single
            if rest > $pack:
                rest = $pack
            return total + rest + $fee
        """,
        "java": """
            if ($count == 0) {
                return 0;
            }
            int total = $count / $size * $pack;
            int rest = $count % $size * $single;
            if (rest > $pack) {
                rest = $pack;
            }
            return total + rest + $fee;
        """,
        "cpp": """
            if ($count == 0) {
                return 0;
            }
            int total = $count / $size * $pack;
            int rest = $count % $size * $single;
            if (rest > $pack) {
                rest = $pack;
            }
            return total + rest + $fee;
        """,
    },
    inputs=_inputs,
    goals=(
        "deal with an empty bill at once",
        "work out the price of the full bundles",
        "work out what the rest costs one by one",
        "take a whole bundle when that is cheaper",
        "add the fee",
    ),
    pitfalls=(
        Pitfall(
            "the fee is asked for even when nothing is bought",
            lambda v, n, fee: _price(v, n, 0) + fee,
        ),
        Pitfall(
            "the rest is always paid one by one",
            lambda v, n, fee: (
                n // v["size"] * v["pack"] + n % v["size"] * v["single"] + (fee if n else 0)
            ),
        ),
    ),
    variant=_variant,
)
