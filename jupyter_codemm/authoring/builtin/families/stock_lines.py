"""Keep a stock in a map while reading orders as short texts."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.worlds.tagged import TAGGED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"into": "+", "out": "-", "limit": rng.choice([20, 25, 30])}


def _stock(v: Variant, orders: list[str]) -> list[list[object]]:
    stock: dict[str, int] = {}
    for order in orders:
        name, sign, number = order[0], order[1], int(order[2:])
        held = stock.get(name, 0)
        stock[name] = min(held + number, v["limit"]) if sign == "+" else max(held - number, 0)
    return [[name, stock[name]] for name in sorted(stock) if stock[name] > 0]


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit = v["limit"]
    yield "minimal", ([],)
    yield "single", (["a+5"],)
    yield "single", (["b-3"],)
    yield "boundary", ([f"a+{limit}", f"b+{limit + 1}", "a-1"],)
    yield "boundary", (["a+4", "a-4", "b+2"],)
    yield "boundary", ([f"c+{limit - 1}", "c+1", "c+1"],)
    yield "negative", (["a+4", "a-9", "a+2"],)
    yield "negative", (["d-4", "d+3", "c-1"],)
    for _ in range(18):
        yield "typical", (_orders(rng, rng.randint(3, 7)),)
    for _ in range(4):
        yield "large", (_orders(rng, 18),)
        yield "duplicates", (_orders(rng, 5) * 2,)
        yield (
            "adversarial",
            ([f"a+{rng.randint(8, 15)}" for _ in range(4)] + ["a-9", "b-2", "b+1"],),
        )


def _orders(rng: Random, count: int) -> list[str]:
    return [f"{rng.choice('abcd')}{rng.choice('++-')}{rng.randint(1, 15)}" for _ in range(count)]


FAMILY = FunctionFamily(
    name="stock_lines",
    title="Keeping the stock",
    topics=frozenset(
        {"maps", "strings", "functions", "lists", "loops", "conditionals", "arithmetic"}
    ),
    difficulties=frozenset({"hard"}),
    worlds=TAGGED,
    call="stock_of_${things}",
    givens=(
        Given(
            "orders",
            "list[str]",
            "0 to 20 orders, such as `a+5` or `b-12`; the number is from 1 to 99",
        ),
    ),
    returns="map[str, int]",
    task=(
        (
            "The $things are kept on shelves `a`, `b`, `c` and `d`. An order names a shelf, then "
            "`+` or `-`, then a number. With `+` that many $things are put on the shelf, but a "
            "shelf never holds more than $limit: what is too much goes back. With `-` they are "
            "taken off, but never more than there are. All shelves are empty at the start. Write "
            "a helper that works out the new number on a shelf. Keep the numbers in a map."
        ),
        (
            "There are four shelves for $things: `a`, `b`, `c` and `d`. Nothing is on them at "
            "first. Each order consists of the name of a shelf, the sign `+` or `-`, and a "
            "number. A `+` brings that many $things, but the shelf takes no more than $limit in "
            "all. A `-` takes that many away, or all of them if the shelf has fewer. A helper "
            "works out what is on a shelf after one order, and a map keeps the numbers of all "
            "shelves."
        ),
    ),
    result="a map from each shelf that holds something at the end to its number of $things",
    edges="A shelf that is empty at the end is left out of the map.",
    label="shelves",
    oracle=_stock,
    explain=lambda _, orders, result: (
        f"after {len(orders)} orders {len(result)} of the shelves hold something"
    ),
    references={
        "python": """
            def updated(held: int, sign: str, number: int) -> int:
                if sign == "$into":
                    return min(held + number, $limit)
                return max(held - number, 0)
            ---
            stock = {}
            for order in $orders:
                shelf = order[0]
                number = int(order[2:])
                stock[shelf] = updated(stock.get(shelf, 0), order[1], number)
            filled = {}
            for shelf in stock:
                if stock[shelf] > 0:
                    filled[shelf] = stock[shelf]
            return filled
        """,
        "java": """
            static int updated(int held, char sign, int number) {
                if (sign == '$into') {
                    return Math.min(held + number, $limit);
                }
                return Math.max(held - number, 0);
            }
            ---
            Map<String, Integer> stock = new HashMap<>();
            for (String order : $orders) {
                String shelf = order.substring(0, 1);
                int number = Integer.parseInt(order.substring(2));
                int held = stock.getOrDefault(shelf, 0);
                stock.put(shelf, updated(held, order.charAt(1), number));
            }
            Map<String, Integer> filled = new TreeMap<>();
            for (Map.Entry<String, Integer> entry : stock.entrySet()) {
                if (entry.getValue() > 0) {
                    filled.put(entry.getKey(), entry.getValue());
                }
            }
            return filled;
        """,
        "cpp": """
            int updated(int held, char sign, int number) {
                if (sign == '$into') {
                    return std::min(held + number, $limit);
                }
                return std::max(held - number, 0);
            }
            ---
            std::map<std::string, int> stock;
            for (const std::string& order : $orders) {
                std::string shelf = order.substr(0, 1);
                int number = std::stoi(order.substr(2));
                stock[shelf] = updated(stock[shelf], order[1], number);
            }
            std::map<std::string, int> filled;
            for (const auto& entry : stock) {
                if (entry.second > 0) {
                    filled.insert(entry);
                }
            }
            return filled;
        """,
    },
    inputs=_inputs,
    goals=(
        "take an order apart: shelf, sign, number",
        "write the helper with both limits",
        "keep the number of each shelf in a map",
        "leave out the empty shelves at the end",
    ),
    pitfalls=(
        Pitfall(
            "a shelf may hold any number", lambda v, orders: _stock({**v, "limit": 10**6}, orders)
        ),
        Pitfall(
            "only the first digit of a number is read",
            lambda v, orders: _stock(v, [order[:3] for order in orders]),
        ),
        Pitfall(
            "empty shelves stay in the map",
            lambda v, orders: (
                _stock(v, orders)
                + [
                    [name, 0]
                    for name in sorted(
                        {o[0] for o in orders} - {str(k) for k, _ in _stock(v, orders)}
                    )
                ]
            ),
        ),
    ),
    variant=_variant,
)
