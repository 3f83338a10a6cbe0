"""Count the numbers of a range that a list lacks, with a set."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.authoring.builtin.worlds.positive import POSITIVE


def _missing(_: Variant, values: list[int], last: int) -> int:
    return sum(number not in values for number in range(1, last + 1))


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, values in whole_numbers(rng, 0, 15):
        yield category, (values, rng.randint(3, 12))
    for last in (1, 4, 6):
        yield "boundary", (list(range(1, last + 1)), last)
        yield "boundary", (list(range(1, last)), last)
        yield "minimal", ([2, 3], 0)
        yield "adversarial", ([1, 1, 1, last + 1], last)


FAMILY = FunctionFamily(
    name="missing_numbers",
    title="What is missing",
    topics=frozenset({"sets", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=POSITIVE,
    call="missing_${measures}",
    givens=(
        Given(
            "values",
            "list[int]",
            "one number in $unit for each $thing; 0 to 30 numbers, each from 0 to 15",
            "$measures",
        ),
        Given("last", "int", "the last number of the range, from 0 to 15"),
    ),
    returns="int",
    task=(
        "Somebody waits until every number from 1 to `$last` has come up at least once among the "
        "$measures. Count the numbers of that range "
        "that have not come up yet. Put the $measures into a set first, so that you can ask "
        "quickly."
    ),
    result="how many numbers of the range are still missing",
    edges="Numbers outside the range do not matter. If `$last` is 0, nothing can be missing.",
    label="missing",
    oracle=_missing,
    explain=lambda _, values, last, __: (
        "the missing numbers are "
        + (", ".join(str(n) for n in range(1, last + 1) if n not in values) or "none at all")
    ),
    references={
        "python": """
            seen = set($values)
            missing = 0
            for number in range(1, $last + 1):
                if number not in seen:
                    missing += 1
            return missing
        """,
        "java": """
            Set<Integer> seen = new HashSet<>($values);
            int missing = 0;
            for (int number = 1; number <= $last; number++) {
                if (!seen.contains(number)) {
                    missing++;
                }
            }
            return missing;
        """,
        "cpp": """
            std::set<int> seen($values.begin(), $values.end());
            int missing = 0;
            for (int number = 1; number <= $last; number++) {
                if (seen.count(number) == 0) {
                    missing++;
                }
            }
            return missing;
        """,
    },
    inputs=_inputs,
    goals=(
        "put all numbers into a set",
        "visit every number of the range",
        "count it when the set does not hold it",
    ),
    pitfalls=(
        Pitfall(
            "equal numbers are counted several times",
            lambda _, values, last: max(last - sum(1 <= x <= last for x in values), 0),
        ),
        Pitfall(
            "the last number of the range is left out",
            lambda _, values, last: _missing({}, values, last - 1),
        ),
        Pitfall(
            "the number 0 is part of the range",
            lambda _, values, last: _missing({}, values, last) + (0 not in values),
        ),
    ),
)
