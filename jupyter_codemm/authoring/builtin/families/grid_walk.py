"""Follow a path over a grid and collect what lies on it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"wall": rng.choice([0, 1])}


_STEPS = {"u": (-1, 0), "d": (1, 0), "l": (0, -1), "r": (0, 1)}


def _collected(v: Variant, grid: list[list[int]], path: str) -> int:
    row, column, total = 0, 0, grid[0][0]
    for letter in path:
        r, c = row + _STEPS[letter][0], column + _STEPS[letter][1]
        inside = 0 <= r < len(grid) and 0 <= c < len(grid[0])
        if inside and grid[r][c] != v["wall"]:
            row, column = r, c
            total += grid[r][c]
    return total


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, grid in some_rows(rng, 0, 6):
        yield category, (grid, "".join(rng.choice("drdrul") for _ in range(rng.randint(2, 8))))
    for _ in range(4):
        yield "minimal", ([[rng.randint(2, 6), 3]], "")
        yield "boundary", ([[2, 3], [4, rng.randint(2, 6)]], "uldrdr")
        yield "adversarial", ([[2, v["wall"], 5], [3, 4, rng.randint(2, 6)]], "rdrru")


FAMILY = FunctionFamily(
    name="grid_walk",
    title="The walk",
    topics=frozenset({"2d arrays", "strings", "loops", "conditionals", "variables", "lists"}),
    difficulties=frozenset({"medium"}),
    worlds=GRIDS,
    call="walk_over_${grid}",
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
        Given("path", "str", "the steps; 0 to 20 of the letters `u`, `d`, `l` and `r`"),
    ),
    returns="int",
    task=(
        "A guest starts at the first $cell of the top row and collects its number. Each letter of"
        " `$path` is one step: `u` up, `d` down, `l` left, `r` right. After each step the number "
        "of the new $cell is collected, also "
        "when the guest was there before. But a $cell with the number $wall is blocked. A step "
        "onto a blocked $cell or out of the plan is not made, and then "
        "nothing is collected."
    ),
    result="the sum of the collected numbers",
    edges=(
        "The first $cell counts even if its number is $wall. Without any step, only the first "
        "number is collected."
    ),
    label="collected",
    oracle=_collected,
    explain=lambda _, grid, path, __: (
        f"the guest starts with {grid[0][0]} and tries {len(path)} steps"
    ),
    references={
        "python": """
            row = 0
            column = 0
            total = $grid_rows[0][0]
            for step in $path:
                down = row + (step == "d") - (step == "u")
                right = column + (step == "r") - (step == "l")
                if down < 0 or down >= len($grid_rows):
                    continue
                if right < 0 or right >= len($grid_rows[0]):
                    continue
                if $grid_rows[down][right] != $wall:
                    row = down
                    column = right
                    total += $grid_rows[row][column]
            return total
        """,
        "java": """
            int row = 0;
            int column = 0;
            int total = $grid_rows.get(0).get(0);
            for (char step : $path.toCharArray()) {
                int down = row + (step == 'd' ? 1 : 0) - (step == 'u' ? 1 : 0);
                int right = column + (step == 'r' ? 1 : 0) - (step == 'l' ? 1 : 0);
                if (down < 0 || down >= $grid_rows.size()) {
                    continue;
                }
                if (right < 0 || right >= $grid_rows.get(0).size()) {
                    continue;
                }
                if ($grid_rows.get(down).get(right) != $wall) {
                    row = down;
                    column = right;
                    total += $grid_rows.get(row).get(column);
                }
            }
            return total;
        """,
        "cpp": """
            int row = 0;
            int column = 0;
            int total = $grid_rows[0][0];
            for (char step : $path) {
                int down = row + (step == 'd') - (step == 'u');
                int right = column + (step == 'r') - (step == 'l');
                if (down < 0 || down >= static_cast<int>($grid_rows.size())) {
                    continue;
                }
                if (right < 0 || right >= static_cast<int>($grid_rows[0].size())) {
                    continue;
                }
                if ($grid_rows[down][right] != $wall) {
                    row = down;
                    column = right;
                    total += $grid_rows[row][column];
                }
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "remember row, column and sum",
        "work out where each step would lead",
        "skip the step when it leads outside or is blocked",
        "otherwise move and collect",
    ),
    pitfalls=(
        Pitfall(
            "blocked $cells are entered", lambda _, grid, path: _collected({"wall": -1}, grid, path)
        ),
        Pitfall(
            "the first number is not collected",
            lambda v, grid, path: _collected(v, grid, path) - grid[0][0],
        ),
    ),
    variant=_variant,
)
