"""Count pairs of neighbours in a grid, with texts as the keys of a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty

# Where the partners of a cell are, none of them above it, so that no pair is met twice.
_PLACES: dict[str, tuple[tuple[int, int], ...]] = {
    "one stands right beside the other in the same row": ((0, 1),),
    "one stands right below the other": ((1, 0),),
    "one stands right beside or right below the other": ((0, 1), (1, 0)),
    "they touch at a corner only": ((1, -1), (1, 1)),
    "they stand in the same row with exactly one place between them": ((0, 2),),
    "they stand in the same column with exactly one place between them": ((2, 0),),
}
_RULES: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    "its two numbers are different": ("one != two", lambda one, two: one != two),
    "its two numbers add up to 5 or more": ("one + two >= 5", lambda one, two: one + two >= 5),
    "its two numbers add up to less than 6": ("one + two < 6", lambda one, two: one + two < 6),
    "the sum of its two numbers is even": (
        "(one + two) % 2 == 0",
        lambda one, two: (one + two) % 2 == 0,
    ),
    "the sum of its two numbers is odd": (
        "(one + two) % 2 == 1",
        lambda one, two: (one + two) % 2 == 1,
    ),
    "neither of its numbers is 0": ("one * two > 0", lambda one, two: one * two > 0),
}


def _variant(rng: Random, _: Difficulty) -> Variant:
    places = rng.choice(list(_PLACES))
    rule = rng.choice(list(_RULES))
    first = rng.choice(["smaller", "larger"])
    sign = rng.choice("-+/:")
    moves = _PLACES[places]
    return {
        "places": places,
        "rule": rule,
        "test": _RULES[rule][0],
        "first": first,
        "swap": "one > two" if first == "smaller" else "one < two",
        "sign": sign,
        "shown": f"1{sign}4" if first == "smaller" else f"4{sign}1",
        "python_moves": "[" + ", ".join(map(str, moves)) + "]",
        "braced_moves": "{" + ", ".join(f"{{{down}, {right}}}" for down, right in moves) + "}",
    }


def _pairs(v: Variant, grid: list[list[int]]) -> list[tuple[int, int]]:
    return [
        (grid[row][column], grid[row + down][column + right])
        for row in range(len(grid))
        for column in range(len(grid[0]))
        for down, right in _PLACES[v["places"]]
        if row + down < len(grid) and 0 <= column + right < len(grid[0])
    ]


def _texts(v: Variant, grid: list[list[int]]) -> list[str]:
    test = _RULES[v["rule"]][1]
    pairs = [sorted(pair, reverse=v["first"] == "larger") for pair in _pairs(v, grid)]
    return [f"{one}{v['sign']}{two}" for one, two in pairs if test(one, two)]


def _counted(texts: list[str]) -> list[list[object]]:
    return [[text, count] for text, count in sorted(Counter(texts).items())]


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, grid in some_rows(rng, 0, 5):
        yield category, (grid,)
    for _ in range(10):
        few = rng.sample(range(6), 3)
        size = rng.randint(3, 4)
        yield "typical", ([[rng.choice(few) for _ in range(size)] for _ in range(3)],)
    for _ in range(5):
        one, two = rng.sample(range(6), 2)
        yield "adversarial", ([[one, two, one], [two, one, two], [one, two, two]],)
        yield "adversarial", ([[one, two, two, one], [two, one, two, two], [one, one, two, one]],)
        yield "large", ([[rng.randint(0, 9) for _ in range(6)] for _ in range(5)],)


def _explained(v: Variant, grid: list[list[int]], result: list[list[object]]) -> str:
    if not result:
        return "no pair counts here"
    most = max(int(str(count)) for _, count in result)
    text = next(text for text, count in result if count == most)
    count, whole = len(_texts(v, grid)), len(_pairs(v, grid))
    return f"{count} out of {whole} pairs may count, and `{text}` occurs {most} times"


FAMILY = FunctionFamily(
    name="grid_counts",
    title="Pairs of neighbours",
    topics=frozenset({"2d arrays", "maps", "strings", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"hard"}),
    worlds=GRIDS,
    call="pairs_in_${grid}",
    givens=(
        Given(
            "grid_rows",
            "list[list[int]]",
            (
                "a list of rows, the top one first, with the number of $unit for each $cell; 1 to "
                "6 rows, each as long as the others, with 1 to 6 numbers from 0 to 9"
            ),
            "$grid",
        ),
    ),
    returns="map[str, int]",
    task=(
        (
            "Two $cells make a pair if $places. A text stands for each pair: its two numbers with "
            "`$sign` between them, the $first number first. So a 1 and a 4 make the text "
            "`$shown`, whichever of them comes first in the rows. A pair counts only if $rule. "
            "Find out how often each text occurs among the pairs that count."
        ),
        (
            "Somebody wants to know which numbers meet. Look at every two $cells of which this "
            "is true: $places. Write their two numbers as a text, with the $first one in front "
            "and `$sign` between them, so that 4 and 1 become `$shown`, just as 1 and 4 do. "
            "Leave a pair out unless $rule. Count equal texts in a map."
        ),
    ),
    result="a map that tells for each of these texts how often it occurs",
    edges=(
        "Every two $cells are one pair, not two. Equal numbers can be written in either order. A "
        "text that does not occur is left out, and maybe there is none at all."
    ),
    label="pairs",
    oracle=lambda v, grid: _counted(_texts(v, grid)),
    explain=_explained,
    references={
        "python": """
            counts = {}
            height = len($grid_rows)
            width = len($grid_rows[0])
            for row in range(height):
                for column in range(width):
                    for down, right in $python_moves:
                        r = row + down
                        c = column + right
                        if r >= height or c < 0 or c >= width:
                            continue
                        one = $grid_rows[row][column]
                        two = $grid_rows[r][c]
                        if $swap:
                            one, two = two, one
                        if $test:
                            pair = str(one) + "$sign" + str(two)
                            counts[pair] = counts.get(pair, 0) + 1
            return counts
        """,
        "java": """
            Map<String, Integer> counts = new HashMap<>();
            int height = $grid_rows.size();
            int width = $grid_rows.get(0).size();
            int[][] moves = $braced_moves;
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    for (int[] move : moves) {
                        int r = row + move[0];
                        int c = column + move[1];
                        if (r >= height || c < 0 || c >= width) {
                            continue;
                        }
                        int one = $grid_rows.get(row).get(column);
                        int two = $grid_rows.get(r).get(c);
                        if ($swap) {
                            int other = one;
                            one = two;
                            two = other;
                        }
                        if ($test) {
                            String pair = String.valueOf(one);
                            pair += "$sign" + two;
                            counts.put(pair, counts.getOrDefault(pair, 0) + 1);
                        }
                    }
                }
            }
            return counts;
        """,
        "cpp": """
            std::map<std::string, int> counts;
            int height = static_cast<int>($grid_rows.size());
            int width = static_cast<int>($grid_rows[0].size());
            const std::vector<std::vector<int>> moves = $braced_moves;
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    for (const std::vector<int>& move : moves) {
                        int r = row + move[0];
                        int c = column + move[1];
                        if (r >= height || c < 0 || c >= width) {
                            continue;
                        }
                        int one = $grid_rows[row][column];
                        int two = $grid_rows[r][c];
                        if ($swap) {
                            std::swap(one, two);
                        }
                        if ($test) {
                            counts[std::to_string(one) + "$sign" + std::to_string(two)]++;
                        }
                    }
                }
            }
            return counts;
        """,
    },
    inputs=_inputs,
    goals=(
        "visit every $cell and find where its partners are",
        "skip a partner that lies outside the rows",
        "put the two numbers into the right order",
        "leave out a pair that does not count",
        "build the text and raise its count in the map",
    ),
    pitfalls=(
        Pitfall(
            "the two numbers stay in the order in which they are met",
            lambda v, grid: _counted(
                [
                    f"{one}{v['sign']}{two}"
                    for one, two in _pairs(v, grid)
                    if _RULES[v["rule"]][1](one, two)
                ]
            ),
        ),
        Pitfall(
            "pairs that should be left out are counted",
            lambda v, grid: _counted(
                [
                    v["sign"].join(map(str, sorted(pair, reverse=v["first"] == "larger")))
                    for pair in _pairs(v, grid)
                ]
            ),
        ),
        Pitfall(
            "each pair is counted from both of its sides",
            lambda v, grid: _counted(_texts(v, grid) * 2),
        ),
    ),
    variant=_variant,
)
