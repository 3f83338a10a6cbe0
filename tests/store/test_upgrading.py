"""A database in use at any earlier revision is brought to the newest one and reads as it did."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Table as AnyTable
from sqlalchemy import column, create_engine, insert, inspect, select, table

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import described, open_store
from jupyter_codemm.store.postgres import postgres_engine
from jupyter_codemm.store.schema import known_revisions, migrate, newest_revision
from jupyter_codemm.store.tables import Table
from tests.store import filled
from tests.store.servers import EMPTY

REVISIONS = sorted(known_revisions())
FROM_VERDICTS = "logs"  # later columns of it are filled with the next verdict of a learner


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A filled database at the newest revision, and what it tells."""
    path = tmp_path_factory.mktemp("school") / "codemm.db"
    return path, filled.make(path)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """An empty database of each kind: its address, and an engine for it."""
    if request.param == "sqlite":
        path = tmp_path / "codemm.db"
        yield path, create_engine(f"sqlite:///{path}")
        return
    cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.database(EMPTY)
    yield url, postgres_engine(url, 1)
    cluster.drop(url)


def as_it_was(engine, revision, newest) -> None:
    """Make a database at a revision, with the rows and columns that it could hold by then."""
    source = create_engine(f"sqlite:///{newest}")
    with source.connect() as old, engine.begin() as new:
        migrate(new, revision)
        there = inspect(new)
        for one in Table.metadata.sorted_tables:
            if there.has_table(one.name):
                _copied(old, new, one, {known["name"] for known in there.get_columns(one.name)})
    source.dispose()
    engine.dispose()


def _copied(old, new, one: AnyTable, names) -> None:
    # Numbers are the database's to give, so that it goes on behind them.
    given = [c for c in one.columns if c.name in names and c is not one.autoincrement_column]
    rows = old.execute(select(*given).order_by(*one.primary_key.columns)).all()
    assert rows or one.name == "erasures", f"filled.py puts nothing into {one.name}"
    if rows:
        into = table(one.name, *(column(c.name, c.type) for c in given))
        new.execute(insert(into), [row._asdict() for row in rows])


def run(store, *works):
    async def all_of_them():
        try:
            return [await store.transact(work) for work in works]
        finally:
            await store.close()

    return asyncio.run(all_of_them())


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_was_there_reads_as_before_and_all_that_is_newer_can_be_done(place, revision, school):
    newest, told = school
    address, engine = place
    as_it_was(engine, revision, newest)
    if revision != newest_revision():
        with pytest.raises(StoreError, match="is behind: run"):
            open_store(address, upgrade=False)
    since = {name for name, part in filled.PARTS.items() if part.since <= revision}
    later = [name for name, part in filled.PARTS.items() if name not in since and part.fill]

    def kept(tx):
        return filled.told(tx, since)

    def goes_on(tx):
        filled.fill(tx, [name for name in filled.PARTS if name in (*later, FROM_VERDICTS)])
        return filled.told(tx, later)

    first, second = run(open_store(address), kept, goes_on)
    assert first == {name: told[name] for name in since}
    assert second == {name: told[name] for name in later}
    assert described(address).state == "current"
