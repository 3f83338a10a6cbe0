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
_BRACKETS = re.compile(r"\([^()]*\)")


class Schema:
    """The tables that a script creates, with the type of each column."""

    def __init__(self, script: str) -> None:
        self._tables = {
            match[1].lower(): dict(_columns(match[2])) for match in _TABLE.finditer(script)
        }

    def others(self, column: exp.Column) -> list[str]:
        """Return the other columns of the same type in the table that a column belongs to."""
        table = self._table_of(column)
        kind = table.get(column.name.lower())
        return [name for name, k in table.items() if k == kind and name != column.name.lower()]

    def _table_of(self, column: exp.Column) -> Mapping[str, str]:
        select = column.find_ancestor(exp.Select)
        while select is not None:
            tables = [
                table
                for table in select.find_all(exp.Table)
                if table.find_ancestor(exp.Select) is select
            ]
            for table in tables:
                known = self._tables.get(table.name.lower(), {})
                fits = column.table in ("", table.alias_or_name)
                if fits and column.name.lower() in known:
                    return known if column.table or len(tables) == 1 else {}
            select = select.find_ancestor(exp.Select)
        return {}


def _columns(body: str) -> list[tuple[str, str]]:
    plain = _BRACKETS.sub("", body)
    found = [_COLUMN.match(part) for part in plain.split(",")]
    return [
        (match[1].lower(), match[2].upper())
        for match in found
        if match is not None and match[1].upper() not in _NO_COLUMNS
    ]
