"""Put numbers on a stack and take them off again."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"sign": rng.choice([0, -1])}


def _pile(v: Variant, values: list[int]) -> int:
    stack: list[int] = []
    for value in values:
        if value != v["sign"]:
            stack.append(value)
        elif stack:
            stack.pop()
    return sum(stack)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    sign = v["sign"]
    for category, values in whole_numbers(rng, 1, 20):
        yield category, ([sign if rng.random() < 0.3 else value for value in values],)
    for values in ([sign, 5], [4, sign, sign, 7], [1, 2, 3, sign, sign], [9, 8, sign]):
        yield "boundary", (values,)
        yield "adversarial", (values + values,)


def _bottom(v: Variant, values: list[int]) -> int:
    pile: list[int] = []
    for value in values:
        if value != v["sign"]:
            pile.append(value)
        else:
            pile = pile[1:]
    return sum(pile)


FAMILY = FunctionFamily(
    name="plate_pile",
    title="On the pile",
    topics=frozenset({"stacks", "lists", "loops", "conditionals", "arithmetic"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="pile_of_${things}",
    givens=(
        Given(
            "values",
            "list[int]",
            "0 to 30 entries: the $measure of a $thing in $unit, from 1 to 20, or the sign $sign",
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "A clerk writes a card for each $measure and puts it on top of a pile. The entry $sign is"
        " no $measure: it tells the clerk to throw away the card on top. "
        "Work out the sum of all cards that are left. A stack does what the clerk does."
    ),
    result="the sum of the numbers on the cards that are left",
    edges="If there is no card, the entry $sign changes nothing. The sum of no cards is 0.",
    label="sum",
    oracle=_pile,
    explain=lambda v, values, _: (
        f"{sum(x != v['sign'] for x in values)} cards are written and {values.count(v['sign'])} "
        f"times the top one should go"
    ),
    references={
        "python": """
            stack = []
            for value in $values:
                if value != $sign:
                    stack.append(value)
                elif stack:
                    stack.pop()
            total = 0
            for value in stack:
                total += value
            return total
        """,
        "java": """
            Deque<Integer> stack = new ArrayDeque<>();
            for (int value : $values) {
                if (value != $sign) {
                    stack.push(value);
                } else if (!stack.isEmpty()) {
                    stack.pop();
                }
            }
            int total = 0;
            for (int value : stack) {
                total += value;
            }
            return total;
        """,
        "cpp": """
            std::stack<int> stack;
            for (int value : $values) {
                if (value != $sign) {
                    stack.push(value);
                } else if (!stack.empty()) {
                    stack.pop();
                }
            }
            int total = 0;
            while (!stack.empty()) {
                total += stack.top();
                stack.pop();
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with an empty stack",
        "put each number on top",
        "take the top off at the sign, if there is one",
        "add up what is left",
    ),
    pitfalls=(
        Pitfall(
            "nothing is ever taken off", lambda v, values: sum(x for x in values if x != v["sign"])
        ),
        Pitfall("the bottom card is taken off and not the top one", _bottom),
    ),
    variant=_variant,
)
