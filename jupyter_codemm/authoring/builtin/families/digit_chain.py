"""Follow a chain of numbers until one comes back, with a set as memory."""

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
        "in the game of chains",
        "Two friends play a game with numbers. Each number decides which one comes next.",
        {"thing": "number", "step": "move", "steps": "moves"},
    ),
    World(
        "on the round trip",
        "A bus has no plan. The number of the present stop decides where it goes next.",
        {"thing": "stop", "step": "ride", "steps": "rides"},
    ),
    World(
        "in the maze of doors",
        "Each door in a maze bears a number. The number tells which door to open next.",
        {"thing": "door", "step": "walk", "steps": "walks"},
    ),
    World(
        "with the magic cards",
        "A card trick goes from card to card. The number on a card names the next card.",
        {"thing": "card", "step": "turn", "steps": "turns"},
    ),
    World(
        "in the echo cave",
        "A cave answers each number with another number. Sooner or later it repeats itself.",
        {"thing": "call", "step": "echo", "steps": "echoes"},
    ),
    World(
        "at the marble run",
        "A marble rolls from cup to cup. The number of a cup decides on the next cup.",
        {"thing": "cup", "step": "roll", "steps": "rolls"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"extra": rng.choice([0, 1, 2, 3]), "power": rng.choice([2, 3])}


def _next(v: Variant, number: int) -> int:
    total: int = v["extra"]
    for digit in str(number):
        total += int(digit) ** v["power"]
    return total


def _chain(v: Variant, number: int) -> int:
    seen: list[int] = []
    while number not in seen:
        seen.append(number)
        number = _next(v, number)
    return len(seen)


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for number in (0, 1):
        yield "minimal", (number,)
    for number in range(2, 10, 2):
        yield "single", (number,)
    for number in (10, 99, 100, 999):
        yield "boundary", (number,)
    for _ in range(18):
        yield "typical", (rng.randint(11, 999),)
        yield "large", (rng.randint(10**6, 10**9),)


FAMILY = FunctionFamily(
    name="digit_chain",
    title="Until it comes back",
    topics=frozenset({"arithmetic", "loops", "functions", "sets", "variables"}),
    difficulties=frozenset({"hard"}),
    worlds=_WORLDS,
    call="chain_length",
    givens=(Given("number", "int", "the first number, from 0 to 1000000000"),),
    returns="int",
    task=(
        (
            "The next $thing is found like this: raise each digit of the number to the power of "
            "$power, add the results, then add $extra. Start at `$number` and go on. Remember in "
            "a set which numbers you have met, and stop when one comes back. Write a helper that "
            "finds the next number."
        ),
        (
            "To get from one $thing to the next, take its digits one by one. Raise each of them "
            "to the power of $power, add up what you get, and add $extra. From `$number` on, find "
            "one $thing after the other until you meet one for the second time. A set remembers "
            "those that you have met. Let a helper find the next number."
        ),
    ),
    result="how many different numbers are met, with the first one",
    edges="The first number counts too. If it leads straight back to itself, the answer is 1.",
    label="numbers met",
    oracle=_chain,
    explain=lambda v, number, result: (
        f"after {number} comes {_next(v, number)}, and {result} numbers are met before one comes "
        f"back"
    ),
    references={
        "python": """
            def following(value: int) -> int:
                total = $extra
                while value > 0:
                    total += (value % 10) ** $power
                    value //= 10
                return total
            ---
            seen = set()
            current = $number
            while current not in seen:
                seen.add(current)
                current = following(current)
            return len(seen)
        """,
        "java": """
            static int following(int value) {
                int total = $extra;
                while (value > 0) {
                    int digit = value % 10;
                    int raised = 1;
                    for (int times = 0; times < $power; times++) {
                        raised *= digit;
                    }
                    total += raised;
                    value /= 10;
                }
                return total;
            }
            ---
            Set<Integer> seen = new HashSet<>();
            int current = $number;
            while (!seen.contains(current)) {
                seen.add(current);
                current = following(current);
            }
            return seen.size();
        """,
        "cpp": """
            int following(int value) {
                int total = $extra;
                while (value > 0) {
                    int digit = value % 10;
                    int raised = 1;
                    for (int times = 0; times < $power; times++) {
                        raised *= digit;
                    }
                    total += raised;
                    value /= 10;
                }
                return total;
            }
            ---
            std::set<int> seen;
            int current = $number;
            while (seen.count(current) == 0) {
                seen.insert(current);
                current = following(current);
            }
            return static_cast<int>(seen.size());
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that finds the next number",
        "keep a set of the numbers met so far",
        "go on while the present number is new",
        "give back how many were met",
    ),
    pitfalls=(
        Pitfall("the number that comes back is counted again", lambda v, n: _chain(v, n) + 1),
        Pitfall(
            "only a return to the very first number stops the chain",
            lambda v, n: next((i for i in range(1, 40) if _after(v, n, i) == n), 0),
        ),
    ),
    variant=_variant,
)


def _after(v: Variant, number: int, steps: int) -> int:
    for _ in range(steps):
        number = _next(v, number)
    return number
