"""Text and tables as Markdown that shows exactly what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jupyter_codemm.contracts.problem import SqlCell, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]|$~#])")


def fenced(text: str, info: str = "text") -> str:
    """Return a code block; its fence is longer than any in the text."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{info}\n{text.rstrip(chr(10))}\n{fence}"


def table_markdown(table: Table) -> str:
    """Return a table, numbers to the right; an empty one in words."""
    width = len(table.columns) or (len(table.rows[0]) if table.rows else 0)
    if not width:
        return "*(no rows)*"
    names: Sequence[str] = table.columns or [f"column {n}" for n in range(1, width + 1)]
    lines = [_row(names), _row([_alignment(table, i) for i in range(width)], raw=True)]
    lines += [_row(["NULL" if cell is None else str(cell) for cell in row]) for row in table.rows]
    return "\n".join(lines) + ("" if table.rows else "\n\n*(no rows)*")


def _alignment(table: Table, column: int) -> str:
    cells: list[SqlCell] = [row[column] for row in table.rows]
    return ":---" if any(isinstance(cell, str) for cell in cells) or not cells else "---:"


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else map(_cell, cells))} |"


def _cell(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"\s", " ", escaped)
