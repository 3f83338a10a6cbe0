"""Count the fewest moves through a grid, breadth first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_rows
from jupyter_codemm.authoring.builtin.worlds.grids import GRIDS
from jupyter_codemm.contracts.base import Difficulty

_Spot = tuple[int, int]
_BESIDE = ((-1, 0), (0, -1), (1, 0), (0, 1))
_CORNERS = ((-1, -1), (1, -1), (-1, 1), (1, 1))
_MOVES: tuple[tuple[str, tuple[_Spot, ...]], ...] = (
    ("one place up, left, down or right", _BESIDE),
    ("one place up, down, left, right or diagonally", _BESIDE + _CORNERS),
    ("one place up, down or right, but never to the left", (_BESIDE[0], _BESIDE[2], _BESIDE[3])),
    ("one place left, down or right, but never up", _BESIDE[1:]),
    ("one place diagonally, or one place to the right", (*_CORNERS, _BESIDE[3])),
)
_GOALS: dict[str, tuple[str, Callable[[int, int, int, int], bool]]] = {
    "the last place of the bottom row": (
        "row + column == height + width - 2",
        lambda row, column, height, width: row + column == height + width - 2,
    ),
    "any place of the bottom row": (
        "row == height - 1",
        lambda row, _column, height, _width: row == height - 1,
    ),
    "the last place of any row": (
        "column == width - 1",
        lambda _row, column, _height, width: column == width - 1,
    ),
}
# For each rule: its words, its test and its limits.
_RULES: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "climb": ("the second is at most {} larger than the first", "there - here <= {}", (1, 2, 3)),
    "fall": ("the second is at most {} smaller than the first", "here - there <= {}", (1, 2, 3)),
    "light": ("the two add up to at most {}", "here + there <= {}", (5, 6, 7)),
    "heavy": ("the two add up to at least {}", "here + there >= {}", (6, 7, 8)),
}
_ALLOWED: dict[str, Callable[[int, int, int], bool]] = {
    "climb": lambda here, there, limit: there - here <= limit,
    "fall": lambda here, there, limit: here - there <= limit,
    "light": lambda here, there, limit: here + there <= limit,
    "heavy": lambda here, there, limit: here + there >= limit,
}


def _variant(rng: Random, _: Difficulty) -> Variant:
    move_words, moves = rng.choice(_MOVES)
    goal_words = rng.choice(list(_GOALS))
    rule = rng.choice(list(_RULES))
    words, test, limits = _RULES[rule]
    limit = rng.choice(limits)
    return {
        "moves": moves,
        "move_words": move_words,
        "goal": _GOALS[goal_words][0],
        "goal_words": goal_words,
        "rule": rule,
        "limit": limit,
        "rule_words": words.format(limit),
        "test": test.format(limit),
        "python_moves": "(" + ", ".join(map(str, moves)) + ")",
        "braced_moves": "{" + ", ".join(f"{{{down}, {right}}}" for down, right in moves) + "}",
    }


def _next(v: Variant, grid: list[list[int]], spot: _Spot) -> list[_Spot]:
    spots = [(spot[0] + down, spot[1] + right) for down, right in v["moves"]]
    return [
        (r, c)
        for r, c in spots
        if 0 <= r < len(grid)
        and 0 <= c < len(grid[0])
        and _ALLOWED[v["rule"]](grid[spot[0]][spot[1]], grid[r][c], v["limit"])
    ]


def _way(v: Variant, grid: list[list[int]], *, newest_first: bool = False) -> list[_Spot]:
    _, is_goal = _GOALS[v["goal_words"]]
    waiting: deque[list[_Spot]] = deque([[(0, 0)]])
    seen = {(0, 0)}
    while waiting:
        way = waiting.pop() if newest_first else waiting.popleft()
        if is_goal(*way[-1], len(grid), len(grid[0])):
            return way
        for spot in _next(v, grid, way[-1]):
            if spot not in seen:
                seen.add(spot)
                waiting.append([*way, spot])
    return []


def _steps(v: Variant, grid: list[list[int]]) -> int:
    return len(_way(v, grid)) - 1


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    limit, rule = int(v["limit"]), str(v["rule"])
    low, high = {
        "climb": (0, limit + 2),
        "fall": (0, limit + 2),
        "light": (0, limit // 2 + 2),
        "heavy": (limit // 2 - 1, limit // 2 + 2),
    }[rule]
    good, bad = {
        "climb": (0, limit + 2),
        "fall": (limit + 1, 0),
        "light": (limit // 2 - 1, limit),
        "heavy": (limit // 2 + 1, 0),
    }[rule]
    for category, grid in some_rows(rng, low, high):
        yield category, (grid,)
    yield "minimal", ([[good, bad], [bad, bad]],)
    yield "minimal", ([[good, bad, good], [bad, bad, bad], [good, good, good]],)
    for _ in range(12):
        yield "typical", (_field(rng, good, bad, rng.randint(3, 5), rng.randint(3, 5)),)
    for _ in range(6):
        yield "adversarial", (_field(rng, good, bad, 4, 6),)
        yield "large", (_field(rng, good, bad, 6, 6),)


def _field(rng: Random, good: int, bad: int, height: int, width: int) -> list[list[int]]:
    return [
        [rng.choice([good, good, good + 1, good + 1, bad]) for _ in range(width)]
        for _ in range(height)
    ]


def _explained(v: Variant, grid: list[list[int]], result: int) -> str:
    if result <= 0:
        return "the start is a goal already" if result == 0 else "there is no way to a goal"
    numbers = [str(grid[row][column]) for row, column in _way(v, grid)]
    return f"a shortest way goes over the numbers {', '.join(numbers[:-1])} and {numbers[-1]}"


FAMILY = FunctionFamily(
    name="grid_steps",
    title="The shortest way",
    topics=frozenset({"2d arrays", "queues", "sets", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"hard"}),
    worlds=GRIDS,
    call="moves_through_${grid}",
    givens=(
        Given(
            "grid_rows",
            "list[list[int]]",
            (
                "the $unit of each $cell, row by row from the top; all rows have the same length,"
                " and there are 1 to 6 rows with 1 to 6 numbers from 0 to 9 in each"
            ),
            "$grid",
        ),
    ),
    returns="int",
    task=(
        (
            "A token lies at the first $cell of the top row. In one move it goes $move_words. "
            "Each move leaves one number and comes to a second one. It is allowed only if "
            "$rule_words. Find the smallest number of moves that brings the token to "
            "$goal_words. A queue keeps the places that it still has to go on from, so that near "
            "places come before far ones. A set remembers which places were put into the queue."
        ),
        (
            "Somebody pushes a token from $cell to $cell and wants to reach $goal_words with as "
            "few moves as possible. The token begins at the first $cell of the top row. Each move "
            "takes it $move_words. Compare the number that it leaves with the second one, which "
            "it is moved to: $rule_words, or else the move is forbidden. Look in all directions "
            "at once: put the start into a queue, take out the oldest place again and again, and "
            "add the places that can be reached from there. Whatever was added before is in a "
            "set and is not added again."
        ),
    ),
    result="the smallest number of moves",
    edges=(
        "The token never leaves the rows. If the start is a "
        "goal already, the answer is 0. If the goal cannot be reached, it is -1."
    ),
    label="moves",
    oracle=_steps,
    explain=_explained,
    references={
        "python": """
            height = len($grid_rows)
            width = len($grid_rows[0])
            waiting = deque([(0, 0, 0)])
            seen = {(0, 0)}
            while waiting:
                row, column, moves = waiting.popleft()
                if $goal:
                    return moves
                here = $grid_rows[row][column]
                for down, right in $python_moves:
                    r = row + down
                    c = column + right
                    if r < 0 or r >= height or c < 0 or c >= width or (r, c) in seen:
                        continue
                    there = $grid_rows[r][c]
                    if $test:
                        seen.add((r, c))
                        waiting.append((r, c, moves + 1))
            return -1
        """,
        "java": """
            int height = $grid_rows.size();
            int width = $grid_rows.get(0).size();
            int[][] steps = $braced_moves;
            Queue<int[]> waiting = new LinkedList<>();
            Set<Integer> seen = new HashSet<>();
            waiting.add(new int[] {0, 0, 0});
            seen.add(0);
            while (!waiting.isEmpty()) {
                int[] place = waiting.remove();
                int row = place[0];
                int column = place[1];
                if ($goal) {
                    return place[2];
                }
                int here = $grid_rows.get(row).get(column);
                for (int[] step : steps) {
                    int r = row + step[0];
                    int c = column + step[1];
                    boolean inside = r >= 0 && r < height && c >= 0 && c < width;
                    if (!inside || seen.contains(r * width + c)) {
                        continue;
                    }
                    int there = $grid_rows.get(r).get(c);
                    if ($test) {
                        seen.add(r * width + c);
                        waiting.add(new int[] {r, c, place[2] + 1});
                    }
                }
            }
            return -1;
        """,
        "cpp": """
            int height = static_cast<int>($grid_rows.size());
            int width = static_cast<int>($grid_rows[0].size());
            const std::vector<std::vector<int>> steps = $braced_moves;
            std::queue<std::vector<int>> waiting;
            std::set<std::pair<int, int>> seen;
            waiting.push({0, 0, 0});
            seen.insert({0, 0});
            while (!waiting.empty()) {
                int row = waiting.front()[0];
                int column = waiting.front()[1];
                int moves = waiting.front()[2];
                waiting.pop();
                if ($goal) {
                    return moves;
                }
                int here = $grid_rows[row][column];
                for (const std::vector<int>& step : steps) {
                    int r = row + step[0];
                    int c = column + step[1];
                    bool inside = r >= 0 && r < height && c >= 0 && c < width;
                    if (!inside || seen.count({r, c}) > 0) {
                        continue;
                    }
                    int there = $grid_rows[r][c];
                    if ($test) {
                        seen.insert({r, c});
                        waiting.push({r, c, moves + 1});
                    }
                }
            }
            return -1;
        """,
    },
    inputs=_inputs,
    goals=(
        "put the start into the queue and into the set",
        "take out the oldest place, and stop when it is a goal",
        "leave out places that lie outside or are in the set",
        "add each other place that the token can go to, with one move more",
    ),
    pitfalls=(
        Pitfall(
            "the newest place is taken out first, so that a longer way may be found",
            lambda v, grid: len(_way(v, grid, newest_first=True)) - 1,
        ),
        Pitfall(
            "the places on the way are counted and not the moves",
            lambda v, grid: len(_way(v, grid)) or -1,
        ),
        Pitfall(
            "every move within the plan is allowed",
            lambda v, grid: _steps({**v, "rule": "climb", "limit": 9}, grid),
        ),
    ),
    variant=_variant,
)
