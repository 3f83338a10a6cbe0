"""An empty database of each kind."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine

from jupyter_codemm.store.postgres import postgres_engine
from tests.store.servers import EMPTY


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
