"""Work out column sums of a grid and list the columns above a limit."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"limit": rng.choice([10, 12, 15])}


def _columns(v: Variant, grid: list[list[int]]) -> list[int]:
    sums = [sum(column) for column in zip(*grid, strict=True)]
    return [i for i, total in enumerate(sums) if total > v["limit"]]


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, grid in some_rows(rng, 0, 9):
        yield category, (grid,)
    limit = v["limit"]
    for _ in range(4):
        yield "boundary", ([[5, 6, rng.randint(0, 9)], [limit - 5, limit - 5, limit - 6]],)
        yield "adversarial", ([[9, 0, 9], [9, 0, rng.randint(0, 9)]],)


FAMILY = FunctionFamily(
    name="grid_columns",
    title="Full columns",
    topics=frozenset({"2d arrays", "lists", "loops", "conditionals", "arithmetic"}),
    difficulties=frozenset({"medium"}),
    worlds=GRIDS,
    call="columns_of_${grid}",
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
    returns="list[int]",
    task=(
        "The $cells with the same place in their rows form a column. A column is full when the "
        "sum of its numbers is above $limit. "
        "Find the full columns."
    ),
    result=(
        "the list of the numbers of all full columns, from left to right, where the leftmost "
        "column is column 0"
    ),
    edges="A sum of exactly $limit is not enough. If no column is full, the list is empty.",
    label="full columns",
    oracle=_columns,
    explain=lambda _, grid, __: (
        "the sums of the columns are "
        + ", ".join(str(sum(column)) for column in zip(*grid, strict=True))
    ),
    references={
        "python": """
            full = []
            for column in range(len($grid_rows[0])):
                total = 0
                for row in range(len($grid_rows)):
                    total += $grid_rows[row][column]
                if total > $limit:
                    full.append(column)
            return full
        """,
        "java": """
            List<Integer> full = new ArrayList<>();
            for (int column = 0; column < $grid_rows.get(0).size(); column++) {
                int total = 0;
                for (int row = 0; row < $grid_rows.size(); row++) {
                    total += $grid_rows.get(row).get(column);
                }
                if (total > $limit) {
                    full.add(column);
                }
            }
            return full;
        """,
        "cpp": """
            std::vector<int> full;
            for (size_t column = 0; column < $grid_rows[0].size(); column++) {
                int total = 0;
                for (size_t row = 0; row < $grid_rows.size(); row++) {
                    total += $grid_rows[row][column];
                }
                if (total > $limit) {
                    full.push_back(static_cast<int>(column));
                }
            }
            return full;
        """,
    },
    inputs=_inputs,
    goals=(
        "visit the columns from left to right",
        "add up one number from each row",
        "compare with the limit",
        "note the number of the column",
    ),
    pitfalls=(
        Pitfall(
            "rows are added up and not columns",
            lambda v, grid: _columns(v, [list(column) for column in zip(*grid, strict=True)]),
        ),
        Pitfall(
            "a sum of exactly the limit is taken, too",
            lambda v, grid: _columns({"limit": v["limit"] - 1}, grid),
        ),
    ),
    variant=_variant,
)
