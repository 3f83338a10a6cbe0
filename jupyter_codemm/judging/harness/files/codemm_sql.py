"""Inside the sandbox: runs the learner's query on a database of its own.

A query reads. Where the task names tables, its statements may also change what is in these, which
are sent after it. With the argument `check` it only parses. The task and the answers travel as in
codemm_harness. No SQLite shell is involved, so no dot command exists.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from functools import partial

from codemm_statements import (  # type: ignore[import-not-found] # beside it in the sandbox
    statements,
    unreadable,
)

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Json = Any

RESULT_FD = 3
MAX_ROWS = 10_000
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1 << 20,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 500,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
OWN_MB = 48
SEED_SHARE = 0.5
OPERATIONS = 10_000
TIME_LIMIT = "TimeLimit"
OBJECTS = ('{"hex": ', '{"real": ')
READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
CHANGING = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
ONLY_READS = "this task only reads: it takes no INSERT, UPDATE or DELETE"


class OverflowedError(Exception):
    """The result is larger than the judge takes."""


class SeedError(Exception):
    """The database of the test cannot be created: the problem is wrong, not the query."""


class Guard:
    """SQLite's authorizer: lets a query read, and change what is in the named tables."""

    def __init__(self, tables: list[str]) -> None:
        self.tables = tables
        self.refused = ""

    def __call__(
        self, action: int, name: str | None, _: str | None, __: str | None, trigger: str | None
    ) -> int:
        """Answer one question of SQLite's; triggers are the database's own."""
        if action in READING:
            return sqlite3.SQLITE_OK
        if action in CHANGING:
            if trigger or (name or "").lower() in map(str.lower, self.tables):
                return sqlite3.SQLITE_OK
            names = ", ".join(self.tables)
            self.refused = f"only {names} may be changed, not {name}" if names else ONLY_READS
        return sqlite3.SQLITE_DENY


FAILURES = (sqlite3.Error, sqlite3.Warning, SeedError, MemoryError, ValueError)


def opened(script: str, task: Json) -> sqlite3.Connection:
    """Return a new database, filled."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    heap = max(8, task["memory_mb"] - OWN_MB) << 20
    connection.execute(f"PRAGMA hard_heap_limit = {heap}")
    connection.execute("PRAGMA temp_store = MEMORY")
    stop_after(connection, task["time_ms"] * SEED_SHARE)
    try:
        connection.executescript(script)
        if connection.in_transaction:
            connection.commit()
        for name in task["tables"]:
            connection.execute(whole(name))
    except (sqlite3.Error, MemoryError) as error:
        raise SeedError(str(error) or "it needs too much memory") from None
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
    stop_after(connection, task["time_ms"])
    return connection


def stop_after(
    connection: sqlite3.Connection,
    time_ms: float,
    clock: Callable[[], float] = time.perf_counter,
) -> None:
    """Interrupt what still runs on a connection after some time."""
    end = clock() + time_ms / 1000
    connection.set_progress_handler(lambda: clock() > end, OPERATIONS)


def whole(name: str) -> str:
    """Return the query for everything in a table."""
    quoted = name.replace('"', '""')
    return f'SELECT * FROM "{quoted}"'  # noqa: S608 - quoted, and a name from the problem


def run(connection: sqlite3.Connection, script: list[str], task: Json) -> Json:
    """Run statements; return what the last one with a result gives, and the named tables."""
    guard = Guard(task["tables"])
    connection.set_authorizer(guard)
    rows: Json = {"columns": [], "rows": []}
    try:
        for statement in script:
            cursor = connection.execute(statement)
            if cursor.description:
                rows = table(cursor, task["cap"])
    except sqlite3.DatabaseError as error:
        if guard.refused:
            raise sqlite3.DatabaseError(guard.refused) from error
        raise
    fields = {"rows": rows}
    if task["tables"]:
        dumps = {name: connection.execute(whole(name)) for name in task["tables"]}
        fields["tables"] = {name: table(dump, task["cap"]) for name, dump in dumps.items()}
    return fields


def table(cursor: sqlite3.Cursor, cap: int) -> Json:
    """Return columns and rows; raises OverflowedError when they are more than the judge takes."""
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
    """Return a typed cell; a BLOB and a number that JSON cannot write become text of an object."""
    if isinstance(value, bytes):
        return json.dumps({"hex": value.hex()})
    if isinstance(value, str) and value.startswith(OBJECTS):
        return json.dumps({"text": value})  # it only looks like one of them
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return json.dumps({"real": "Infinity" if value > 0 else "-Infinity"})
    return value


def outcome(connect: Callable[[], sqlite3.Connection], script: list[str], task: Json) -> Json:
    """Run the query on a database; return the fields of an answer."""
    fields: dict[str, object] = {}
    started = time.perf_counter()
    try:
        fields |= run(connect(), script, task)
    except OverflowedError:
        fields["overflow"] = True
    except FAILURES as error:
        fields |= failed(error)
    fields["time_us"] = int((time.perf_counter() - started) * 1_000_000)
    return fields


def failed(error: Exception) -> dict[str, object]:
    """Return what is answered of a query that failed."""
    stopped = isinstance(error, sqlite3.OperationalError) and str(error) == "interrupted"
    return {"raises": TIME_LIMIT if stopped else type(error).__name__, "message": str(error)}


def send(fields: dict[str, object]) -> None:
    """Write one answer."""
    data = memoryview(json.dumps(fields).encode() + b"\n")
    while data:
        data = data[os.write(RESULT_FD, data) :]


def show(script: list[str], task: Json) -> int:
    """Run the query on a database made by the script on stdin; print the table."""
    try:
        result = run(opened(sys.stdin.read(), task), script, task)["rows"]
    except OverflowedError:
        sys.stderr.write(f"The result has more than {MAX_ROWS} rows.\n")
        return 1
    except FAILURES as error:
        # Here the script on stdin is the learner's own.
        own = {"raises": "Error"} if isinstance(error, SeedError) else failed(error)
        send({"item": 0, **own})
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    for row in [result["columns"], *result["rows"]]:
        sys.stdout.write("\t".join("NULL" if c is None else str(c) for c in row) + "\n")
    return 0


def main(build: str) -> int:
    """Check or run; return the exit code."""
    with open(f"{build}/solution.sql", encoding="utf-8", errors="backslashreplace") as source:  # noqa: PTH123 - pathlib is slow to import
        query = source.read().removeprefix("\ufeff")
    if sys.argv[2:3] == ["check"]:
        problem = unreadable(query, changes=sys.argv[3:] == ["changes"])
        sys.stderr.write(f"solution.sql: {problem}" if problem else "")
        return 1 if problem else 0
    with open("frame", encoding="utf-8") as frame:  # noqa: PTH123 - pathlib is slow to import
        task = json.load(frame)
    if task["kind"] == "program":
        return show(statements(query), task)
    for index, item in enumerate(task["items"]):
        fields = outcome(partial(opened, item["database"], task), statements(query), task)
        send({"item": index, **fields})
        if fields.get("raises") == TIME_LIMIT:
            break
    return 0
