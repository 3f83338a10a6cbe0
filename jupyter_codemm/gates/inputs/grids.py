"""Grids of few signs, made anew: sparse and dense ones, and winding paths of one sign in another.

A program that walks over a grid is wrong in one direction, at one edge or in a dead end only, and
no single edit of a small grid leads there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from pydantic import JsonValue

from jupyter_codemm.gates.inputs.domain import Domain, items_of
from jupyter_codemm.gates.inputs.spans import Span

FORMS = ("even_rows", "square")
MOST_SIGNS = 6
MOST_SPECIAL = 3
MIN_GRIDS = 3
LONGEST_SIDE = 9
SHARES = (0.15, 0.3, 0.5, 0.7, 0.85)
SAME_SIZE = 0.3
SCATTERED = 0.4
LIKELY = 0.75
TRIES = 24
MANY_GRIDS = 5
Cell = tuple[int, int]
Rows = list[list[JsonValue]]
SIDES: tuple[Callable[[Rows], list[JsonValue]], ...] = (
    lambda rows: rows[0],
    lambda rows: rows[-1],
    lambda rows: [row[0] for row in rows],
    lambda rows: [row[-1] for row in rows],
)


@dataclass(frozen=True, slots=True)
class Grids:
    """What the grids of a domain have in common.

    `special` are signs that every grid has equally often, such as one start. `edges` are the sides
    (top, bottom, left, right) that hold one sign in all grids.
    """

    heights: Span
    widths: Span
    seen: tuple[Rows, ...]
    plain: tuple[JsonValue, ...]
    special: tuple[JsonValue, ...]
    edges: tuple[JsonValue, ...]
    square: bool
    as_text: bool

    def drawn(self, rng: Random, like: JsonValue) -> JsonValue:
        """Return a new grid, sometimes of the size of this one.

        Its corners mostly stay: a start or a goal that is free often stands there.
        """
        base = _cells(like)
        if not base or not base[0]:
            base = rng.choice(self.seen)
        size = (len(base), len(base[0])) if rng.random() < SAME_SIZE else self._size(rng)
        ends: list[Cell] = []
        if rng.random() < SCATTERED:
            made = self._scattered(rng, size)
            for row, column in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
                if base[row][column] in self.plain and rng.random() < LIKELY:
                    made[row][column] = base[row][column]
        else:
            made, ends = self._wound(rng, size, base[0][0])
        self._fenced(made)
        self._marked(rng, made, ends)
        return ["".join(map(str, row)) for row in made] if self.as_text else list(made)

    def _size(self, rng: Random) -> Cell:
        """Draw a size, rather a large one."""
        rows, columns = (
            max(_side(rng, sizes), _side(rng, sizes)) for sizes in (self.heights, self.widths)
        )
        return rows, rows if self.square else columns

    def holds(self, value: JsonValue) -> bool:
        """Return whether a grid has the special signs as often as all, and their edges."""
        rows = _cells(value)
        if not rows or not rows[0]:
            return True
        often = Counter(self.special)
        if any(sum(row.count(sign) for row in rows) != often[sign] for sign in often):
            return False
        return all(
            edge is None or _only(side(rows)) == edge
            for edge, side in zip(self.edges, SIDES, strict=True)
        )

    def _scattered(self, rng: Random, size: Cell) -> Rows:
        ground = rng.choice(self.plain)
        others = self._others(ground)
        share = rng.choice(SHARES)
        return [
            [ground if rng.random() < share else rng.choice(others) for _ in range(size[1])]
            for _ in range(size[0])
        ]

    def _wound(self, rng: Random, size: Cell, first: JsonValue) -> tuple[Rows, list[Cell]]:
        """Return a grid with a winding path, mostly of its first sign, and the ends of that."""
        fits = first in self.plain and rng.random() < LIKELY
        sign = first if fits else rng.choice(self.plain)
        ground = rng.choice(self._others(sign))
        path = _winding(rng, size)
        made: Rows = [[ground] * size[1] for _ in range(size[0])]
        for row, column in path:
            made[row][column] = sign
        return made, [path[0], path[-1]]

    def _others(self, sign: JsonValue) -> list[JsonValue]:
        return [one for one in self.plain if one != sign] or [sign]

    def _fenced(self, made: Rows) -> None:
        top, bottom, left, right = self.edges
        for row in made:
            row[0] = row[0] if left is None else left
            row[-1] = row[-1] if right is None else right
        made[0] = made[0] if top is None else [top] * len(made[0])
        made[-1] = made[-1] if bottom is None else [bottom] * len(made[-1])

    def _marked(self, rng: Random, made: Rows, ends: Sequence[Cell]) -> None:
        """Put each special sign somewhere, at the ends of a path first."""
        cells = [(r, c) for r, row in enumerate(made) for c in range(len(row))]
        places = list(dict.fromkeys((*ends, *rng.sample(cells, len(cells)))))
        for sign, (row, column) in zip(self.special, places, strict=False):
            made[row][column] = sign


def grids_of(domain: Domain) -> Grids | None:
    """Return what is common to the grids that a domain holds, None if it holds something else."""
    if domain.frozen or domain.node.name != "list" or not set(FORMS) & set(domain.orders):
        return None
    part = domain.parts[0]
    widths = part.text.sizes if part.text else part.sizes
    seen = tuple(rows for value in domain.seen if (rows := _cells(value)) and rows[0])
    if len(seen) < MIN_GRIDS or widths is None or domain.sizes is None:
        return None
    signs: dict[JsonValue, None] = {}
    for rows in seen:
        for row in rows:
            if not all(isinstance(sign, str | int) for sign in row):
                return None
            signs.update(dict.fromkeys(row))
    signs.update(dict.fromkeys(part.text.alphabet if part.text else ()))
    if not 1 < len(signs) <= MOST_SIGNS:
        return None
    special = [sign for sign in signs for _ in range(_always(seen, sign))]
    plain = tuple(sign for sign in signs if sign not in special)
    if not plain:
        return None
    return Grids(
        heights=domain.sizes,
        widths=widths,
        seen=seen,
        plain=plain,
        special=tuple(special),
        edges=tuple(_only([sign for rows in seen for sign in side(rows)]) for side in SIDES),
        square="square" in domain.orders,
        as_text=part.text is not None,
    )


def _cells(value: JsonValue) -> Rows:
    return [list(row) if isinstance(row, str) else list(items_of(row)) for row in items_of(value)]


def _always(seen: Sequence[Rows], sign: JsonValue) -> int:
    """Return how often a sign is in every grid, 0 for one that comes at will."""
    if len(seen) < MANY_GRIDS and not str(sign).isalpha():
        return 0
    counts = {sum(row.count(sign) for row in rows) for rows in seen}
    often = counts.pop()
    return often if not counts and often <= MOST_SPECIAL else 0


def _only(signs: Sequence[JsonValue]) -> JsonValue:
    return signs[0] if all(sign == signs[0] for sign in signs) else None


def _side(rng: Random, sizes: Span) -> int:
    low = max(1, int(sizes.low))
    return rng.randint(low, max(low, min(int(sizes.high), LONGEST_SIDE)))


def _winding(rng: Random, size: Cell) -> list[Cell]:
    """Return, of some random paths that touch themselves nowhere, the one with the most turns.

    One between opposite corners is preferred, most often from the first field to the last.
    """
    last = (size[0] - 1, size[1] - 1)
    corner = (0, 0) if rng.random() < LIKELY else (rng.choice((0, last[0])), last[1])
    goal = (last[0] - corner[0], last[1] - corner[1])
    paths = [_walked(rng, corner, goal, size) for _ in range(TRIES)]
    return max(paths, key=lambda path: (path[-1] == goal, _directions(path), len(path)))


def _directions(path: Sequence[Cell]) -> int:
    """Return in how many directions a path goes."""
    return len({(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path)})


def _walked(rng: Random, first: Cell, goal: Cell, size: Cell) -> list[Cell]:
    path, taken = [first], {first}
    while path[-1] != goal:
        steps = [
            cell
            for cell in _beside(path[-1], size)
            if cell not in taken and len(taken.intersection(_beside(cell, size))) == 1
        ]
        if not steps:
            break
        path.append(rng.choice(steps))
        taken.add(path[-1])
    return path


def _beside(cell: Cell, size: Cell) -> list[Cell]:
    row, column = cell
    near = ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1))
    return [(r, c) for r, c in near if 0 <= r < size[0] and 0 <= c < size[1]]
