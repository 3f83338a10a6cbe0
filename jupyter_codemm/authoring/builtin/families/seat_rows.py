"""Find neighbouring cells in the rows of a grid, with a helper that looks at one row."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.problem import Category

_WAYS: tuple[dict[str, str], ...] = (
    {
        "side": "top",
        "rows": "range(height)",
        "begin": "0",
        "inside": "row < height",
        "move": "row++",
    },
    {
        "side": "bottom",
        "rows": "range(height - 1, -1, -1)",
        "begin": "height - 1",
        "inside": "row >= 0",
        "move": "row--",
    },
)
_FITS = ({"sign": "<=", "bound": "at most"}, {"sign": ">=", "bound": "at least"})


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {**rng.choice(_WAYS), **rng.choice(_FITS), "limit": rng.choice([3, 4, 5])}


def _start(v: Variant, row: list[int], count: int) -> int:
    marks = "".join("x" if _fits(v, number) else "." for number in row)
    return marks.find("x" * count)


def _fits(v: Variant, number: int) -> bool:
    return bool(number <= v["limit"] if v["sign"] == "<=" else number >= v["limit"])


def _found(v: Variant, grid: list[list[int]], count: int) -> list[int]:
    rows = range(len(grid)) if v["side"] == "top" else reversed(range(len(grid)))
    for row in rows:
        place = _start(v, grid[row], count)
        if place >= 0:
            return [row, place]
    return []


def _scattered(v: Variant, grid: list[list[int]], count: int) -> list[int]:
    """Count the cells that fit in a row, whether they are neighbours or not."""
    packed = [[number for number in row if _fits(v, number)] for row in grid]
    found = _found(v, packed, count)
    if not found:
        return []
    row = grid[found[0]]
    return [found[0], next(place for place, number in enumerate(row) if _fits(v, number))]


def _last_cell(v: Variant, grid: list[list[int]], count: int) -> list[int]:
    found = _found(v, grid, count)
    return [found[0], found[1] + count - 1] if found else []


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit = v["limit"]
    for category, grid in some_rows(rng, limit - 3, limit + 3, most=6):
        kind: Category = "adversarial" if category == "minimal" else category
        yield kind, (grid, min(rng.choice([1, 2, 2, 3]), len(grid[0])))
    step = -1 if v["sign"] == "<=" else 1
    good, bad = limit, limit - step
    yield "minimal", ([[bad]], 1)
    yield "minimal", ([[bad, good], [good, bad]], 2)
    for _ in range(4):
        width = rng.randint(4, 6)
        count = rng.randint(2, 3)
        rows = [[rng.choice([good, good + step, bad]) for _ in range(width)] for _ in range(4)]
        yield "duplicates", (rows, count)
        yield "boundary", ([[bad] * width, [bad] * (width - count) + [good] * count], count)
        gaps = [good if place % 2 else bad for place in range(width)]
        yield "adversarial", ([gaps, [bad, *[good + step] * (width - 1)], gaps], count)
        yield "adversarial", ([gaps[::-1], gaps, gaps[::-1]], count)


def _reason(_: Variant, grid: list[list[int]], count: int, result: list[int]) -> str:
    if not result:
        return "no row has a long enough block"
    row, place = result
    numbers = ", ".join(str(number) for number in grid[row][place : place + count])
    return f"the block holds the numbers {numbers}" if count > 1 else f"its number is {numbers}"


FAMILY = FunctionFamily(
    name="seat_rows",
    title="Side by side",
    topics=frozenset({"2d arrays", "searching", "functions", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=GRIDS,
    call="block_in_${grid}",
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
        Given("count", "int", "how many $cells the block needs, from 1 to 6"),
    ),
    returns="list[int]",
    task=(
        (
            "Visitors look for a block: `$count` $cells side by side in one row, and the number "
            "of each must be $bound $limit. They search row by row and begin at the $side. In a "
            "row, they take the block that starts farthest to the left. Write a helper that "
            "searches one row and answers where the block starts, or -1 if there is none. Then "
            "let your function use it to find the first row with a block. The top row is row "
            "0, and the leftmost place in a row is place 0."
        ),
        (
            "A $cell fits if its number is $bound $limit. Wanted are `$count` fitting $cells of "
            "one row with no other $cell between them. Look through the rows one after another, "
            "starting with the row at the $side, and stop at the first one that has such a block. "
            "If it has several, choose the one farthest to the left. Rows are counted from the "
            "top and places from the left, both starting with 0. The search in a single row "
            "is the job of a helper, which answers -1 if the row has no block."
        ),
    ),
    result="a list of two numbers: the row, and the place of the block's first $cell",
    edges="A block may be part of a longer one. If there is no block at all, the list is empty.",
    label="block",
    oracle=_found,
    explain=_reason,
    references={
        "python": """
            def start_of_block(numbers: list[int], count: int) -> int:
                run = 0
                for place in range(len(numbers)):
                    if numbers[place] $sign $limit:
                        run += 1
                    else:
                        run = 0
                    if run == count:
                        return place - count + 1
                return -1
            ---
            height = len($grid_rows)
            for row in $rows:
                start = start_of_block($grid_rows[row], $count)
                if start >= 0:
                    return [row, start]
            return []
        """,
        "java": """
            static int startOfBlock(List<Integer> numbers, int count) {
                int run = 0;
                for (int place = 0; place < numbers.size(); place++) {
                    if (numbers.get(place) $sign $limit) {
                        run++;
                    } else {
                        run = 0;
                    }
                    if (run == count) {
                        return place - count + 1;
                    }
                }
                return -1;
            }
            ---
            int height = $grid_rows.size();
            for (int row = $begin; $inside; $move) {
                int start = startOfBlock($grid_rows.get(row), $count);
                if (start >= 0) {
                    return List.of(row, start);
                }
            }
            return List.of();
        """,
        "cpp": """
            int start_of_block(const std::vector<int>& numbers, int count) {
                int run = 0;
                for (int place = 0; place < static_cast<int>(numbers.size()); place++) {
                    if (numbers[place] $sign $limit) {
                        run++;
                    } else {
                        run = 0;
                    }
                    if (run == count) {
                        return place - count + 1;
                    }
                }
                return -1;
            }
            ---
            int height = static_cast<int>($grid_rows.size());
            for (int row = $begin; $inside; $move) {
                int start = start_of_block($grid_rows[row], $count);
                if (start >= 0) {
                    return {row, start};
                }
            }
            return {};
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that counts fitting neighbours in one row",
        "start the count anew at a $cell that does not fit",
        "ask the helper about one row after another",
        "stop at the first block",
    ),
    pitfalls=(
        Pitfall("the fitting $cells of a row need not be neighbours", _scattered),
        Pitfall("the last $cell of the block is told in place of the first", _last_cell),
        Pitfall(
            "a number of just $limit does not fit",
            lambda v, grid, count: _found(
                {**v, "limit": v["limit"] - 1 if v["sign"] == "<=" else v["limit"] + 1},
                grid,
                count,
            ),
        ),
    ),
    variant=_variant,
)
