"""On which engine the tests of the services keep what they store: see --engine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text

from jupyter_codemm.store import SqlStore, is_postgres, open_store
from jupyter_codemm.store.postgres import postgres_engine
from tests.fakes.memory_store import MemoryStore
from tests.store.servers import Cluster

ENGINES = ("fastest", "sqlite", "postgresql")


@dataclass
class Databases:
    """The databases of one test. On PostgreSQL a file in the place of each holds its address."""

    folder: Path
    cluster: Cluster | None
    urls: list[str] = field(default_factory=list)
    stores: list[SqlStore] = field(default_factory=list)

    def at(self, place: Path) -> SqlStore:
        """Open what is at a place, which is made if need be."""
        if self.cluster is not None and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            self.urls.append(self.cluster.database())
            place.write_text(self.urls[-1])
        self.stores.append(opened(place))
        return self.stores[-1]

    def close(self) -> None:
        """Close what a test has left open, and drop what it has made."""
        for store in self.stores:
            asyncio.run(store.close())
        for url in self.urls:
            self.cluster.drop(url)


_chosen: list[Databases] = []


@contextmanager
def chosen(cluster: Cluster | None) -> Iterator[None]:
    """Keep what a test stores on a PostgreSQL, or where there is none on SQLite."""
    with TemporaryDirectory(prefix="codemm-stores-") as folder:
        _chosen.append(Databases(Path(folder), cluster))
        try:
            yield
        finally:
            _chosen.pop().close()


def store_at(place: Path) -> SqlStore:
    """Open the database at a place, on the engine of this run; also from another process."""
    return _chosen[-1].at(place) if _chosen else opened(place)


def new_store() -> MemoryStore | SqlStore:
    """Open a new store: the fastest there is, unless this run is to be on another engine."""
    if not _chosen:
        return MemoryStore()
    return _chosen[-1].at(_chosen[-1].folder / f"{len(_chosen[-1].stores)}.sqlite")


def change(place: Path, statement: str, **values: object) -> None:
    """Change something behind the back of the product."""
    url = address(place)
    engine = postgres_engine(url, 1) if url else create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def opened(place: Path) -> SqlStore:
    """Open what is at a place: a SQLite, or the PostgreSQL whose address is there."""
    url = address(place)
    return open_store(url, key=place) if url else open_store(place)


def address(place: Path) -> str:
    """Return the address of the PostgreSQL that is at a place, empty for a SQLite."""
    if not place.exists():
        return ""
    with place.open("rb") as file:
        start = file.read(1000).decode("ascii", "replace")
    return start if is_postgres(start) else ""
