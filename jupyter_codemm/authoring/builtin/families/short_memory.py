"""Keep the last few values in a queue and add up what falls out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"room": rng.choice([2, 3, 4])}


def _fallen(v: Variant, values: list[int], reset: int) -> int:
    line: deque[int] = deque()
    total = 0
    for value in values:
        if value == reset:
            line.clear()
            continue
        line.append(value)
        if len(line) > v["room"]:
            total += line.popleft()
    return total


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    room = v["room"]
    for category, values in whole_numbers(rng, 0, 9):
        yield category, (values, rng.randint(0, 9))
    for size in (room, room + 1, room + 2):
        yield "boundary", ([rng.randint(1, 9) for _ in range(size)], 0)
        yield "adversarial", ([5, 6, 7, 8, 0, 1, 2, 3, 4, 5][: size + 4], 0)


FAMILY = FunctionFamily(
    name="short_memory",
    title="A short memory",
    topics=frozenset({"queues", "lists", "loops", "conditionals", "arithmetic"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="fallen_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 9",
            "$measures",
        ),
        Given("reset", "int", "the number that clears the screen, from 0 to 9"),
    ),
    returns="int",
    task=(
        "A small screen shows the last $room $measures only. A new number comes in at the end. "
        "When there are more than $room, the oldest one drops off the screen. "
        "When the number `$reset` comes, it is not shown: the screen is cleared at once. Add up "
        "the numbers that drop off one by one. A queue does "
        "what the screen does."
    ),
    result="the sum of the numbers that drop off",
    edges=(
        "Numbers that are cleared do not count as dropping off. What is still on the screen at "
        "the end does not count either."
    ),
    label="dropped",
    oracle=_fallen,
    explain=lambda v, values, reset, _: (
        f"the screen has room for {v['room']} of the {len(values)} numbers and {reset} comes "
        f"{values.count(reset)} times"
    ),
    references={
        "python": """
            screen = deque([])
            total = 0
            for value in $values:
                if value == $reset:
                    screen.clear()
                else:
                    screen.append(value)
                if len(screen) > $room:
                    total += screen.popleft()
            return total
        """,
        "java": """
            Queue<Integer> screen = new ArrayDeque<>();
            int total = 0;
            for (int value : $values) {
                if (value == $reset) {
                    screen.clear();
                } else {
                    screen.add(value);
                }
                if (screen.size() > $room) {
                    total += screen.remove();
                }
            }
            return total;
        """,
        "cpp": """
            std::queue<int> screen;
            int total = 0;
            for (int value : $values) {
                if (value == $reset) {
                    screen = std::queue<int>();
                } else {
                    screen.push(value);
                }
                if (screen.size() > $room) {
                    total += screen.front();
                    screen.pop();
                }
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with an empty queue",
        "clear it when the special number comes",
        "otherwise add the number at the back",
        "when there are too many, add up the one that leaves",
    ),
    pitfalls=(
        Pitfall(
            "the special number is shown like any other",
            lambda v, values, _reset: sum(values[: max(len(values) - v["room"], 0)]),
        ),
        Pitfall(
            "a screen that is just full drops a number already",
            lambda v, values, reset: _fallen({"room": v["room"] - 1}, values, reset),
        ),
    ),
    variant=_variant,
)
