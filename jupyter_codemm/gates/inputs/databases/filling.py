"""The rows of one database, drawn column by column, parents before children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from random import Random
from typing import Literal, TypeVar

from jupyter_codemm.gates.inputs.databases.links import Source, strays
from jupyter_codemm.gates.inputs.databases.palette import Palette
from jupyter_codemm.gates.inputs.databases.query import Asked, Place
from jupyter_codemm.gates.inputs.databases.schema import Cell, Column, Schema, Table
from jupyter_codemm.gates.inputs.databases.thresholds import meet

Cells = list[Cell]
Row = tuple[Cell, ...]
Drawn = dict[str, dict[str, Cells]]

MOST_ROWS = 24
COUNTED = 0.4
AT_ENDS = 0.08
LEVEL = 0.25
SOME = 0.5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mix:
    """How rows are drawn: how many, the shares of NULLs and of values near constants, variety.

    `strays` is the share of values without a partner where no schema forbids them. A `twist` is
    what hardly comes by chance: no row for which a condition of the query holds (`without`), a
    column of zeros (`zeros`), numbers that make up for each other (`opposites`), rows that refer
    to the one before them (`chain`).
    """

    parents: tuple[int, int]
    children: tuple[int, int]
    nulls: float
    near: float
    variety: int
    strays: float = 0.0
    twist: Literal["", "without", "zeros", "opposites", "chain"] = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all databases of a query have in common."""

    schema: Schema
    asked: Asked
    sources: Mapping[Place, Source]
    keys: frozenset[Place]
    palettes: Mapping[Place, Palette]
    apart: Mapping[Place, tuple[Place, ...]]


def filled(ground: Ground, mix: Mix, rng: Random) -> dict[str, list[Row]]:
    """Return the rows of every table; constraints that only the database knows may refuse some."""
    filling = _Filling(ground, mix, rng)
    for table in ground.schema.tables:
        filling.fill(table)
    return {
        name: list(zip(*columns.values(), strict=True)) for name, columns in filling.drawn.items()
    }


