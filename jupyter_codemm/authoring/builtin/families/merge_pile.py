"""Take two from the front of a queue, put one back, until one is left."""

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
    return {"limit": rng.choice([20, 25, 30]), "keep": rng.choice(["larger", "smaller"])}


def _merged(v: Variant, first: int, second: int) -> int:
    if first + second <= v["limit"]:
        return first + second
    return max(first, second) if v["keep"] == "larger" else min(first, second)


def _left(v: Variant, values: list[int]) -> int:
    line = deque(values)
    while len(line) > 1:
        line.append(_merged(v, line.popleft(), line.popleft()))
    return line[0] if line else 0


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit = v["limit"]
    for category, values in whole_numbers(rng, 0, 18):
        yield category, (values,)
    yield "boundary", ([10, limit - 10],)
    yield "boundary", ([11, limit - 10, 2],)
    for _ in range(4):
        yield "adversarial", ([rng.randint(8, 18) for _ in range(5)],)


def _drawn(rng: Random, difficulty: Difficulty) -> Variant:
    variant = _variant(rng, difficulty)
    larger = variant["keep"] == "larger"
    return {**variant, "python": "max" if larger else "min"}


def _front(v: Variant, values: list[int]) -> int:
    result = values[0] if values else 0
    for value in values[1:]:
        result = _merged(v, result, value)
    return result


FAMILY = FunctionFamily(
    name="merge_pile",
    title="Two become one",
    topics=frozenset({"queues", "lists", "loops", "functions", "conditionals", "arithmetic"}),
    difficulties=frozenset({"medium"}),
    worlds=POSITIVE,
    call="merge_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            (
                "one number in $unit for each $thing, in the order of the line; 0 to 30 numbers, "
                "each from 0 to 18"
            ),
            "$measures",
        ),
    ),
    returns="int",
    task=(
        "The $measures stand in a line. In each round the first two of them leave the front and "
        "become one number, which goes to the end of the line. If their sum is at most $limit, "
        "the "
        "new number is the sum. Otherwise it is the $keep of the two. This goes on until one "
        "number is left. Use a queue, and a helper that makes one "
        "number of two."
    ),
    result="the number that is left",
    edges="A line with one number needs no round. An empty line gives 0.",
    label="left",
    oracle=_left,
    explain=lambda v, values, _: (
        f"the first round makes {_merged(v, values[0], values[1])} of {values[0]} and {values[1]}"
        if len(values) > 1
        else "no round is needed"
    ),
    references={
        "python": """
            def merged(one: int, two: int) -> int:
                if one + two <= $limit:
                    return one + two
                return $python(one, two)
            ---
            line = deque($values)
            while len(line) > 1:
                one = line.popleft()
                two = line.popleft()
                line.append(merged(one, two))
            if not line:
                return 0
            return line[0]
        """,
        "java": """
            static int merged(int one, int two) {
                if (one + two <= $limit) {
                    return one + two;
                }
                return Math.$python(one, two);
            }
            ---
            Queue<Integer> line = new ArrayDeque<>($values);
            while (line.size() > 1) {
                int one = line.remove();
                int two = line.remove();
                line.add(merged(one, two));
            }
            return line.isEmpty() ? 0 : line.peek();
        """,
        "cpp": """
            int merged(int one, int two) {
                if (one + two <= $limit) {
                    return one + two;
                }
                return std::$python(one, two);
            }
            ---
            std::queue<int> line;
            for (int value : $values) {
                line.push(value);
            }
            while (line.size() > 1) {
                int one = line.front();
                line.pop();
                int two = line.front();
                line.pop();
                line.push(merged(one, two));
            }
            return line.empty() ? 0 : line.front();
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that makes one of two",
        "put all numbers into a queue",
        "take two from the front and put one at the back",
        "stop when one is left",
    ),
    pitfalls=(
        Pitfall(
            "a sum that just reaches the limit is refused",
            lambda v, values: _left({**v, "limit": v["limit"] - 1}, values),
        ),
        Pitfall(
            "the wrong one of the two is kept",
            lambda v, values: _left(
                {**v, "keep": "smaller" if v["keep"] == "larger" else "larger"}, values
            ),
        ),
        Pitfall("the new number goes to the front of the line", _front),
    ),
    variant=_drawn,
)
