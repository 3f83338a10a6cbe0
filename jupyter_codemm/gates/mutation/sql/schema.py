"""Which columns the tables of a problem have."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlglot import exp

_TABLE = re.compile(
    r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[\"`\[]?(\w+)[\"`\]]?\s*\(([^;]*)\)",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"\s*[\"`\[]?([^\W\d]\w*)[\"`\]]?\s+(\w+)")
_NO_COLUMNS = frozenset({"PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT"})
_KEY = re.compile(r"\b(PRIMARY\s+KEY|UNIQUE)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


class Schema:
    """The tables that a script creates, with the type of each column."""

    def __init__(self, script: str) -> None:
        bodies = {match[1].lower(): match[2] for match in _TABLE.finditer(script)}
        self._tables = {table: dict(_columns(body)) for table, body in bodies.items()}
        self._keys = {table: _keys(body) for table, body in bodies.items()}

    def tells_apart(self, select: exp.Select) -> bool:
        """Return whether a query of one table shows the key of each row."""
        tables = _sources(select)
        if len(tables) != 1:
            return False
        shown = {item.name.lower() for item in select.expressions if isinstance(item, exp.Column)}
        return bool(shown & self._keys.get(tables[0].name.lower(), set()))

    def others(self, column: exp.Column) -> list[str]:
        """Return the other columns of the same type in the table that a column belongs to."""
        table = self._table_of(column)
        kind = table.get(column.name.lower())
        return [name for name, k in table.items() if k == kind and name != column.name.lower()]

    def described_by(self, column: exp.Column) -> list[str]:
        """Return the other columns of a table, given the key of its rows, else none."""
        name = self._name_of(column)
        if column.name.lower() not in self._keys.get(name, set()):
            return []
        return [other for other in self._tables[name] if other != column.name.lower()]

    def in_scope(self, select: exp.Select) -> list[tuple[str, list[str]]]:
        """Return the columns of the tables that a query is made of, with what it calls each."""
        return [
            (table.alias_or_name, list(self._tables.get(table.name.lower(), {})))
            for table in _sources(select)
        ]

    def _table_of(self, column: exp.Column) -> Mapping[str, str]:
        return self._tables.get(self._name_of(column), {})

    def _name_of(self, column: exp.Column) -> str:
        select = column.find_ancestor(exp.Select)
        while select is not None:
            tables = _sources(select)
            for table in tables:
                known = self._tables.get(table.name.lower(), {})
                fits = column.table in ("", table.alias_or_name)
                if fits and column.name.lower() in known:
                    return table.name.lower() if column.table or len(tables) == 1 else ""
            select = select.find_ancestor(exp.Select)
        return ""


def _sources(select: exp.Select) -> list[exp.Table]:
    return [
        table for table in select.find_all(exp.Table) if table.find_ancestor(exp.Select) is select
    ]


def _keys(body: str) -> set[str]:
    parts = _BRACKETS.sub("", body).split(",")
    named = [_COLUMN.match(part) for part in parts if _KEY.search(part)]
    return {match[1].lower() for match in named if match is not None}


def _columns(body: str) -> list[tuple[str, str]]:
    plain = _BRACKETS.sub("", body)
    found = [_COLUMN.match(part) for part in plain.split(",")]
    return [
        (match[1].lower(), match[2].upper())
        for match in found
        if match is not None and match[1].upper() not in _NO_COLUMNS
    ]
