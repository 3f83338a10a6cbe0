"""Databases of a full class on both engines, kept from one run to the next where asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pg8000.dbapi

from jupyter_codemm.store import SqlStore, open_store
from tests.benchmarks import full_class
from tests.store import postgresql

SQLITE = "codemm.sqlite"
PASSABLE = 0o755
"""PostgreSQL runs as nobody where tests are root's."""
VACUUM = "VACUUM ANALYZE"
DATABASE = "postgres"
"""A new server has this one, and nothing else of ours is to be in it."""


@contextmanager
def folder(keep: Path | None, learners: int) -> Iterator[Path]:
    """Give where the databases go: a folder of their own in `keep`, or one that is removed."""
    if keep is None:
        with TemporaryDirectory(prefix="codemm-class-") as name:
            Path(name).chmod(PASSABLE)
            yield Path(name)
        return
    kept = keep / f"class-of-{learners}"
    kept.mkdir(mode=PASSABLE, parents=True, exist_ok=True)
    yield kept


@asynccontextmanager
async def in_sqlite(folder: Path, learners: int) -> AsyncIterator[SqlStore]:
    """Give the class in an SQLite database, which is built unless it is there."""
    path, built = folder / SQLITE, folder / "sqlite-is-built"
    if not built.exists():
        path.unlink(missing_ok=True)
        store = open_store(path)
        await store.transact(lambda tx: full_class.found(tx, learners))
        await store.close()
        full_class.into_file(path, learners)
        built.touch()
    store = open_store(path)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def in_postgresql(folder: Path, learners: int) -> AsyncIterator[SqlStore]:
    """Give the class in a PostgreSQL of its own, built unless it is there; skip without one."""
    place, built = folder / "postgresql", folder / "postgresql-is-built"
    place.mkdir(exist_ok=True)
    with postgresql.server(place) as server:
        socket = str(server.directory / ".s.PGSQL.5432")
        store = open_store(f"postgresql://codemm@/{DATABASE}?unix_sock={socket}")
        try:
            if not built.exists():
                await store.transact(lambda tx: full_class.found(tx, learners))
                _fill(socket, learners)
                built.touch()
            yield store
        finally:
            await store.close()


def _fill(socket: str, learners: int) -> None:
    connection = pg8000.dbapi.connect("codemm", unix_sock=socket, database=DATABASE)
    full_class.fill(full_class.into_postgresql(connection), learners)
    connection.commit()
    connection.autocommit = True
    connection.cursor().execute(VACUUM)
    connection.close()
