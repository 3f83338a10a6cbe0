"""Add up what a helper finds in a map of prices."""

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

_FLAVOURS = tuple(
    """almond apple cherry cocoa ginger grape hazel honey lemon lime mango melon mint nutmeg orange
    peach pear plum rose vanilla""".split()
)
_WORLDS = (
    World(
        "at the juice bar",
        "A bar presses fresh juice all day. Each glass has one flavour.",
        {"thing": "glass", "things": "glasses"},
    ),
    World(
        "in the soap shop",
        "Soap with the smell of fruit is boiled in a shop. A tag names the flavour of each bar.",
        {"thing": "bar", "things": "bars"},
    ),
    World(
        "at the candle stall",
        "Candles with the smell of fruit are sold at a stall. Each of them has one flavour only.",
        {"thing": "candle", "things": "candles"},
    ),
    World(
        "by the ice van",
        "An ice van stops in the park. A child calls out the flavours for all of the friends.",
        {"thing": "scoop", "things": "scoops"},
    ),
    World(
        "in the jam kitchen",
        "Jam is cooked in a farm kitchen. Every jar is sold under the name of what is in it.",
        {"thing": "jar", "things": "jars"},
    ),
    World(
        "in the sweet shop",
        "Sweets are weighed and packed in paper bags. Only one flavour goes into a bag.",
        {"thing": "bag", "things": "bags"},
    ),
    World(
        "at the syrup mill",
        "A mill makes syrup and fills it into bottles. A tag shows the flavour of each bottle.",
        {"thing": "bottle", "things": "bottles"},
    ),
    World(
        "behind the cake window",
        "Slices of cake are sold through a window. A new helper has to work out what they cost.",
        {"thing": "slice", "things": "slices"},
    ),
    World(
        "on the tea cart",
        "A cart with hot tea rolls through the office. Its driver notes the flavour of every cup.",
        {"thing": "cup", "things": "cups"},
    ),
    World(
        "in the dairy",
        "A dairy stirs flavours into its yoghurt. The pots are handed over at the back door.",
        {"thing": "pot", "things": "pots"},
    ),
    World(
        "at the balm maker",
        "Balm for dry lips is poured into small tins. One flavour goes into each tin.",
        {"thing": "tin", "things": "tins"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    first, second, third = rng.sample(_FLAVOURS, 3)
    one, two, three, other = rng.sample(range(25, 100, 5), 4)
    return {
        "first": first,
        "second": second,
        "third": third,
        "one": one,
        "two": two,
        "three": three,
        "other": other,
        "many": rng.choice([3, 4, 5, 6]),
        "off": rng.choice([10, 15, 20, 30, 50]),
    }


def _prices(v: Variant, flavours: list[str]) -> list[int]:
    prices: dict[str, int] = {v["first"]: v["one"], v["second"]: v["two"], v["third"]: v["three"]}
    return [prices.get(flavour, int(v["other"])) for flavour in flavours]


def _bill(v: Variant, flavours: list[str]) -> int:
    return sum(_prices(v, flavours)) - (v["off"] if len(flavours) >= v["many"] else 0)


def _once(v: Variant, flavours: list[str]) -> int:
    cut = v["off"] if len(flavours) >= v["many"] else 0
    return sum(_prices(v, sorted(set(flavours)))) - cut


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    known, many = [v["first"], v["second"], v["third"]], v["many"]
    others = [flavour for flavour in _FLAVOURS if flavour not in known]

    def some(count: int) -> list[str]:
        return [rng.choice(known * 2 + rng.sample(others, 2)) for _ in range(count)]

    yield "minimal", ([],)
    for flavour in (*known, others[0]):
        yield "single", ([flavour],)
    for _ in range(12):
        yield "typical", (some(rng.randint(2, 6)),)
    for count in (many - 1, many, many + 1):
        yield "boundary", (some(count),)
        yield "boundary", (rng.sample([*known, *others], count),)
        yield "duplicates", ([rng.choice(known)] * count,)
        yield "duplicates", (rng.choices(known, k=count),)
        yield "adversarial", ([*rng.sample(others, 2), *some(count - 1)],)
    for _ in range(3):
        yield "large", (some(12),)


FAMILY = FunctionFamily(
    name="helper_prices",
    title="Looking up prices",
    topics=frozenset({"functions", "maps", "loops", "lists"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="bill_for_${things}",
    givens=(
        Given(
            "flavours",
            "list[str]",
            "the flavours of the $things that are bought; 0 to 20 lowercase words",
        ),
    ),
    returns="int",
    task=(
        (
            "The price depends on the flavour. In cents, a $thing of `$first` costs $one, a "
            "$thing of `$second` costs $two and a $thing of `$third` costs $three. Any other "
            "flavour costs $other. Write a helper that looks up the price of one flavour in a "
            "map. Call it for every $thing and add up the prices. Whoever buys "
            "$many or more $things then pays $off cents less."
        ),
        (
            "Put these prices in cents into a map: $one for `$first`, $two for `$second`, $three "
            "for `$third`. A $thing of any flavour that is not in the map is sold for $other "
            "cents. A helper function gets one flavour and answers with its price. With its help,"
            " add up the whole bill. At the end, take $off cents away if there are at least "
            "$many $things on the bill."
        ),
    ),
    result="what has to be paid, in cents",
    edges="A flavour that comes twice is paid twice. Without any $things, the bill is 0.",
    label="cents",
    oracle=_bill,
    explain=lambda v, flavours, _: (
        "the prices are "
        + (", ".join(map(str, _prices(v, flavours))) or "none at all")
        + (f", and {v['off']} cents are taken away" if len(flavours) >= v["many"] else "")
    ),
    references={
        "python": """
            def price_of(flavour: str) -> int:
                prices = {"$first": $one, "$second": $two, "$third": $three}
                return prices.get(flavour, $other)
            ---
            total = 0
            for flavour in $flavours:
                total += price_of(flavour)
            if len($flavours) >= $many:
                total -= $off
            return total
        """,
        "java": """
            static int priceOf(String flavour) {
                Map<String, Integer> prices = new HashMap<>();
                prices.put("$first", $one);
                prices.put("$second", $two);
                prices.put("$third", $three);
                return prices.getOrDefault(flavour, $other);
            }
            ---
            int total = 0;
            for (String flavour : $flavours) {
                total += priceOf(flavour);
            }
            if ($flavours.size() >= $many) {
                total -= $off;
            }
            return total;
        """,
        "cpp": """
            int price_of(const std::string& flavour) {
                std::map<std::string, int> prices;
                prices["$first"] = $one;
                prices["$second"] = $two;
                prices["$third"] = $three;
                if (prices.count(flavour) == 0) {
                    return $other;
                }
                return prices[flavour];
            }
            ---
            int total = 0;
            for (const std::string& flavour : $flavours) {
                total += price_of(flavour);
            }
            if ($flavours.size() >= $many) {
                total -= $off;
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper with the map of prices",
        "let it answer for a flavour that is not in the map, too",
        "add up the price of every $thing",
        "take something off a large bill",
    ),
    pitfalls=(
        Pitfall(
            "a flavour that is not in the map costs nothing",
            lambda v, flavours: _bill({**v, "other": 0}, flavours),
        ),
        Pitfall(
            "with exactly $many $things the full price is asked",
            lambda v, flavours: _bill({**v, "many": v["many"] + 1}, flavours),
        ),
        Pitfall("each flavour is paid for only once", _once),
    ),
    variant=_variant,
)
