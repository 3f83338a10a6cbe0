"""Plan as many visits as possible that do not overlap."""

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
        "in the film club",
        (
            "A film club shows many short films in several halls. Mia wants to see as many of "
            "them as she can."
        ),
        {"things": "films", "thing": "film"},
    ),
    World(
        "at the open gardens",
        (
            "Many gardens open their gates for a while. A guest wants to see as many of them as "
            "possible."
        ),
        {"things": "gardens", "thing": "garden"},
    ),
    World(
        "on the radio",
        "A radio station has one studio for live music. Many bands want it, each at its own time.",
        {"things": "bands", "thing": "band"},
    ),
    World(
        "at the ferry pier",
        (
            "A small pier has room for one boat. Each boat says when it wants to come and when it"
            " leaves."
        ),
        {"things": "boats", "thing": "boat"},
    ),
    World(
        "in the dark room",
        "A photo club shares one dark room. The members write down when they want to use it.",
        {"things": "bookings", "thing": "booking"},
    ),
    World(
        "at the telescope",
        "An old telescope can look at one star at a time. Each star can be seen for a while only.",
        {"things": "stars", "thing": "star"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    rest = rng.choice([1, 2, 3])
    return {"rest": rest, "spoken": "minute" if rest == 1 else "minutes"}


def _plan(v: Variant, visits: list[list[int]]) -> list[int]:
    count, free = 0, -100
    for begin, end in sorted(visits, key=lambda visit: (visit[1], visit[0])):
        if begin >= free:
            count += 1
            free = end + v["rest"]
    return [count, max((free - v["rest"]) if count else -1, -1)]


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    rest = v["rest"]
    yield "minimal", ([],)
    for _ in range(3):
        yield "single", (_visits(rng, 1, 20),)
    for _ in range(18):
        yield "typical", (_visits(rng, rng.randint(3, 6), 24),)
    for _ in range(3):
        yield "large", (_visits(rng, 14, 60),)
        yield "duplicates", (_visits(rng, 3, 15) * 2,)
        first = rng.randint(1, 5)
        yield "boundary", ([[first, 8], [8 + rest, 12], [7 + rest, 11]],)
        yield "boundary", ([[9 + rest, 14], [first, 9], [14 + rest, 15]],)
        yield "adversarial", ([[first, 30], [6, 7], [10, 11], [15, 17]],)
        yield "adversarial", ([[1, 10], [9, 11 + first], [11 + first, 20]],)


def _visits(rng: Random, count: int, latest: int) -> list[list[int]]:
    starts = [rng.randint(0, latest) for _ in range(count)]
    return [[begin, begin + rng.randint(1, 8)] for begin in starts]


def _greedy(v: Variant, rows: list[list[int]]) -> list[int]:
    count, last = 0, -1
    for begin, end in rows:
        if count == 0 or begin >= last + v["rest"]:
            count += 1
            last = end
    return [count, last]


FAMILY = FunctionFamily(
    name="visit_plan",
    title="As many as possible",
    topics=frozenset(
        {"sorting", "2d arrays", "loops", "conditionals", "variables", "lists", "functions"}
    ),
    difficulties=frozenset({"hard"}),
    worlds=_WORLDS,
    call="plan_${things}",
    givens=(
        Given(
            "times",
            "list[list[int]]",
            (
                "one row for each $thing: when it begins and when it ends, in minutes; 0 to 15 "
                "rows, every number from 0 to 100, the end after the beginning"
            ),
        ),
    ),
    returns="list[int]",
    task=(
        (
            "Choose as many $things as possible so that no two of them overlap. After one $thing "
            "ends, the next one may begin $rest $spoken later at the earliest. The rule that "
            "works: always take the $thing that ends first among those that are still possible. "
            "Sort by the end first, and by the beginning when the ends are equal. Write a helper "
            "that sorts the rows."
        ),
        (
            "Not all $things fit into one plan. No two of them may overlap, and when one has "
            "ended, at least $rest $spoken must pass before the next one begins. Find a plan with "
            "as many $things as possible. You get it like this: sort the $things by their end, "
            "and those that end together by their beginning. Then go through them and take each "
            "one that is still possible. Put the sorting into a helper."
        ),
    ),
    result="two numbers: how many $things are chosen, and when the last one of them ends",
    edges="If there are no $things, the answer is 0 and -1.",
    label="plan",
    oracle=_plan,
    explain=lambda _, visits, _result: (
        f"sorted by their ends, the rows are {sorted(visits, key=lambda x: (x[1], x[0]))}"
    ),
    references={
        "python": """
            def by_end(rows: list[list[int]]) -> list[list[int]]:
                return sorted(rows, key=lambda row: (row[1], row[0]))
            ---
            count = 0
            last = -1
            for row in by_end($times):
                if count == 0 or row[0] >= last + $rest:
                    count += 1
                    last = row[1]
            return [count, last]
        """,
        "java": """
            static List<List<Integer>> byEnd(List<List<Integer>> rows) {
                List<List<Integer>> ordered = new ArrayList<>(rows);
                ordered.sort((one, two) -> {
                    int difference = one.get(1) - two.get(1);
                    return difference != 0 ? difference : one.get(0) - two.get(0);
                });
                return ordered;
            }
            ---
            int count = 0;
            int last = -1;
            for (List<Integer> row : byEnd($times)) {
                if (count == 0 || row.get(0) >= last + $rest) {
                    count++;
                    last = row.get(1);
                }
            }
            return List.of(count, last);
        """,
        "cpp": """
            bool ends_first(const std::vector<int>& one, const std::vector<int>& two) {
                if (one[1] != two[1]) {
                    return one[1] < two[1];
                }
                return one[0] < two[0];
            }

            std::vector<std::vector<int>> by_end(std::vector<std::vector<int>> rows) {
                std::sort(rows.begin(), rows.end(), ends_first);
                return rows;
            }
            ---
            int count = 0;
            int last = -1;
            for (const std::vector<int>& row : by_end($times)) {
                if (count == 0 || row[0] >= last + $rest) {
                    count++;
                    last = row[1];
                }
            }
            return {count, last};
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that sorts the rows by their end",
        "remember how many are chosen and when the last one ends",
        "take a row when it begins late enough",
        "give back both numbers",
    ),
    pitfalls=(
        Pitfall(
            "the $things are sorted by their beginning", lambda v, rows: _greedy(v, sorted(rows))
        ),
        Pitfall("the $things are taken in the given order", _greedy),
        Pitfall(
            "a $thing that begins just in time is refused",
            lambda v, rows: _plan({"rest": v["rest"] + 1}, rows),
        ),
    ),
    variant=_variant,
)
