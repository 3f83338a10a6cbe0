"""Grids are drawn anew in the form of those that were proposed."""

from __future__ import annotations

from tests.gates.test_declared_inputs import called

GRID = [{"name": "maze", "type": "list[str]"}]
MAZES = [
    [["..", ".."]], [["..#", "#..", "##."]], [["...", ".#.", "..."]], [["....", "....", "...."]],
    [["..#", ".#.", "..."]],
]  # fmt: skip
SIZES = [
    {"on": "maze", "rule": "length", "low": 1, "high": 7},
    {"on": "maze[]", "rule": "length", "low": 1, "high": 7},
]


def steps(maze: list[str], ways: tuple[tuple[int, int], ...]) -> int:
    """Return how far the last field is from the first, -1 if there is no way."""
    far, waiting = {(0, 0): 0}, [(0, 0)]
    for row, column in waiting:
        for down, right in ways:
            cell = (row + down, column + right)
            inside = 0 <= cell[0] < len(maze) and 0 <= cell[1] < len(maze[0])
            if inside and cell not in far and maze[cell[0]][cell[1]] == ".":
                far[cell] = far[row, column] + 1
                waiting.append(cell)
    return far.get((len(maze) - 1, len(maze[0]) - 1), -1)


DOWN, RIGHT, UP, LEFT = (1, 0), (0, 1), (-1, 0), (0, -1)


def test_mazes_need_every_direction_and_have_every_form():
    found = [maze for (maze,) in called(GRID, MAZES, SIZES)]
    assert len(found) > 50
    for ways in ((DOWN, RIGHT, LEFT), (DOWN, RIGHT, UP)):
        everywhere = (DOWN, RIGHT, UP, LEFT)
        assert any(steps(maze, everywhere) > steps(maze, ways) == -1 for maze in found)
    assert any(len(maze) > len(maze[0]) > 1 for maze in found)
    assert any(len(maze[0]) > len(maze) > 1 for maze in found)
    assert any(steps(maze, (DOWN, RIGHT, UP, LEFT)) < 0 for maze in found)


def test_what_all_grids_have_is_kept():
    calls = [
        [["####", "#S.#", "#.E#", "####"]], [["#####", "#.E.#", "#S..#", "#####"]],
        [["####", "#SE#", "####"]], [["#####", "#S#E#", "#...#", "#####"]],
    ]  # fmt: skip
    found = [maze for (maze,) in called(GRID, calls, SIZES)]
    drawn = [maze for maze in found if len(maze) > 4 or len(maze[0]) > 5]
    assert drawn
    for maze in drawn:
        assert set(maze[0] + maze[-1]) == {"#"}
        assert {row[0] + row[-1] for row in maze} == {"##"}
        assert "".join(maze).count("S") == "".join(maze).count("E") == 1


def test_grids_of_numbers_are_drawn_of_the_numbers_that_were_seen():
    params = [{"name": "field", "type": "list[list[int]]"}]
    calls = [[[[0, 1], [1, 1]]], [[[0, 0, 1], [1, 0, 0]]], [[[1], [0]]], [[[0, 1, 1]]]]
    sizes = [one | {"on": one["on"].replace("maze", "field")} for one in SIZES]
    found = [field for (field,) in called(params, calls, sizes)]
    assert all(len({len(row) for row in field}) == 1 for field in found)
    assert {cell for field in found for row in field for cell in row} == {0, 1}
    assert any(len(field) > 4 and len(field[0]) > 4 for field in found)
