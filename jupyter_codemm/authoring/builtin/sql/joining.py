"""Events and their parents, side by side."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.schema import Domain, Parent
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Record
from jupyter_codemm.authoring.builtin.sql.tree import Both, Compare, Join, JoinKind, Node


def parent_join(domain: Domain, parent: Parent) -> Join:
    """Return the join of a parent's table to that of the events."""
    return Join("JOIN", domain.entity(parent).table, _matched(domain, parent))


def event_join(domain: Domain, parent: Parent, kind: JoinKind, extra: Node | None = None) -> Join:
    """Return the join of the events to a parent's table, with a further condition or without."""
    matched = _matched(domain, parent)
    return Join(kind, domain.event.table, Both((matched, extra)) if extra else matched)


def partner(database: Database, event: Record, parent: Parent) -> Record | None:
    """Return the parent of an event; None when it is unknown."""
    key = event.part(parent)
    return next((row for row in database.rows(parent) if row.id == key), None)


def events_of(database: Database, row: Record, parent: Parent) -> tuple[Record, ...]:
    """Return the events of a parent."""
    return tuple(event for event in database.event if event.part(parent) == row.id)


def _matched(domain: Domain, parent: Parent) -> Node:
    event, other = domain.event, domain.entity(parent)
    return Compare(event.col(parent, qualified=True), "=", other.col("id", qualified=True))
