"""A class service tells who asks nothing of where things are on its machine."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing


async def test_a_database_that_fails_is_not_located(ask, parts, tmp_path):
    await parts()
    with closing(sqlite3.connect(tmp_path / "codemm.sqlite")) as connection:
        connection.execute("DROP TABLE authoring_sessions")
    status, told = await ask("ada", "GET", "sessions")
    assert (status, told["error"]["where"]) == (503, "database")
    _, health = await ask("ada", "GET", "health")
    store = next(one for one in health["checks"] if one["id"] == "store")
    assert store["level"] == "missing"
    assert store["detail"] == told["message"]
    assert str(tmp_path) not in json.dumps([told, health])
