"""Small databases by seed: ties, NULLs, rows without partners, values just around the constants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, Part, Role
from jupyter_codemm.authoring.builtin.sql.writing import literal
from jupyter_codemm.contracts.problem import Category, SqlCell

T = TypeVar("T")
Row = tuple[SqlCell, ...]
Focus = Mapping[tuple[Role, Part], tuple[int | str, ...]]
"""The constants that a query compares a column with: databases crowd around them."""

CATEGORIES: tuple[Category, ...] = (
    "typical",
    "boundary",
    "adversarial",
    "duplicates",
    "typical",
    "boundary",
    "single",
    "duplicates",
    "large",
    "minimal",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of any table, by roles; what a table does not have stays empty."""

    id: int
    label: str = ""
    group: str | None = None
    number: int | None = None
    who: int | None = None
    what: int | None = None

    def part(self, part: Part) -> SqlCell:
        """Return the cell of a column."""
        cells: dict[Part, SqlCell] = {
            "id": self.id,
            "label": self.label,
            "group": self.group,
            "number": self.number,
            "who": self.who,
            "what": self.what,
        }
        return cells[part]


@dataclass(frozen=True, slots=True)
class Database:
    """The rows of the three tables, and what kind of database it is."""

    category: Category
    who: tuple[Record, ...]
    what: tuple[Record, ...]
    event: tuple[Record, ...]

    def rows(self, role: Role) -> tuple[Record, ...]:
        """Return the rows of a table."""
        tables: dict[Role, tuple[Record, ...]] = {
            "who": self.who,
            "what": self.what,
            "event": self.event,
        }
        return tables[role]


@dataclass(frozen=True, slots=True)
class _Mix:
    """How rows are drawn: sizes, share of NULLs, share of values near the constants, variety."""

    parents: tuple[int, int]
    events: tuple[int, int]
    nulls: float
    near: float
    variety: int


_MIXES: dict[str, _Mix] = {
    "minimal": _Mix((0, 3), (0, 0), 0.1, 0.6, 4),
    "single": _Mix((1, 1), (1, 1), 0.0, 0.7, 3),
    "typical": _Mix((4, 7), (5, 8), 0.12, 0.45, 5),
    "boundary": _Mix((4, 8), (6, 8), 0.05, 0.9, 3),
    "duplicates": _Mix((5, 8), (6, 8), 0.08, 0.5, 2),
    "adversarial": _Mix((4, 8), (5, 8), 0.35, 0.6, 3),
    "large": _Mix((9, 12), (16, 24), 0.12, 0.5, 5),
}


def seeded(rng: Random, domain: Domain, category: Category, focus: Focus) -> Database:
    """Return a database of a category, drawn from the generator alone."""
    mix = _MIXES[category]
    draw = _Drawing(rng, mix, focus)
    who = draw.parents(domain.who)
    what = draw.parents(domain.what)
    return Database(category, who, what, draw.events(domain.event, who, what))


def script(domain: Domain, roles: Sequence[Role], database: Database) -> str:
    """Return the SQL that creates and fills the tables of some roles."""
    return "\n".join(_table(domain.entity(role), database.rows(role)) for role in roles)


def _table(entity: Entity, rows: Sequence[Record]) -> str:
    columns = ",\n".join(f"  {entity.name(part)} {_type(part)}" for part in entity.parts)
    text = f"CREATE TABLE {entity.table} (\n{columns}\n);\n"
    if rows:
        values = ",\n".join(
            f"  ({', '.join(literal(row.part(part)) for part in entity.parts)})" for row in rows
        )
        # Our own literals, written for a database that is made to be thrown away.
        text += f"INSERT INTO {entity.table} VALUES\n{values};\n"
    return text


def _type(part: Part) -> str:
    if part == "id":
        return "INTEGER PRIMARY KEY"
    return {"label": "TEXT NOT NULL", "group": "TEXT"}.get(part, "INTEGER")


class _Drawing:
    def __init__(self, rng: Random, mix: _Mix, focus: Focus) -> None:
        self._rng = rng
        self._mix = mix
        self._focus = focus

    def parents(self, entity: Entity) -> tuple[Record, ...]:
        """Draw rows whose names may repeat, with ids that leave gaps."""
        labels = entity.label.values if entity.label else ()
        groups, numbers = self._groups(entity), self._numbers(entity)
        return tuple(
            Record(
                id=key,
                label=self._rng.choice(labels[: 2 * self._mix.variety + 2]),
                group=self._or_null(self._rng.choice(groups)),
                number=self._or_null(self._number(entity, numbers)),
            )
            for key in self._ids(self._rng.randint(*self._mix.parents))
        )

    def events(
        self, entity: Entity, who: Sequence[Record], what: Sequence[Record]
    ) -> tuple[Record, ...]:
        """Draw rows that leave some parents without any."""
        groups, numbers = self._groups(entity), self._numbers(entity)
        people, things = self._busy(who), self._busy(what)
        return tuple(
            Record(
                id=key,
                who=self._or_null(self._rng.choice(people)),
                what=self._or_null(self._rng.choice(things)),
                group=self._or_null(self._rng.choice(groups)),
                number=self._or_null(self._number(entity, numbers)),
            )
            for key in self._ids(self._rng.randint(*self._mix.events))
        )

    def _ids(self, count: int) -> list[int]:
        return sorted(self._rng.sample(range(1, 2 * count + 4), count))

    def _busy(self, parents: Sequence[Record]) -> list[int | None]:
        """Return the parents that have events, some of them more often than others."""
        ids: list[int | None] = [parent.id for parent in parents]
        if not ids:
            return [None]
        kept = self._rng.sample(ids, len(ids) - len(ids) // 3)
        return kept + kept[: len(kept) // 2]

    def _groups(self, entity: Entity) -> list[str]:
        named = [v for v in self._focus.get((entity.role, "group"), ()) if isinstance(v, str)]
        others = [v for v in entity.group.values if v not in named]
        count = min(len(others), max(1, self._mix.variety - len(named)))
        return named * 2 + self._rng.sample(others, count)

    def _numbers(self, entity: Entity) -> list[int]:
        low, high = entity.number.low, entity.number.high
        return [self._rng.randint(low, high) for _ in range(2 * self._mix.variety)]

    def _number(self, entity: Entity, numbers: Sequence[int]) -> int:
        near = [v for v in self._focus.get((entity.role, "number"), ()) if isinstance(v, int)]
        if near and self._rng.random() < self._mix.near:
            return self._rng.choice(near) + self._rng.choice((-1, 0, 0, 1))
        return self._rng.choice(numbers)

    def _or_null(self, value: T) -> T | None:
        return None if self._rng.random() < self._mix.nulls else value
