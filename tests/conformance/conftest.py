"""Every store there is, each time with a database of its own that is empty but for our schema."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from jupyter_codemm.store import open_store
from tests.fakes.memory_store import MemoryStore
from tests.store.records import at


def now():
    return at(0)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "codemm.db"
    asyncio.run(open_store(path).close())
    return path


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request, tmp_path):
    """A store of each kind."""
    if request.param == "memory":
        opened = MemoryStore()
    elif request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        opened = open_store(shutil.copy(template, tmp_path / "codemm.db"), now=now)
    else:
        url = request.getfixturevalue("postgres_url")
        opened = open_store(url, now=now, key=tmp_path / "codemm")
    yield opened
    asyncio.run(opened.close())


@pytest.fixture
def run(store):
    """Run each piece of work in a transaction of its own; return the last result."""

    def transact(*works):
        async def all_of_them():
            return [await store.transact(work) for work in works][-1]

        return asyncio.run(all_of_them())

    return transact
