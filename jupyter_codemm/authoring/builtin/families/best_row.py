"""Find the row of a grid with the largest sum."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return rng.choice([{"op": ">", "which": "first"}, {"op": ">=", "which": "last"}])


def _best(v: Variant, grid: list[list[int]]) -> int:
    sums = [sum(row) for row in grid]
    rows = [i for i, total in enumerate(sums) if total == max(sums)]
    return rows[0] if v["which"] == "first" else rows[-1]


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, grid in some_rows(rng, 0, 9):
        yield category, (grid,)
    for _ in range(5):
        row = [rng.randint(0, 9) for _ in range(3)]
        yield "duplicates", ([[0, 0, 1], row, row[::-1], [0, 1, 0]],)
        yield "adversarial", ([[1, 1, 9], [4, 4, 4], [9, 0, 0], [4, 4, 4]],)
        yield "boundary", ([[0, 1], [rng.randint(1, 9), 1], [9, 9]],)


FAMILY = FunctionFamily(
    name="best_row",
    title="The richest row",
    topics=frozenset({"2d arrays", "loops", "lists", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=GRIDS,
    call="best_row_of_${grid}",
    givens=(
        Given(
            "grid_rows",
            "list[list[int]]",
            (
                "the rows from top to bottom, each with one number in $unit for each $cell; 1 to "
                "6 rows of the same length, 1 to 6 numbers from 0 to 9 in each"
            ),
            "$grid",
        ),
    ),
    returns="int",
    task=(
        "Add up the numbers of each row. Find the row with the largest sum. If several rows share"
        " the largest sum, take the $which of them."
    ),
    result="the number of that row, where the top row is row 0",
    edges=(
        "A row with only one $cell is a row like any other. If all numbers are 0, all sums are "
        "equal."
    ),
    label="row",
    oracle=_best,
    explain=lambda _, grid, __: (
        "the sums of the rows are " + ", ".join(str(sum(row)) for row in grid)
    ),
    references={
        "python": """
            best = 0
            highest = -1
            for row in range(len($grid_rows)):
                total = 0
                for cell in $grid_rows[row]:
                    total += cell
                if total $op highest:
                    highest = total
                    best = row
            return best
        """,
        "java": """
            int best = 0;
            int highest = -1;
            for (int row = 0; row < $grid_rows.size(); row++) {
                int total = 0;
                for (int cell : $grid_rows.get(row)) {
                    total += cell;
                }
                if (total $op highest) {
                    highest = total;
                    best = row;
                }
            }
            return best;
        """,
        "cpp": """
            int best = 0;
            int highest = -1;
            for (size_t row = 0; row < $grid_rows.size(); row++) {
                int total = 0;
                for (int cell : $grid_rows[row]) {
                    total += cell;
                }
                if (total $op highest) {
                    highest = total;
                    best = static_cast<int>(row);
                }
            }
            return best;
        """,
    },
    inputs=_inputs,
    goals=(
        "visit the rows one by one",
        "add up the numbers of a row",
        "compare the sum with the best so far",
        "remember sum and row number",
    ),
    pitfalls=(
        Pitfall(
            "of equal rows the wrong one is taken",
            lambda v, grid: _best({"which": "last" if v["which"] == "first" else "first"}, grid),
        ),
        Pitfall(
            "the largest single number decides, not the sum",
            lambda _, grid: max(range(len(grid)), key=lambda i: max(grid[i])),
        ),
    ),
    variant=_variant,
)
