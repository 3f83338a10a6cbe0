"""Count the cells of a grid that are higher than all their neighbours."""

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


def _neighbours(grid: list[list[int]], row: int, column: int) -> list[int]:
    spots = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return [grid[r][c] for r, c in spots if 0 <= r < len(grid) and 0 <= c < len(grid[0])]


def _peaks(v: Variant, grid: list[list[int]]) -> int:
    return sum(
        cell >= v["least"] and all(cell > other for other in _neighbours(grid, r, c))
        for r, row in enumerate(grid)
        for c, cell in enumerate(row)
    )


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, grid in some_rows(rng, 0, 9):
        yield category, (grid,)
    least = v["least"]
    for _ in range(4):
        yield "boundary", ([[least, 0, least - 1], [0, 1, 0], [least, 0, rng.randint(0, 9)]],)
        yield "adversarial", ([[5, 5, 1], [1, 1, 1], [rng.randint(6, 9), 1, 7]],)


FAMILY = FunctionFamily(
    name="grid_peaks",
    title="The peaks",
    topics=frozenset({"2d arrays", "loops", "conditionals", "functions", "lists"}),
    difficulties=frozenset({"hard"}),
    worlds=GRIDS,
    call="peaks_of_${grid}",
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
        (
            "A $cell is a peak when its number is at least $least and larger than the numbers of "
            "all its neighbours. The neighbours are the $cells right above, below, left and right "
            "of it, as far as they exist. Count the peaks. Write a helper that decides for one "
            "$cell."
        ),
        (
            "Find the $cells that stand out. Such a peak has a number of at least $least, and "
            "each of its neighbours has a smaller number. The neighbours are right above, below, "
            "left and right, unless the plan ends there. Count the peaks. A helper that looks at "
            "one $cell makes this short."
        ),
    ),
    result="the number of peaks",
    edges=(
        "A neighbour with the same number prevents a peak. A $cell at the rim just has fewer "
        "neighbours."
    ),
    label="peaks",
    oracle=_peaks,
    explain=lambda v, grid, result: (
        f"{sum(cell >= v['least'] for row in grid for cell in row)} of the numbers are at least "
        f"{v['least']}, and {result} of those beat all neighbours"
    ),
    references={
        "python": """
            def is_peak(rows: list[list[int]], row: int, column: int) -> bool:
                cell = rows[row][column]
                if cell < $least:
                    return False
                for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                    r = row + down
                    c = column + right
                    if 0 <= r < len(rows) and 0 <= c < len(rows[0]) and rows[r][c] >= cell:
                        return False
                return True
            ---
            peaks = 0
            for row in range(len($grid_rows)):
                for column in range(len($grid_rows[0])):
                    if is_peak($grid_rows, row, column):
                        peaks += 1
            return peaks
        """,
        "java": """
            static boolean isPeak(List<List<Integer>> rows, int row, int column) {
                int cell = rows.get(row).get(column);
                if (cell < $least) {
                    return false;
                }
                int[][] steps = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
                for (int[] step : steps) {
                    int r = row + step[0];
                    int c = column + step[1];
                    boolean inside = r >= 0 && r < rows.size() && c >= 0 && c < rows.get(0).size();
                    if (inside && rows.get(r).get(c) >= cell) {
                        return false;
                    }
                }
                return true;
            }
            ---
            int peaks = 0;
            for (int row = 0; row < $grid_rows.size(); row++) {
                for (int column = 0; column < $grid_rows.get(0).size(); column++) {
                    if (isPeak($grid_rows, row, column)) {
                        peaks++;
                    }
                }
            }
            return peaks;
        """,
        "cpp": """
            bool is_peak(const std::vector<std::vector<int>>& rows, int row, int column) {
                int cell = rows[row][column];
                if (cell < $least) {
                    return false;
                }
                int height = static_cast<int>(rows.size());
                int width = static_cast<int>(rows[0].size());
                const int steps[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
                for (const auto& step : steps) {
                    int r = row + step[0];
                    int c = column + step[1];
                    bool inside = r >= 0 && r < height && c >= 0 && c < width;
                    if (inside && rows[r][c] >= cell) {
                        return false;
                    }
                }
                return true;
            }
            ---
            int height = static_cast<int>($grid_rows.size());
            int width = static_cast<int>($grid_rows[0].size());
            int peaks = 0;
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    if (is_peak($grid_rows, row, column)) {
                        peaks++;
                    }
                }
            }
            return peaks;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper for one $cell",
        "check that a neighbour exists before you look at it",
        "visit every place of every row",
        "count what the helper accepts",
    ),
    pitfalls=(
        Pitfall(
            "an equal neighbour does not prevent a peak",
            lambda v, grid: sum(
                cell >= v["least"] and all(cell >= o for o in _neighbours(grid, r, c))
                for r, row in enumerate(grid)
                for c, cell in enumerate(row)
            ),
        ),
        Pitfall(
            "the rim is left out",
            lambda v, grid: sum(
                grid[r][c] >= v["least"] and all(grid[r][c] > o for o in _neighbours(grid, r, c))
                for r in range(1, len(grid) - 1)
                for c in range(1, len(grid[0]) - 1)
            ),
        ),
        Pitfall("the least number is not asked for", lambda _, grid: _peaks({"least": -1}, grid)),
    ),
    variant=_variant,
)
