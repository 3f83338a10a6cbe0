"""Sort values by the key that a helper works out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    under, over = rng.choice([(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)])
    falling = rng.choice([False, True])
    return {
        "best": rng.choice([18, 20, 22, 25]),
        "under": under,
        "over": over,
        "below": "1 point" if under == 1 else f"{under} points",
        "above": "1 point" if over == 1 else f"{over} points",
        "limit": rng.choice([12, 18, 24]),
        "first": "most" if falling else "fewest",
        "reverse": ", reverse=True" if falling else "",
        "one": "two" if falling else "one",
        "two": "one" if falling else "two",
    }


def _points(v: Variant, value: int) -> int:
    distance = value - int(v["best"])
    return -distance * int(v["under"]) if distance < 0 else distance * int(v["over"])


def _kept(v: Variant, values: list[int]) -> list[int]:
    return [value for value in values if _points(v, value) <= v["limit"]]


def _ordered(v: Variant, values: list[int]) -> list[int]:
    return sorted(_kept(v, values), key=lambda x: _points(v, x), reverse=bool(v["reverse"]))


def _by_size_too(v: Variant, values: list[int]) -> list[int]:
    return _ordered(v, sorted(values))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    best, under, over, most = v["best"], v["under"], v["over"], v["limit"]
    for category, values in whole_numbers(rng, best - 16, best + 16, longest=12):
        yield category, (values,)
    low, high = best - most // under, best + most // over
    yield "boundary", ([low - 1, low, high, high + 1],)
    yield "boundary", ([high + 1, best, low - 1],)
    yield "boundary", ([0, best, 50, high, low],)
    for _ in range(8):
        near = [best - over, best + under, best - 2 * over, best + 2 * under, best, best + 1]
        yield "adversarial", (rng.sample(near, 5),)
        yield "typical", ([rng.randint(best - 8, best + 8) for _ in range(rng.randint(4, 6))],)
        yield "duplicates", (rng.choices([*near[:3], low], k=6),)


FAMILY = FunctionFamily(
    name="helper_order",
    title="Points decide",
    topics=frozenset({"functions", "sorting", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="sorted_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 50",
            "$measures",
        ),
    ),
    returns="list[int]",
    task=(
        (
            "A $measure of $best $unit would be perfect, and points tell how far off a number is: "
            "$below for each step below $best, $above for each step above. Write a helper that "
            "works out the points of one number. Drop all numbers with more than $limit points. "
            "Sort the rest by their points, so that the $first points come first. Numbers with "
            "equally many points keep their old order."
        ),
        (
            "The aim is $best $unit. A smaller number costs $below for each step that it is too "
            "low, a larger one costs $above for each step that it is too high. Let a helper find "
            "the cost of a single $measure. Keep the $measures that cost no more than $limit "
            "points. Put them in order by their cost, those with the $first points in front. "
            "Where the cost is the same, what stood first in the list still stands first."
        ),
    ),
    result="a new list with the $measures that are left, in this order",
    edges="The number $best has no points. A number that comes twice stays twice.",
    label="order",
    oracle=_ordered,
    explain=lambda v, values, _: (
        "the points are "
        + (", ".join(f"{_points(v, x)} for {x}" for x in dict.fromkeys(values)) or "not needed")
    ),
    references={
        "python": """
            def points(value: int) -> int:
                if value < $best:
                    return ($best - value) * $under
                return (value - $best) * $over
            ---
            kept = []
            for value in $values:
                if points(value) <= $limit:
                    kept.append(value)
            return sorted(kept, key=points$reverse)
        """,
        "java": """
            static int points(int value) {
                if (value < $best) {
                    return ($best - value) * $under;
                }
                return (value - $best) * $over;
            }
            ---
            List<Integer> kept = new ArrayList<>();
            for (int value : $values) {
                if (points(value) <= $limit) {
                    kept.add(value);
                }
            }
            kept.sort((one, two) -> points($one) - points($two));
            return kept;
        """,
        "cpp": """
            int points(int value) {
                if (value < $best) {
                    return ($best - value) * $under;
                }
                return (value - $best) * $over;
            }

            bool comes_before(int one, int two) {
                return points($one) < points($two);
            }
            ---
            std::vector<int> kept;
            for (int value : $values) {
                if (points(value) <= $limit) {
                    kept.push_back(value);
                }
            }
            std::stable_sort(kept.begin(), kept.end(), comes_before);
            return kept;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper with one rule for each side",
        "keep the numbers with few enough points",
        "sort them by what the helper says",
    ),
    pitfalls=(
        Pitfall("numbers with equally many points are sorted by their size", _by_size_too),
        Pitfall(
            "a number with exactly $limit points is dropped",
            lambda v, values: _ordered({**v, "limit": v["limit"] - 1}, values),
        ),
        Pitfall(
            "both sides are judged by the same rule",
            lambda v, values: _ordered({**v, "over": v["under"]}, values),
        ),
    ),
    variant=_variant,
)
