"""Measure the area around a cell by recursion."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"limit": rng.choice([3, 4, 5])}


def _area(v: Variant, grid: list[list[int]], row: int, column: int) -> int:
    reached: set[tuple[int, int]] = set()
    border = [(row, column)]
    while border:
        r, c = border.pop()
        if (r, c) in reached or not (0 <= r < len(grid) and 0 <= c < len(grid[0])):
            continue
        if grid[r][c] < v["limit"]:
            reached.add((r, c))
            border += [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]
    return len(reached)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit = v["limit"]
    for category, grid in some_rows(rng, 0, limit + 1):
        yield category, (grid, rng.randrange(len(grid)), rng.randrange(len(grid[0])))
    for _ in range(5):
        low = [rng.randint(0, limit - 1) for _ in range(4)]
        yield "adversarial", ([low, [limit, limit, limit, 0], low], 0, rng.randint(0, 3))
        yield (
            "boundary",
            ([[limit - 1, limit], [limit, limit - 1]], rng.randint(0, 1), rng.randint(0, 1)),
        )
        yield "large", ([[rng.randint(0, limit) for _ in range(6)] for _ in range(6)], 2, 3)


FAMILY = FunctionFamily(
    name="flood_area",
    title="How far it spreads",
    topics=frozenset({"2d arrays", "recursion", "conditionals", "functions", "lists", "loops"}),
    difficulties=frozenset({"hard"}),
    worlds=GRIDS,
    call="area_in_${grid}",
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
        Given("row", "int", "the row of the first $cell, where the top row is row 0"),
        Given("column", "int", "its place in that row, where the leftmost place is 0"),
    ),
    returns="int",
    task=(
        (
            "A $cell is weak when its number is below $limit. A crack starts at one $cell. If "
            "that $cell is weak, the crack takes it, and then it spreads to the $cells right "
            "above, below, left and right of it, and from each weak one onwards. Count all $cells "
            "that it takes. Write a recursive helper that takes one $cell, and calls itself for "
            "the neighbours. Mark what is taken in a copy of the rows, so that no $cell is "
            "counted twice."
        ),
        (
            "A crack begins at one given $cell. It takes a $cell only if it is weak, which "
            "means that its number is below $limit. From each $cell that it takes, it goes on to "
            "the $cells right above, below, left and right. Find out how many $cells it takes in "
            "all. A recursive helper for one $cell does most of the work: it marks the $cell in a "
            "copy of the rows, so that none is counted twice, and calls itself for the four "
            "neighbours."
        ),
    ),
    result="the number of $cells that are taken",
    edges="If the first $cell is not weak, the answer is 0. The first $cell always lies inside.",
    label="taken",
    oracle=_area,
    explain=lambda _, grid, row, column, __: f"the first number is {grid[row][column]}",
    references={
        "python": """
            def spread(rows: list[list[int]], row: int, column: int) -> int:
                if row < 0 or row >= len(rows) or column < 0 or column >= len(rows[0]):
                    return 0
                if rows[row][column] >= $limit:
                    return 0
                rows[row][column] = $limit
                taken = 1
                for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                    taken += spread(rows, row + down, column + right)
                return taken
            ---
            copy = [list(line) for line in $grid_rows]
            return spread(copy, $row, $column)
        """,
        "java": """
            static int spread(List<List<Integer>> rows, int row, int column) {
                if (row < 0 || row >= rows.size() || column < 0 || column >= rows.get(0).size()) {
                    return 0;
                }
                if (rows.get(row).get(column) >= $limit) {
                    return 0;
                }
                rows.get(row).set(column, $limit);
                int taken = 1;
                int[][] steps = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
                for (int[] step : steps) {
                    taken += spread(rows, row + step[0], column + step[1]);
                }
                return taken;
            }
            ---
            List<List<Integer>> copy = new ArrayList<>();
            for (List<Integer> line : $grid_rows) {
                copy.add(new ArrayList<>(line));
            }
            return spread(copy, $row, $column);
        """,
        "cpp": """
            int spread(std::vector<std::vector<int>>& rows, int row, int column) {
                int height = static_cast<int>(rows.size());
                int width = static_cast<int>(rows[0].size());
                if (row < 0 || row >= height || column < 0 || column >= width) {
                    return 0;
                }
                if (rows[row][column] >= $limit) {
                    return 0;
                }
                rows[row][column] = $limit;
                int taken = 1;
                const int steps[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
                for (const auto& step : steps) {
                    taken += spread(rows, row + step[0], column + step[1]);
                }
                return taken;
            }
            ---
            std::vector<std::vector<int>> copy = $grid_rows;
            return spread(copy, $row, $column);
        """,
    },
    inputs=_inputs,
    goals=(
        "copy the rows",
        "stop outside the rows and at a $cell that is not weak",
        "mark the $cell as taken",
        "add up what the neighbours give",
    ),
    pitfalls=(
        Pitfall(
            "all weak $cells are counted, not only those that are joined",
            lambda v, grid, r, c: (
                sum(x < v["limit"] for line in grid for x in line) if grid[r][c] < v["limit"] else 0
            ),
        ),
        Pitfall(
            "a number equal to the limit counts as weak",
            lambda v, grid, r, c: _area({"limit": v["limit"] + 1}, grid, r, c),
        ),
    ),
    variant=_variant,
)
