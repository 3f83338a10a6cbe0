"""Inside the sandbox: runs the learner's one query on a database of its own, read-only.

With the argument `check` it only parses the query. The task and the answers travel as in
codemm_harness. No SQLite shell is involved, so no dot command exists.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Any

    Json = Any

RESULT_FD = 3
MAX_ROWS = 10_000
MAX_CELL = 1 << 20
MAX_COLUMNS = 200
MAX_DEPTH = 500
OWN_MB = 48
ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
UNREADABLE = ("syntax error", "incomplete input", "unrecognized token", "one statement")
STARTS = ("select", "with", "values")


class OverflowedError(Exception):
    """The result is larger than the judge takes."""


class SeedError(Exception):
    """The database of the test cannot be created: the problem is wrong, not the query."""


def opened(script: str, memory_mb: int) -> sqlite3.Connection:
    """Return a new database, filled, and from now on closed to everything but reading."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    heap = max(8, memory_mb - OWN_MB) << 20
    connection.execute(f"PRAGMA hard_heap_limit = {heap}")
    connection.execute("PRAGMA temp_store = MEMORY")
    try:
        connection.executescript(script)
    except sqlite3.Error as error:
        raise SeedError(str(error)) from None
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_CELL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, MAX_COLUMNS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, MAX_DEPTH)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY
    )
    return connection


def table(connection: sqlite3.Connection, query: str, cap: int) -> Json:
    """Return columns and rows; raises OverflowedError when they are more than the judge takes."""
    cursor = connection.execute(query)
    columns = [column[0] for column in cursor.description or ()]
    rows: list[list[object]] = []
    size = 0
    for row in cursor:
        cells = [cell(value) for value in row]
        size += sum(len(str(value)) + 2 for value in cells) + 2
        if len(rows) >= MAX_ROWS or size > cap:
            raise OverflowedError
        rows.append(cells)
    return {"columns": columns, "rows": rows}


def cell(value: object) -> object:
    """Return a typed cell; a BLOB and a number that JSON cannot write become text."""
    if isinstance(value, bytes):
        return json.dumps({"hex": value.hex()})
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def answer(index: int, item: Json, query: str, task: Json) -> None:
    """Run the query on one database and write one answer."""
    fields: dict[str, object] = {"item": index}
    started = time.perf_counter()
    try:
        fields["rows"] = table(opened(item["database"], task["memory_mb"]), query, task["cap"])
    except OverflowedError:
        fields["overflow"] = True
    except (sqlite3.Error, SeedError, MemoryError, ValueError) as error:
        fields |= {"raises": type(error).__name__, "message": str(error)}
    fields["time_us"] = int((time.perf_counter() - started) * 1_000_000)
    data = memoryview(json.dumps(fields).encode() + b"\n")
    while data:
        data = data[os.write(RESULT_FD, data) :]


def show(query: str, task: Json) -> int:
    """Run the query on a database made by the script on stdin; print the table."""
    try:
        result = table(opened(sys.stdin.read(), task["memory_mb"]), query, task["cap"])
    except OverflowedError:
        sys.stderr.write(f"The result has more than {MAX_ROWS} rows.\n")
        return 1
    except (sqlite3.Error, SeedError, MemoryError, ValueError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    for row in [result["columns"], *result["rows"]]:
        sys.stdout.write("\t".join("NULL" if c is None else str(c) for c in row) + "\n")
    return 0


def unreadable(query: str) -> str | None:
    """Return why the text is not one query that can be parsed, or None."""
    if "\0" in query:
        return "the query contains a NUL character"
    word = first_word(query)
    if not word:
        return None
    if word not in STARTS:
        return f"write one SELECT statement (it may start with WITH), not {word.upper()[:40]}"
    try:
        sqlite3.connect(":memory:", isolation_level=None).execute(f"EXPLAIN {query}")
    except (sqlite3.Error, sqlite3.Warning) as error:
        return str(error) if any(words in str(error) for words in UNREADABLE) else None
    return None


def first_word(query: str) -> str:
    """Return the first word after comments, in lower case."""
    text = query.lstrip("\ufeff \t\r\n(")
    while text.startswith(("--", "/*")):
        _, _, text = text.partition("\n" if text.startswith("--") else "*/")
        text = text.lstrip(" \t\r\n(")
    end = next((i for i, c in enumerate(text) if not (c.isalnum() or c == "_")), len(text))
    return text[:end].lower() or text[:1]


def main(build: str) -> int:
    """Check or run; return the exit code."""
    with open(f"{build}/solution.sql", encoding="utf-8", errors="backslashreplace") as source:  # noqa: PTH123 - pathlib is slow to import
        query = source.read().removeprefix("\ufeff")
    if sys.argv[2:] == ["check"]:
        problem = unreadable(query)
        sys.stderr.write(f"solution.sql: {problem}" if problem else "")
        return 1 if problem else 0
    with open("frame", encoding="utf-8") as frame:  # noqa: PTH123 - pathlib is slow to import
        task = json.load(frame)
    if task["kind"] == "program":
        return show(query, task)
    for index, item in enumerate(task["items"]):
        answer(index, item, query, task)
    return 0
