"""Inside the sandbox: runs many queries on the same databases, in one process.

A query is no program: SQLite's authorizer keeps it from changing anything, so queries share a
database that is only read. Where the task names tables to change, each gets a database of its own.
On one database after the other the queries answer in their order, as in codemm_sql but numbered
through; one that timed out or used up its `share` of the output answers no more. With the argument
`check` it only parses, and tells on stdout which are refused, see crowd.py.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from binascii import b2a_base64

from codemm_sql import (  # type: ignore[import-not-found] # beside it in the sandbox
    TIME_LIMIT,
    opened,
    outcome,
    send,
    stop_after,
)
from codemm_statements import (  # type: ignore[import-not-found] # beside it in the sandbox
    statements,
    unreadable,
)

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Any

    Json = Any

PROGRAMS = "codemm_programs.json"
SHARE_SPENT = "ShareSpent"


class Database:
    """A database that is made when it is wanted, and made anew when it may have changed."""

    def __init__(self, script: str, task: Json) -> None:
        self.script, self.task = script, task
        self.kept: sqlite3.Connection | None = None

    def connect(self) -> sqlite3.Connection:
        """Return a connection whose time starts now."""
        connection = self.kept or opened(self.script, self.task)
        self.kept = None if self.task["tables"] else connection
        usual, budget = self.task["time_ms"], self.task["budget_ms"]
        if budget is not None and budget < usual:
            stop_after(connection, budget, time.process_time)
        else:
            stop_after(connection, usual)
        return connection

    def ask(self, script: list[str]) -> Json:
        """Return the fields of a query's answer."""
        fields = outcome(self.connect, script, self.task)
        if "raises" in fields:
            self.kept = None  # whatever memory it wanted is free again
        return fields


def main(build: str) -> int:
    """Check or run; return the exit code."""
    if sys.argv[2:3] == ["check"]:
        with open(f"{build}/{PROGRAMS}", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to import
            check(json.load(file), changes=sys.argv[3:] == ["changes"])
        return 0
    with open("frame", encoding="utf-8") as frame:  # noqa: PTH123 - pathlib is slow to import
        run(json.load(frame))
    return 0


def check(queries: dict[str, str], *, changes: bool) -> None:
    """Tell which queries cannot be read."""
    for number, query in queries.items():
        if problem := unreadable(query, changes=changes):
            words = f"solution.sql: {problem}".encode("utf-8", "backslashreplace")
            sys.stdout.write(f"{number} {b2a_base64(words, newline=False).decode()}\n")


def run(task: Json) -> None:
    """Answer every query on every database."""
    left = {number: statements(query) for number, query in task["queries"].items()}
    room = dict.fromkeys(left, task["share"])
    count = 0
    for item in task["items"]:
        database = Database(item["database"], task)
        for number, script in tuple(left.items()):
            fields = database.ask(script)
            room[number] -= len(json.dumps(fields))
            if room[number] < 0:
                fields = {"raises": SHARE_SPENT}
            send({"item": count, **fields})
            count += 1
            if fields.get("raises") in (TIME_LIMIT, SHARE_SPENT):
                del left[number]
