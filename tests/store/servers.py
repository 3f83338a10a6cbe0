"""PostgreSQL for tests: one server, and a database with our schema for whoever asks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, Row, create_engine, text
from sqlalchemy.pool import NullPool

from jupyter_codemm.store import open_store
from jupyter_codemm.store.postgres import postgres_engine
from tests.store import postgresql

EMPTY = "template0"


@dataclass
class Cluster:
    """A running server. Its databases go with it."""

    server: postgresql.Server
    admin: Engine
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def socket(self) -> Path:
        """Where it is reached."""
        return self.server.directory / ".s.PGSQL.5432"

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://codemm@/{name}?unix_sock={self.socket}"

    def database(self, template: str = "made") -> str:
        """Return the address of a new database, with our schema unless it is to be empty."""
        name = f"t{next(self.numbers)}"
        with self.admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return self.url(name)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stop the server, as if its machine had failed, and start it again at the end."""
        self.server.stop()
        try:
            yield
        finally:
            self.server.start()

    def drop(self, url: str) -> None:
        """Delete a database, whoever is still connected to it."""
        name = url.partition("@/")[2].partition("?")[0]
        with self.admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def asked(url: str, *statements: str) -> Sequence[Row]:
    """Run statements in one transaction, and return the rows of the last one."""
    engine = postgres_engine(url, 1)
    try:
        with engine.begin() as connection:
            answers = [connection.execute(text(one)) for one in statements]
            return answers[-1].all() if answers[-1].returns_rows else []
    finally:
        engine.dispose()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Run a server until the block ends; skip where there is none."""
    with (
        TemporaryDirectory(prefix="codemm-pg-") as folder,
        postgresql.server(Path(folder)) as server,
    ):
        socket = server.directory / ".s.PGSQL.5432"
        admin = create_engine(
            "postgresql+pg8000://codemm@/postgres",
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,  # a test may stop the server and start it again
            connect_args={"unix_sock": str(socket)},
        )
        running = Cluster(server, admin)
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE made"))
        asyncio.run(open_store(running.url("made")).close())
        try:
            yield running
        finally:
            admin.dispose()