class _Filling:
    def __init__(self, ground: Ground, mix: Mix, rng: Random) -> None:
        self._ground = ground
        self._mix = mix
        self._rng = rng
        self._without = self._one(ground.asked.conditions, "without")
        zeros = [place for place in ground.palettes if self._can_be_zero(place)]
        self._zeros = self._one(zeros, "zeros")
        self.drawn: Drawn = {}

    def _one(self, choices: Sequence[T], twist: str) -> T | None:
        return self._rng.choice(choices) if choices and self._mix.twist == twist else None

    def _can_be_zero(self, place: Place) -> bool:
        tied = place in self._ground.keys or place in self._ground.sources
        return not tied and self._ground.palettes[place].zero is not None

    def fill(self, table: Table) -> None:
        """Draw the rows of a table whose parents are filled."""
        size = self._size(table)
        columns: dict[str, Cells] = {}
        self.drawn[table.name] = columns
        first = [c for c in table.columns if (table.name, c.name) in self._ground.keys]
        for column in [*first, *(c for c in table.columns if c not in first)]:
            columns[column.name] = self._apart(table, column, self._column(table, column, size))
        meet(
            self._rng,
            self._ground.asked.thresholds,
            columns,
            table=table.name,
            grouping=self._grouping(table),
            palettes=self._ground.palettes,
        )
        self._nullify(table, columns)
        self._level(table, columns)
        self.drawn[table.name] = self._thinned(
            table, {c.name: columns[c.name] for c in table.columns}
        )

    def _nullify(self, table: Table, columns: dict[str, Cells]) -> None:
        """Put zeros into a column: everywhere, or in one of the groups."""
        owner, name = self._zeros or ("", "")
        if owner != table.name:
            return
        zero = self._ground.palettes[owner, name].zero
        grouping = self._grouping(table)
        key = columns[self._rng.choice(grouping)] if grouping and self._rng.random() < SOME else []
        one = self._rng.choice(key) if key else None
        for row, cell in enumerate(columns[name]):
            if cell is not None and (not key or key[row] == one):
                columns[name][row] = zero

    def _level(self, table: Table, columns: dict[str, Cells]) -> None:
        """Let columns of which the query asks which is greater be equal, here and there.

        Not where one was always greater in what was seen: a statement may promise that.
        """
        for (owner, one), (_, other) in self._ground.asked.level:
            if owner != table.name or not _go_both_ways(table, one, other):
                continue
            place = (owner, other)
            tied = place in self._ground.keys or place in self._ground.sources
            for row, cell in enumerate(columns[one]):
                lets = cell is not None and self._ground.palettes[place].takes(cell)
                if lets and not tied and self._rng.random() < LEVEL:
                    columns[other][row] = cell

    def _thinned(self, table: Table, columns: dict[str, Cells]) -> dict[str, Cells]:
        """Leave out the rows for which a condition holds, unless that leaves none."""
        if self._without is None or self._without.table != table.name or self._is_tree(table):
            return columns
        keep = [not holds for holds in self._without.holds(columns)]
        if not any(keep):
            return columns
        return {name: list(compress(cells, keep)) for name, cells in columns.items()}

    def _is_tree(self, table: Table) -> bool:
        """Return whether rows refer to others of their table, and nothing but rows say so."""
        return any(
            place[0] == source.place[0] == table.name and not source.declared
            for place, source in self._ground.sources.items()
        )

    def _grouping(self, table: Table) -> list[str]:
        places = [(table.name, column.name) for column in table.columns]
        by = [
            place
            for place in places
            if place in self._ground.asked.grouped or place in self._ground.sources
        ]
        return [name for owner, name in by if (owner, name) not in self._ground.keys]

    def _size(self, table: Table) -> int:
        parents = {source.place[0] for source in self._ground.sources.values()}
        low, high = self._mix.parents if table.name in parents else self._mix.children
        counts = [
            n + gap for n in self._ground.asked.counts for gap in (-1, 0, 1) if low <= n + gap
        ]
        if counts and high > 1 and self._rng.random() < COUNTED:
            return min(MOST_ROWS, self._rng.choice(counts))
        return self._rng.randint(low, high)

    def _column(self, table: Table, column: Column, size: int) -> Cells:
        place = (table.name, column.name)
        source = self._ground.sources.get(place)
        if source is not None and source.place[0] in self.drawn and source.place != place:
            return self._linked(table, column, source, size)
        palette = self._ground.palettes[place]
        if place in self._ground.keys:
            return palette.different(self._rng, size)
        some = palette.opposites(self._rng) if self._mix.twist == "opposites" else []
        some = some or palette.some(self._rng, self._mix.variety)
        return [self._or_null(column, self._value(palette, some)) for _ in range(size)]

    def _apart(self, table: Table, column: Column, cells: Cells) -> Cells:
        """Replace values of like-named columns that have never been in both tables."""
        others = self._ground.apart.get((table.name, column.name), ())
        taken = {cell for owner, name in others for cell in self.drawn[owner][name]}
        numbers = [cell for cell in (*taken, *cells) if isinstance(cell, int)]
        new: dict[Cell, Cell] = {}
        for cell in cells:
            if cell not in taken or cell is None or cell in new:
                continue
            if isinstance(cell, int):
                new[cell] = max(numbers) + 1 + len(new)
            elif isinstance(cell, str):
                new[cell] = f"{cell}{len(taken) + len(new)}"
        return [new.get(cell, cell) for cell in cells]

    def _value(self, palette: Palette, some: Cells) -> Cell:
        if palette.ends and self._rng.random() < AT_ENDS:
            return self._rng.choice(palette.ends)
        if palette.near and (not some or self._rng.random() < self._mix.near):
            return self._rng.choice(palette.near)
        return self._rng.choice(some) if some else None

    def _linked(self, table: Table, column: Column, source: Source, size: int) -> Cells:
        """Draw from the source so that some of its rows stay without partners."""
        own = source.place[0] == table.name
        given = [c for c in self.drawn[source.place[0]].get(source.place[1], []) if c is not None]
        if (table.name, column.name) in self._ground.keys:
            return self._rng.sample(given, min(size, len(given))) + [None] * (size - len(given))
        kept = self._rng.sample(given, len(given) - len(given) // 3)
        busy = kept + kept[: len(kept) // 2]
        cells: Cells = []
        for row in range(size):
            choices = given[: max(row, 0 if column.nullable else 1)] if own else busy
            if own and self._mix.twist == "chain":
                choices = choices[-1:]
            cells.append(self._partner(table, column, source, choices))
        return cells

    def _partner(
        self, table: Table, column: Column, source: Source, choices: Sequence[Cell]
    ) -> Cell:
        place = (table.name, column.name)
        free = not source.declared and (
            self._mix.strays or strays(self._ground.schema, place, source)
        )
        if free and self._rng.random() < max(self._mix.strays, 0.1):
            others = self._without_partner(place, source)
            if others:
                return self._rng.choice(others)
        return self._or_null(column, self._rng.choice(choices) if choices else None)

    def _without_partner(self, place: Place, source: Source) -> Sequence[Cell]:
        """Return what a stray value can be: in a tree none of its rows, or a circle may close."""
        seen = self._ground.palettes[place].seen
        if source.place[0] != place[0]:
            return seen
        rows = self.drawn[source.place[0]][source.place[1]]
        return [cell for cell in seen if cell not in rows]

    def _or_null(self, column: Column, cell: Cell) -> Cell:
        return None if column.nullable and self._rng.random() < self._mix.nulls else cell


def _go_both_ways(table: Table, one: str, other: str) -> bool:
    """Return whether of two columns now this one, now that one was greater, or both were equal."""
    names = [column.name for column in table.columns]
    places = names.index(one), names.index(other)
    signs = {_sign(*(row[place] for place in places)) for row in table.rows} - {None}
    return 0 in signs or len(signs) > 1


def _sign(one: Cell, other: Cell) -> int | None:
    """Return which of two values is greater; None where that cannot be said."""
    if isinstance(one, str) and isinstance(other, str):
        return (one > other) - (one < other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return (one > other) - (one < other)
    return None
