"""The examples of a query: tables before, result after."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.problem import RowsComparator, Table, TestCase
from jupyter_codemm.notebook.markdown import fenced, table_markdown
from jupyter_codemm.notebook.sql_script import Script, read_script


def queries(samples: Sequence[TestCase]) -> str:
    """Return every sample; a schema that all share comes first, examples after the first fold."""
    scripts = [read_script(test.input.database or "") for test in samples]
    schemas = {script.schema if script else None for script in scripts}
    shared = schemas.pop() if len(schemas) == 1 else None
    parts = [fenced(shared, "sql")] if shared else []
    for number, (test, script) in enumerate(zip(samples, scripts, strict=True), start=1):
        body = f"{_database(test, script, schema=shared is None)}\n\n{_result(test)}"
        parts.append(_example(number, body))
    return "\n\n".join(parts)


def _example(number: int, body: str) -> str:
    if number == 1:
        return f"**Example 1**\n\n{body}"
    return f"<details>\n<summary><b>Example {number}</b></summary>\n\n{body}\n\n</details>"


def _database(test: TestCase, script: Script | None, *, schema: bool) -> str:
    if script is None:
        return fenced(test.input.database or "", "sql")
    tables = "\n\n".join(
        f"`{name}`\n\n{table_markdown(table)}" for name, table in script.tables.items()
    )
    return f"{fenced(script.schema, 'sql')}\n\n{tables}" if schema else tables


def _result(test: TestCase) -> str:
    compare, parts = test.expected.compare, []
    if test.expected.rows is not None:
        parts.append(_table("Result", test.expected.rows, compare.rows))
    for name, table in (test.expected.tables or {}).items():
        parts.append(_table(f"`{name}` afterwards", table, compare.tables))
    return "\n\n".join(parts)


def _table(title: str, table: Table, how: RowsComparator) -> str:
    order = "" if how.ordered else " (rows in any order)"
    return f"{title}{order}:\n\n{table_markdown(table)}"
