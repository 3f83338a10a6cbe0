"""When learners last did something is looked up by index, however long all journeys are."""

from __future__ import annotations

import asyncio

from sqlalchemy import create_engine, event

from jupyter_codemm.store import open_store
from jupyter_codemm.store.last_records import last_before
from tests.store.records import at


def test_nobody_elses_records_are_read(tmp_path):
    place = tmp_path / "codemm.sqlite"
    asyncio.run(open_store(place).close())
    engine, asked = create_engine(f"sqlite:///{place}"), []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    with engine.connect() as connection:
        last_before(connection, at(1), ["ada"], ["p1"])
        statement, values = asked[-1]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row[-1] for row in plan]
    engine.dispose()
    for table in ("journey", "queries"):
        index = f"ix_{table}_user_name (user_name=? AND problem_id=?)"
        assert f"SEARCH {table} USING INDEX {index}" in steps
    assert not [step for step in steps if step.startswith(("SCAN journey", "SCAN queries"))]
