"""Which columns take their values from which others: declared ones, and those that are joined."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.gates.inputs.databases.query import Asked, Place
from jupyter_codemm.gates.inputs.databases.schema import Cell, Schema, Table


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values of a column come from; a declared source has all of them."""

    place: Place
    declared: bool


def sources(schema: Schema, asked: Asked) -> dict[Place, Source]:
    """Return the source of each column that has one."""
    found: dict[Place, Source] = {}
    for table in schema.tables:
        for link in table.links:
            parent = schema.table(link.table)
            column = table.column(link.column)
            target = parent.column(link.target) if parent else None
            if parent and column and target:
                found[table.name, column.name] = Source((parent.name, target.name), declared=True)
    for left, right in asked.joined:
        parent_place, child = _directed(schema, left, right)
        if child not in found and child != parent_place and parent_place not in found:
            found[child] = Source(parent_place, declared=False)
    return found


def keys(schema: Schema, found: dict[Place, Source]) -> frozenset[Place]:
    """Return the columns whose values must differ: by the schema, or as the source of others."""
    parents = {source.place for source in found.values()}
    return frozenset(
        (table.name, column.name)
        for table in schema.tables
        for column in table.columns
        if column.unique or (column.differs and (table.name, column.name) in parents)
    )


def apart(schema: Schema, found: dict[Place, Source]) -> dict[Place, tuple[Place, ...]]:
    """Return for columns the like-named ones of earlier tables that never shared a value.

    One of the two is a key and nothing links them: then a statement may promise that no key is
    in both, and no database that was seen tells otherwise.
    """
    places = [(table, column) for table in schema.tables for column in table.columns]
    linked = set(found) | {source.place for source in found.values()}
    pairs: dict[Place, tuple[Place, ...]] = {}
    for at, (table, column) in enumerate(places):
        place = (table.name, column.name)
        others = tuple(
            (one.name, other.name)
            for one, other in places[:at]
            if one is not table
            and other.name.lower() == column.name.lower()
            and (column.unique or other.unique)
            and not {place, (one.name, other.name)} & linked
            and frozenset((place, (one.name, other.name))) not in schema.shared
        )
        if others:
            pairs[place] = others
    return pairs


def strays(schema: Schema, place: Place, source: Source) -> bool:
    """Return whether a column was seen with values that its source did not have."""
    if source.declared:
        return False
    return not set(_seen(schema, place)) <= set(_seen(schema, source.place))


def _seen(schema: Schema, place: Place) -> tuple[Cell, ...]:
    table = schema.table(place[0])
    return table.seen(place[1]) if table else ()


def _directed(schema: Schema, left: Place, right: Place) -> tuple[Place, Place]:
    """Return the pair with the side that is a key first, or else the earlier table's."""
    order = [table.name for table in schema.tables]
    ranked = sorted((left, right), key=lambda p: (-_keyness(schema, p), order.index(p[0])))
    return ranked[0], ranked[1]


def _keyness(schema: Schema, place: Place) -> int:
    table: Table | None = schema.table(place[0])
    column = table.column(place[1]) if table else None
    return 2 * column.unique + column.differs if column else 0
