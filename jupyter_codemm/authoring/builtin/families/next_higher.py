"""For each value, find how far away the next higher one is, with a stack."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.signed import SIGNED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"least": rng.choice([1, 3, 5])}


def _waits(v: Variant, values: list[int]) -> list[int]:
    return [
        next((j - i for j in range(i + 1, len(values)) if values[j] >= value + v["least"]), 0)
        for i, value in enumerate(values)
    ]


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    least = v["least"]
    for category, values in whole_numbers(rng, -20, 20, longest=12):
        yield category, (values,)
    yield "boundary", ([5, 5 + least, 5 + least - 1],)
    yield "boundary", ([5, 5 + least - 1, 5 + least],)
    for _ in range(4):
        yield "adversarial", ([rng.randint(8, 12), 7, 6, 5, 6, 20 + least],)


FAMILY = FunctionFamily(
    name="next_higher",
    title="Until it gets higher",
    topics=frozenset({"stacks", "lists", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"hard"}),
    worlds=SIGNED,
    call="waits_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from -20 to 30",
            "$measures",
        ),
    ),
    returns="list[int]",
    task=(
        "For each $thing, look at the $things after it. Find the first one whose $measure is at "
        "least $least higher. Note how many places further on it comes. There is a "
        "fast way with a stack: keep the places that still wait for a higher number. Since all "
        "that wait may be answered by the same new number, look at the whole stack from the top, "
        "keep what still "
        "waits, and then put the new place on top."
    ),
    result="a list with that distance for every $thing, in order",
    edges="If no later $thing is high enough, the distance is 0. The last $thing always gets 0.",
    label="distances",
    oracle=_waits,
    explain=lambda v, values, _result: (
        f"the first number, {values[0]}, waits for {values[0] + v['least']} or more"
        if values
        else "there is nothing to look at"
    ),
    references={
        "python": """
            waits = [0] * len($values)
            stack = []
            for place in range(len($values)):
                kept = []
                while stack:
                    earlier = stack.pop()
                    if $values[place] - $values[earlier] >= $least:
                        waits[earlier] = place - earlier
                    else:
                        kept.append(earlier)
                while kept:
                    stack.append(kept.pop())
                stack.append(place)
            return waits
        """,
        "java": """
            List<Integer> waits = new ArrayList<>(Collections.nCopies($values.size(), 0));
            Deque<Integer> stack = new ArrayDeque<>();
            for (int place = 0; place < $values.size(); place++) {
                Deque<Integer> kept = new ArrayDeque<>();
                while (!stack.isEmpty()) {
                    int earlier = stack.pop();
                    if ($values.get(place) - $values.get(earlier) >= $least) {
                        waits.set(earlier, place - earlier);
                    } else {
                        kept.push(earlier);
                    }
                }
                while (!kept.isEmpty()) {
                    stack.push(kept.pop());
                }
                stack.push(place);
            }
            return waits;
        """,
        "cpp": """
            int size = static_cast<int>($values.size());
            std::vector<int> waits(size, 0);
            std::stack<int> stack;
            for (int place = 0; place < size; place++) {
                std::stack<int> kept;
                while (!stack.empty()) {
                    int earlier = stack.top();
                    stack.pop();
                    if ($values[place] - $values[earlier] >= $least) {
                        waits[earlier] = place - earlier;
                    } else {
                        kept.push(earlier);
                    }
                }
                while (!kept.empty()) {
                    stack.push(kept.top());
                    kept.pop();
                }
                stack.push(place);
            }
            return waits;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with a list of zeros and an empty stack",
        "at each place, settle the waiting places that it answers",
        "keep the others on the stack",
        "let the new place wait, too",
    ),
    pitfalls=(
        Pitfall(
            "any higher number is enough",
            lambda v, values: _waits({"least": 0 if v["least"] == 1 else 1}, values),
        ),
        Pitfall(
            "the next place is looked at and no later one",
            lambda v, values: [
                int(i + 1 < len(values) and values[i + 1] >= x + v["least"])
                for i, x in enumerate(values)
            ],
        ),
    ),
    variant=_variant,
)
