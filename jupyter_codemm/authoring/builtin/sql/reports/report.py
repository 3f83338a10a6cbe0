"""What a grouped report consists of, and what its rows are, computed in Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.authoring.builtin.sql.measures import Measure, known, mean
from jupyter_codemm.authoring.builtin.sql.rules import COMPARISONS, Rule
from jupyter_codemm.authoring.builtin.sql.schema import Entity, Parent
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Record, Row

Feature = Literal["where", "join", "having", "order", "distinct", "nulls", "window", "cte", "above"]
UNNAMED = "none"
VOICES = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """A comparison of one measure of a group with a constant."""

    measure: Measure
    op: str
    limit: int

    def holds(self, rows: Sequence[Record]) -> bool:
        """Return whether a group is kept; one whose measure is NULL is not."""
        value = self.measure.value(rows)
        return value is not None and COMPARISONS[self.op][1](value, self.limit)

    @property
    def words(self) -> str:
        """The comparison as a clause."""
        return f"{self.measure.words} is {COMPARISONS[self.op][0]} {self.limit}"


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its key, and its rows."""

    key: Row
    rows: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A drawn report.

    `base` is the table whose rows are grouped, `parent` the joined table whose rows are the groups,
    if there is one. `cuts` drop groups, `last` drops groups in a second step. With the feature
    `above`, groups are also compared with an average. `voice` is one of VOICES ways to put it in
    words.
    """

    base: Entity
    parent: Entity | None
    features: frozenset[Feature]
    rule: Rule | None
    measures: tuple[Measure, ...]
    cuts: tuple[Cut, ...] = ()
    last: Cut | None = None
    voice: int = 0

    @property
    def main(self) -> Measure:
        """The measure by which groups are ordered, placed and compared."""
        return self.measures[0]

    @property
    def outer(self) -> bool:
        """Whether parents without rows are shown as well."""
        return self.parent is not None and "nulls" in self.features

    @property
    def drops_unknown(self) -> bool:
        """Whether rows without a group are left out, since the order has no place for them."""
        return self.parent is None and "order" in self.features and "nulls" not in self.features

    def result(self, database: Database) -> list[Row]:
        """Return the rows of the result, in order if the report has one."""
        groups = [g for g in self._groups(database) if all(cut.holds(g.rows) for cut in self.cuts)]
        if "above" in self.features:
            groups = self._above(groups, database)
        if self.last:
            groups = [group for group in groups if self.last.holds(group.rows)]
        if "order" in self.features:
            groups.sort(key=lambda group: group.key)
            groups.sort(key=self._size, reverse=True)
        return [self._row(group, groups) for group in groups]

    def _groups(self, database: Database) -> list[Group]:
        rows = [r for r in database.rows(self.base.role) if self.rule is None or self.rule.holds(r)]
        if self.parent is None:
            return self._by_text(rows)
        role: Parent = "who" if self.parent.role == "who" else "what"
        groups = [
            Group((parent.id, parent.label), tuple(r for r in rows if r.part(role) == parent.id))
            for parent in database.rows(role)
        ]
        return [group for group in groups if group.rows or self.outer]

    def _by_text(self, rows: Sequence[Record]) -> list[Group]:
        kept = [row for row in rows if row.group is not None or not self.drops_unknown]
        texts = dict.fromkeys(row.group for row in kept)
        unknown = UNNAMED if "nulls" in self.features else None
        return [
            Group((unknown if t is None else t,), tuple(r for r in kept if r.group == t))
            for t in texts
        ]

    def _above(self, groups: list[Group], database: Database) -> list[Group]:
        """Keep groups above the average group or, in one step, above the average of all rows."""
        if "cte" in self.features:
            values = [self.main.value(group.rows) for group in groups]
            average = mean([value for value in values if value is not None])
            return [g for g in groups if _exceeds(self.main.value(g.rows), average)]
        average = mean(known(database.rows(self.base.role)))
        return [group for group in groups if _exceeds(mean(known(group.rows)), average)]

    def _row(self, group: Group, groups: Sequence[Group]) -> Row:
        values = tuple(measure.value(group.rows) for measure in self.measures)
        if "window" not in self.features:
            return (*group.key, *values)
        place = 1 + sum(self._size(other) > self._size(group) for other in groups)
        return (*group.key, *values, place)

    def _size(self, group: Group) -> float:
        value = self.main.value(group.rows)
        if value is None:
            raise ValueError(f"{self.main.alias} may be NULL, so it orders nothing")
        return value


def _exceeds(value: float | None, average: float | None) -> bool:
    return value is not None and average is not None and value > average
