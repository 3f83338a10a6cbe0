"""Count pairs of letters that lie beside each other in a grid of letters."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import (
    Drawn,
    Given,
    Pitfall,
    Variant,
    World,
)
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.contracts.base import Difficulty

_WORLDS = (
    World(
        "on the tile wall",
        "A wall is covered with tiles in rows. A letter stands for the colour of each tile.",
        {"cell": "tile", "plan": "wall"},
    ),
    World(
        "in the herb yard",
        "Herbs grow in a yard that is cut into squares. A letter tells which herb is where.",
        {"cell": "square", "plan": "yard"},
    ),
    World(
        "on the wide scarf",
        "A wide scarf is knitted row by row. The pattern has one letter for every stitch.",
        {"cell": "stitch", "plan": "pattern"},
    ),
    World(
        "over the shop door",
        "A sign over a door is built of lamps in rows. Each lamp has a letter for its light.",
        {"cell": "lamp", "plan": "sign"},
    ),
    World(
        "on the stamp sheet",
        "Stamps are printed on a large sheet. One letter is noted for the picture on each stamp.",
        {"cell": "stamp", "plan": "sheet"},
    ),
    World(
        "in the chocolate box",
        "A box holds chocolates in rows. Under the lid, a letter names the filling of each piece.",
        {"cell": "piece", "plan": "box"},
    ),
    World(
        "on the game board",
        "The board of a game has fields in rows. A letter tells the ground of each field.",
        {"cell": "field", "plan": "board"},
    ),
    World(
        "on the wall of drawers",
        "Small drawers fill a wall of a workshop. A letter on each drawer tells what is inside.",
        {"cell": "drawer", "plan": "wall"},
    ),
    World(
        "in the choir stalls",
        "A choir stands in rows on the stage. For each stand, a letter tells which voice sings.",
        {"cell": "stand", "plan": "stage"},
    ),
    World(
        "on the bead mat",
        "A mat is made of wooden beads in rows. Each bead is drawn as a letter for its shape.",
        {"cell": "bead", "plan": "mat"},
    ),
    World(
        "in the coral reef",
        "Divers lay a net of ropes over a reef. They note a letter for what grows in each square.",
        {"cell": "square", "plan": "net"},
    ),
    World(
        "on the roof garden",
        "Pots stand in rows on a flat roof. A sketch shows a letter for the plant in each pot.",
        {"cell": "pot", "plan": "roof"},
    ),
)
_STEPS = (
    {"where": "directly to the right of", "down": 0, "across": 1},
    {"where": "directly below", "down": 1, "across": 0},
    {"where": "one row below and one place to the right of", "down": 1, "across": 1},
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    step = rng.choice(_STEPS)
    one, two, rest = rng.sample("abcdekmnrst", 3)
    return {
        **step,
        "one": one,
        "two": two,
        "rest": rest,
        "lower": " + 1" if step["down"] else "",
        "farther": " + 1" if step["across"] else "",
        "upper_rows": " - 1" if step["down"] else "",
        "nearer": " - 1" if step["across"] else "",
    }


def _found(v: Variant, rows: list[str]) -> list[tuple[int, int]]:
    """Return where pairs begin."""
    down, across = v["down"], v["across"]
    return [
        (r, c)
        for r in range(len(rows) - down)
        for c in range(max(0, -across), len(rows[0]) - max(0, across))
        if rows[r][c] + rows[r + down][c + across] == v["one"] + v["two"]
    ]


def _pairs(v: Variant, rows: list[str]) -> int:
    return len(_found(v, rows))


def _because(v: Variant, rows: list[str], _: int) -> str:
    places = [f"in row {row} at place {place}" for row, place in _found(v, rows)]
    if not places:
        return f"no `{v['two']}` lies there"
    return f"such a letter `{v['one']}` stands {' and '.join(places)}, counted from 0"


def _either(v: Variant, rows: list[str]) -> int:
    return _pairs(v, rows) + _pairs({**v, "one": v["two"], "two": v["one"]}, rows)


def _astray(v: Variant, rows: list[str]) -> int:
    steps = {(0, 1): (1, 0), (1, 0): (0, 1), (1, 1): (1, -1)}
    down, across = steps[v["down"], v["across"]]
    return _pairs({**v, "down": down, "across": across}, rows)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    letters = v["one"] + v["two"]

    def rows(height: int, width: int, alphabet: str) -> list[str]:
        return ["".join(rng.choice(alphabet) for _ in range(width)) for _ in range(height)]

    for letter in letters:
        yield "minimal", ([letter],)
    yield "single", ([letters],)
    yield "single", (list(letters),)
    for _ in range(12):
        width = rng.randint(2, 4)
        yield "typical", (rows(rng.randint(2, 4), width, letters * 2 + v["rest"]),)
    for _ in range(4):
        yield "duplicates", (rows(rng.randint(2, 4), 4, letters),)
        yield "boundary", (rows(1, rng.randint(2, 6), letters),)
        yield "boundary", (rows(rng.randint(2, 6), 1, letters),)
        yield "adversarial", (rows(3, 3, letters[::-1] + letters),)
    for _ in range(3):
        yield "large", (rows(6, 6, letters * 2 + v["rest"]),)


FAMILY = FunctionFamily(
    name="grid_signs",
    title="Letters side by side",
    topics=frozenset({"2d arrays", "strings", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="pairs_on_${plan}",
    givens=(
        Given(
            "rows",
            "list[str]",
            (
                "the rows from top to bottom, each written as a word with one small letter for "
                "each $cell; 1 to 6 rows of the same length, 1 to 6 letters in each"
            ),
            "$plan",
        ),
    ),
    returns="int",
    task=(
        (
            "Two ${cell}s form a pair if the first one has the letter `$one`, the second one has "
            "the letter `$two`, and the second one lies $where the first. Count all pairs."
        ),
        (
            "Find out how often the letter `$two` lies $where the letter `$one`. To do so, visit "
            "each $cell and look at its letter and at the letter of that one neighbour."
        ),
    ),
    result="how many times this occurs",
    edges=(
        "The two letters the other way round do not count. Nothing lies beyond the last row and "
        "the last column."
    ),
    label="pairs",
    oracle=_pairs,
    explain=_because,
    references={
        "python": """
            count = 0
            for row in range(len($rows)$upper_rows):
                for column in range(len($rows[row])$nearer):
                    pair = $rows[row][column] + $rows[row$lower][column$farther]
                    if pair == "$one$two":
                        count += 1
            return count
        """,
        "java": """
            char[][] letters = new char[$rows.size()][];
            for (int row = 0; row < letters.length; row++) {
                letters[row] = $rows.get(row).toCharArray();
            }
            int count = 0;
            for (int row = 0; row < letters.length$upper_rows; row++) {
                for (int column = 0; column < letters[row].length$nearer; column++) {
                    String pair = "" + letters[row][column] + letters[row$lower][column$farther];
                    if (pair.equals("$one$two")) {
                        count++;
                    }
                }
            }
            return count;
        """,
        "cpp": """
            int count = 0;
            for (size_t row = 0; row$lower < $rows.size(); row++) {
                for (size_t column = 0; column$farther < $rows[row].size(); column++) {
                    std::string pair = {$rows[row][column], $rows[row$lower][column$farther]};
                    if (pair == "$one$two") {
                        count++;
                    }
                }
            }
            return count;
        """,
    },
    inputs=_inputs,
    goals=(
        "start a counter",
        "visit every $cell that has such a neighbour",
        "compare both letters",
        "raise the counter when both are right",
    ),
    pitfalls=(
        Pitfall("the two letters are accepted the other way round", _either),
        Pitfall("the neighbour on the wrong side is looked at", _astray),
        Pitfall(
            "no more than one pair is counted in each row",
            lambda v, rows: len({row for row, _ in _found(v, rows)}),
        ),
    ),
    variant=_variant,
)
