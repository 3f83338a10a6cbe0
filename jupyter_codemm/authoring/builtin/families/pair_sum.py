"""Count pairs of values that make a sum, with a map of what was seen before."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.signed import SIGNED


def _pairs(_: Variant, values: list[int], target: int) -> int:
    return sum(values[i] + values[j] == target for i in range(len(values)) for j in range(i))


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, -12, 12):
        yield category, (values, rng.randint(-12, 12))
    for half in (-3, 0, 5):
        yield "adversarial", ([half] * 4, half * 2)
        yield "boundary", ([half, 1, half], half * 2)
        yield "boundary", ([half], half * 2)
        yield "duplicates", ([half, half + 1, half - 1, half + 1, half - 1, half], half * 2)


FAMILY = FunctionFamily(
    name="pair_sum",
    title="Pairs that fit",
    topics=frozenset({"maps", "lists", "loops", "arithmetic"}),
    difficulties=frozenset({"medium"}),
    worlds=SIGNED,
    call="pairs_of_${things}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from -12 to 12",
            "$measures",
        ),
        Given("target", "int", "the sum that is wanted, from -24 to 24"),
    ),
    returns="int",
    task=(
        "Two $things fit when their two $measures add up to `$target`. Count all pairs of $things"
        " that fit. Each $thing may be part "
        "of several pairs. You need only one walk through the list: a map can keep how often each"
        " number "
        "has come up so far."
    ),
    result="the number of pairs",
    edges=(
        "Equal numbers at different places are different $things. A $thing never makes a pair "
        "with itself."
    ),
    label="pairs",
    oracle=_pairs,
    explain=lambda _, values, target, result: (
        f"{result} of all possible pairs of places in {values} add up to {target}"
        if values
        else "there is nothing to pair"
    ),
    references={
        "python": """
            seen = {}
            pairs = 0
            for value in $values:
                pairs += seen.get($target - value, 0)
                seen[value] = seen.get(value, 0) + 1
            return pairs
        """,
        "java": """
            Map<Integer, Integer> seen = new HashMap<>();
            int pairs = 0;
            for (int value : $values) {
                pairs += seen.getOrDefault($target - value, 0);
                seen.put(value, seen.getOrDefault(value, 0) + 1);
            }
            return pairs;
        """,
        "cpp": """
            std::map<int, int> seen;
            int pairs = 0;
            for (int value : $values) {
                auto found = seen.find($target - value);
                if (found != seen.end()) {
                    pairs += found->second;
                }
                seen[value]++;
            }
            return pairs;
        """,
    },
    inputs=_inputs,
    goals=(
        "start an empty map of counts",
        "for each number, work out which partner it needs",
        "add how often the partner has come up",
        "only then count the number itself",
    ),
    pitfalls=(
        Pitfall(
            "a number is paired with itself",
            lambda _, values, target: (
                _pairs({}, values, target) + sum(2 * x == target for x in values)
            ),
        ),
        Pitfall(
            "equal pairs are counted once",
            lambda _, values, target: len(
                {
                    (min(values[i], values[j]), max(values[i], values[j]))
                    for i in range(len(values))
                    for j in range(i)
                    if values[i] + values[j] == target
                }
            ),
        ),
    ),
)
