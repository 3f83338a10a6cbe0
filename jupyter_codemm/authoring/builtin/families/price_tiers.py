"""Work out a price with steps, a discount and a delivery fee."""

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
        "at the print shop",
        "A print shop makes posters. Large orders get cheaper, and a van brings them to your door.",
        {"things": "posters", "things_one": "poster"},
    ),
    World(
        "at the seed farm",
        "A farm sends seed boxes by mail. Those who order many boxes pay less.",
        {"things": "boxes", "things_one": "box"},
    ),
    World(
        "at the candle works",
        "A workshop pours candles for feasts. Large orders are welcome and get a lower price.",
        {"things": "candles", "things_one": "candle"},
    ),
    World(
        "at the soap kitchen",
        "Two friends boil soap and sell it to hotels. Hotels that order a lot pay less.",
        {"things": "bars", "things_one": "bar"},
    ),
    World(
        "at the button mill",
        "A mill cuts buttons from wood. Tailors who order many get a better price.",
        {"things": "buttons", "things_one": "button"},
    ),
    World(
        "at the map press",
        "A press prints maps for hikers. Clubs that order many maps save money.",
        {"things": "maps", "things_one": "map"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {
        "some": rng.choice([10, 20]),
        "many": rng.choice([50, 60]),
        "small": rng.choice([5, 8, 10]),
        "big": rng.choice([15, 20, 25]),
        "free": rng.choice([3000, 4000, 5000]),
        "fee": rng.choice([290, 350, 490]),
    }


def _price(v: Variant, count: int, cents: int) -> int:
    if count <= 0:
        return 0
    percent = v["big"] if count >= v["many"] else v["small"] if count >= v["some"] else 0
    total = count * cents
    total -= total * percent // 100
    return int(total + (v["fee"] if total < v["free"] else 0))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for edge in (v["some"], v["many"]):
        for count in (edge - 1, edge, edge + 1):
            yield "boundary", (count, rng.randint(10, 300))
    yield "boundary", (1, v["free"])
    yield "boundary", (2, v["free"] // 2)
    for count in (0, -1, -7):
        yield "minimal" if count == 0 else "negative", (count, rng.randint(10, 300))
    for _ in range(4):
        yield "single", (1, rng.randint(10, 300))
        yield "large", (rng.randint(300, 900), rng.randint(100, 900))
    for _ in range(20):
        yield "typical", (rng.randint(2, 80), rng.randint(10, 300))
    yield "adversarial", (v["some"], v["free"] // v["some"])


FAMILY = FunctionFamily(
    name="price_tiers",
    title="The price of an order",
    topics=frozenset({"arithmetic", "conditionals", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="order_price",
    givens=(
        Given("count", "int", "how many $things are ordered, from -9 to 900"),
        Given("cents", "int", "the price of one $things_one in cents, from 10 to 5000"),
    ),
    returns="int",
    task=(
        "From $some $things on, the customer saves $small percent of the whole sum. From $many "
        "$things on, it is "
        "$big percent instead. What is saved is rounded down to whole cents. If the sum after "
        "that is below $free "
        "cents, a delivery fee of $fee cents is added."
    ),
    result="the price to pay in cents",
    edges="An order of 0 $things or less is no order: the answer is 0.",
    label="cents to pay",
    oracle=_price,
    explain=lambda _v, count, cents, _: (
        f"the full sum is {count * cents} cents before anything is taken off or added"
        if count > 0
        else "this is no order"
    ),
    references={
        "python": """
            if $count <= 0:
                return 0
            total = $count * $cents
            if $count >= $many:
                total -= total * $big // 100
            elif $count >= $some:
                total -= total * $small // 100
            if total < $free:
                total += $fee
            return total
        """,
        "java": """
            if ($count <= 0) {
                return 0;
            }
            int total = $count * $cents;
            if ($count >= $many) {
                total -= total * $big / 100;
            } else if ($count >= $some) {
                total -= total * $small / 100;
            }
            if (total < $free) {
                total += $fee;
            }
            return total;
        """,
        "cpp": """
            if ($count <= 0) {
                return 0;
            }
            int total = $count * $cents;
            if ($count >= $many) {
                total -= total * $big / 100;
            } else if ($count >= $some) {
                total -= total * $small / 100;
            }
            if (total < $free) {
                total += $fee;
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "stop at once when there is no order",
        "work out the full sum",
        "take off the right percentage, the larger step first",
        "add the fee when the sum is still small",
    ),
    pitfalls=(
        Pitfall(
            "an order of exactly the first step size does not get the lower price",
            lambda v, n, c: _price({**v, "some": v["some"] + 1}, n, c),
        ),
        Pitfall(
            "an order of exactly the second step size gets the smaller discount",
            lambda v, n, c: _price({**v, "many": v["many"] + 1}, n, c),
        ),
        Pitfall(
            "the fee depends on the sum before the discount",
            lambda v, n, c: (
                _price({**v, "free": 0}, n, c) + (v["fee"] if 0 < n * c < v["free"] else 0)
            ),
        ),
        Pitfall(
            "a sum that just reaches the free limit still pays the fee",
            lambda v, n, c: _price({**v, "free": v["free"] + 1}, n, c),
        ),
    ),
    variant=_variant,
)
