"""Make one ordered list out of two ordered lists."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    falling, times = rng.choice([False, True]), rng.choice([1, 2])
    return {
        "order": "from large to small" if falling else "from small to large",
        "next": "larger" if falling else "smaller",
        "op": ">" if falling else "<",
        "often": "once" if times == 1 else "twice",
        "times": times,
    }


def _merged(v: Variant, first: list[int], second: list[int]) -> list[int]:
    sign = -1 if v["op"] == ">" else 1
    one, two = list(first), list(second)
    merged: list[int] = []
    while one and two:
        if one[0] == two[0]:
            merged += [one.pop(0)] * (2 if v["often"] == "twice" else 1)
            two.pop(0)
        else:
            merged.append((one if sign * one[0] < sign * two[0] else two).pop(0))
    return merged + one + two


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    falling = v["op"] == ">"
    for category, values in whole_numbers(rng, 0, 12, longest=14):
        cut = (len(values) + rng.randint(0, 1)) // 2
        halves = (sorted(half, reverse=falling) for half in (values[:cut], values[cut:]))
        yield category, tuple(halves)
    row = sorted(rng.sample(range(13), 5), reverse=falling)
    yield "boundary", (row, [])
    yield "boundary", ([], row)
    yield "adversarial", (row, row)
    yield "adversarial", (row[:3], row[2:])
    yield "adversarial", (row[3:], row[:2])


FAMILY = FunctionFamily(
    name="merged_lists",
    title="Two lists become one",
    topics=frozenset({"lists", "loops", "conditionals"}),
    difficulties=frozenset({"hard"}),
    worlds=POSITIVE,
    call="merge_all_${measures}",
    givens=(
        Given("first", "list[int]", "the list of the first day; 0 to 15 numbers from 0 to 12"),
        Given("second", "list[int]", "the list of the second day; 0 to 15 numbers from 0 to 12"),
    ),
    returns="list[int]",
    task=(
        "The $measures of two days were written down, both lists $order. Make one list out of "
        "them that is ordered in the same way. Walk through both at once: compare the next "
        "number of each list and take the $next one. When the two are equal, write that number "
        "$often and go on in both lists."
    ),
    result="the new list",
    edges="When one list has ended, the rest of the other one follows. Both lists may be empty.",
    label="merged",
    oracle=_merged,
    explain=lambda _, first, second, __: (
        f"{len(set(first) & set(second))} of the numbers stand in both lists"
    ),
    references={
        "python": """
            merged = []
            one = 0
            two = 0
            while one < len($first) and two < len($second):
                if $first[one] == $second[two]:
                    for _ in range($times):
                        merged.append($first[one])
                    one += 1
                    two += 1
                elif $first[one] $op $second[two]:
                    merged.append($first[one])
                    one += 1
                else:
                    merged.append($second[two])
                    two += 1
            return merged + $first[one:] + $second[two:]
        """,
        "java": """
            List<Integer> merged = new ArrayList<>();
            int one = 0;
            int two = 0;
            while (one < $first.size() && two < $second.size()) {
                int left = $first.get(one);
                int right = $second.get(two);
                if (left == right) {
                    for (int copy = 0; copy < $times; copy++) {
                        merged.add(left);
                    }
                    one++;
                    two++;
                } else if (left $op right) {
                    merged.add(left);
                    one++;
                } else {
                    merged.add(right);
                    two++;
                }
            }
            merged.addAll($first.subList(one, $first.size()));
            merged.addAll($second.subList(two, $second.size()));
            return merged;
        """,
        "cpp": """
            std::vector<int> merged;
            size_t one = 0;
            size_t two = 0;
            while (one < $first.size() && two < $second.size()) {
                if ($first[one] == $second[two]) {
                    for (int copy = 0; copy < $times; copy++) {
                        merged.push_back($first[one]);
                    }
                    one++;
                    two++;
                } else if ($first[one] $op $second[two]) {
                    merged.push_back($first[one]);
                    one++;
                } else {
                    merged.push_back($second[two]);
                    two++;
                }
            }
            for (; one < $first.size(); one++) {
                merged.push_back($first[one]);
            }
            for (; two < $second.size(); two++) {
                merged.push_back($second[two]);
            }
            return merged;
        """,
    },
    inputs=_inputs,
    goals=(
        "keep a place in each list",
        "compare the numbers at the two places",
        "take the right one and move that place on",
        "add what is left of either list",
    ),
    pitfalls=(
        Pitfall(
            "equal numbers are written too often or not often enough",
            lambda v, first, second: _merged(
                {**v, "often": "once" if v["often"] == "twice" else "twice"}, first, second
            ),
        ),
        Pitfall(
            "the rest of the longer list is lost",
            lambda v, first, second: _merged(v, first, second)[: 2 * min(len(first), len(second))],
        ),
        Pitfall("the lists are just put together", lambda _, first, second: first + second),
    ),
    variant=_variant,
)
