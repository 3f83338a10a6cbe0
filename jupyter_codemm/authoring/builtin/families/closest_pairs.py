"""Sort values and count neighbours that are close."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.signed import SIGNED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return rng.choice([{"op": "<=", "rule": "at most"}, {"op": "<", "rule": "less than"}])


def _gaps(v: Variant, values: list[int], gap: int) -> list[int]:
    row = sorted(values)
    steps = [b - a for a, b in itertools.pairwise(row)]
    close = [s for s in steps if s < gap or (s == gap and v["op"] == "<=")]
    return [len(close), max(steps, default=-1)]


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, -50, 50):
        yield category, (values, rng.randint(0, 12))
    for gap in (1, 3, 5):
        yield "boundary", ([0, gap, 3 * gap + 1, 2 * gap], gap)
        yield "boundary", ([gap, -gap, 0], gap)
        yield "adversarial", ([10, 0, 10 + gap, gap, 40], gap)


FAMILY = FunctionFamily(
    name="closest_pairs",
    title="Close neighbours",
    topics=frozenset({"sorting", "lists", "loops", "conditionals", "arithmetic", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=SIGNED,
    call="gaps_of_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from -50 to 50",
            "$measures",
        ),
        Given("gap", "int", "how far apart close neighbours may be, from 0 to 12"),
    ),
    returns="list[int]",
    task=(
        "Put the $measures in order of size. Two neighbours in that order are close when they "
        "differ by $rule `$gap`. Count the close neighbours. "
        "Also find the widest step between two neighbours."
    ),
    result="two numbers: how many close neighbours there are, and the widest step",
    edges=(
        "With fewer than two $things there are no neighbours: then the answer is 0 and -1. Equal "
        "numbers differ by 0. The given list must keep its order."
    ),
    label="close and widest",
    oracle=_gaps,
    explain=lambda _, values, __, ___: f"in order of size the numbers are {sorted(values)}",
    references={
        "python": """
            ordered = sorted($values)
            close = 0
            widest = -1
            for place in range(1, len(ordered)):
                step = ordered[place] - ordered[place - 1]
                if step $op $gap:
                    close += 1
                if step > widest:
                    widest = step
            return [close, widest]
        """,
        "java": """
            List<Integer> ordered = new ArrayList<>($values);
            Collections.sort(ordered);
            int close = 0;
            int widest = -1;
            for (int place = 1; place < ordered.size(); place++) {
                int step = ordered.get(place) - ordered.get(place - 1);
                if (step $op $gap) {
                    close++;
                }
                if (step > widest) {
                    widest = step;
                }
            }
            return List.of(close, widest);
        """,
        "cpp": """
            std::vector<int> ordered = $values;
            std::sort(ordered.begin(), ordered.end());
            int close = 0;
            int widest = -1;
            for (size_t place = 1; place < ordered.size(); place++) {
                int step = ordered[place] - ordered[place - 1];
                if (step $op $gap) {
                    close++;
                }
                if (step > widest) {
                    widest = step;
                }
            }
            return {close, widest};
        """,
    },
    inputs=_inputs,
    goals=(
        "sort a copy of the numbers",
        "visit each pair of neighbours",
        "count the close ones",
        "remember the widest step",
    ),
    pitfalls=(
        Pitfall(
            "neighbours in the given order are compared",
            lambda v, values, gap: [
                sum(
                    abs(b - a) < gap or (abs(b - a) == gap and v["op"] == "<=")
                    for a, b in itertools.pairwise(values)
                ),
                max((abs(b - a) for a, b in itertools.pairwise(values)), default=-1),
            ],
        ),
        Pitfall(
            "a step that is just at the limit is judged the wrong way",
            lambda v, values, gap: _gaps({"op": "<" if v["op"] == "<=" else "<="}, values, gap),
        ),
    ),
    variant=_variant,
)
