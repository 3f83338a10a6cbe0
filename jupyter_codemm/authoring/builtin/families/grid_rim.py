"""Add up the cells at the rim of a grid."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"least": rng.choice([2, 3, 4])}


def _rim(v: Variant, grid: list[list[int]]) -> int:
    height, width = len(grid), len(grid[0])
    return sum(
        grid[r][c]
        for r in range(height)
        for c in range(width)
        if grid[r][c] >= v["least"] and (r in (0, height - 1) or c in (0, width - 1))
    )


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, grid in some_rows(rng, 0, 9):
        yield category, (grid,)
    least = v["least"]
    for _ in range(4):
        yield (
            "boundary",
            ([[least, least - 1, least + 1], [0, 9, least], [rng.randint(0, 9), 1, 2]],),
        )
        yield "adversarial", ([[0, 0, 0], [0, rng.randint(1, 9), 0], [0, 0, 1]],)


FAMILY = FunctionFamily(
    name="grid_rim",
    title="Along the rim",
    topics=frozenset({"2d arrays", "loops", "conditionals", "arithmetic", "lists"}),
    difficulties=frozenset({"easy"}),
    worlds=GRIDS,
    call="rim_of_${grid}",
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
        "The rim consists of the first row, the last row, and the first and the last $cell of "
        "every row. Add up the numbers on the rim that are $least or more. Smaller numbers and "
        "all "
        "$cells inside are left out."
    ),
    result="the sum along the rim",
    edges=(
        "No $cell counts twice, not even in a corner. With only one row, every $cell lies on the "
        "rim."
    ),
    label="rim",
    oracle=_rim,
    explain=lambda _, grid, __: f"the plan has {len(grid)} rows and {len(grid[0])} columns",
    references={
        "python": """
            total = 0
            last_row = len($grid_rows) - 1
            last_column = len($grid_rows[0]) - 1
            for row in range(last_row + 1):
                for column in range(last_column + 1):
                    on_rim = row in (0, last_row) or column in (0, last_column)
                    if on_rim and $grid_rows[row][column] >= $least:
                        total += $grid_rows[row][column]
            return total
        """,
        "java": """
            int total = 0;
            int lastRow = $grid_rows.size() - 1;
            int lastColumn = $grid_rows.get(0).size() - 1;
            for (int row = 0; row <= lastRow; row++) {
                for (int column = 0; column <= lastColumn; column++) {
                    boolean end = column == 0 || column == lastColumn;
                    boolean edge = row == 0 || row == lastRow || end;
                    if (edge && $grid_rows.get(row).get(column) >= $least) {
                        total += $grid_rows.get(row).get(column);
                    }
                }
            }
            return total;
        """,
        "cpp": """
            int total = 0;
            size_t last_row = $grid_rows.size() - 1;
            size_t last_column = $grid_rows[0].size() - 1;
            for (size_t row = 0; row <= last_row; row++) {
                for (size_t column = 0; column <= last_column; column++) {
                    bool end = column == 0 || column == last_column;
                    if ((row == 0 || row == last_row || end) && $grid_rows[row][column] >= $least) {
                        total += $grid_rows[row][column];
                    }
                }
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "find the last row and the last column",
        "visit every $cell",
        "decide whether it lies on the rim and is large enough",
        "add it up once",
    ),
    pitfalls=(
        Pitfall(
            "the $cells inside are added too",
            lambda v, grid: sum(x for row in grid for x in row if x >= v["least"]),
        ),
        Pitfall(
            "a number that is just large enough is left out",
            lambda v, grid: _rim({"least": v["least"] + 1}, grid),
        ),
        Pitfall(
            "only the first and the last row are looked at",
            lambda v, grid: _rim(v, [*grid[:1], *grid[-1:]] if len(grid) > 1 else grid),
        ),
    ),
    variant=_variant,
)
