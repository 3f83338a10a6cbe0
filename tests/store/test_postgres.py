"""What only PostgreSQL can do, or do wrong: opening, giving way, and being away."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import open_store
from tests.store.servers import EMPTY, asked

TOGETHER = 8
EACH = 5


def done(work):
    return asyncio.run(work)


@pytest.fixture
def empty_url(postgres_cluster):
    url = postgres_cluster.database(EMPTY)
    yield url
    postgres_cluster.drop(url)


def test_an_empty_database_gets_the_schema_and_its_key_stays(empty_url, tmp_path):
    async def keys() -> list[bytes]:
        stores = [open_store(empty_url, key=tmp_path / "codemm") for _ in range(3)]
        made = [await store.key() for store in stores]
        for store in stores:
            await store.close()
        return made

    assert len(set(done(keys()))) == 1
    assert (tmp_path / "codemm.key").stat().st_mode & 0o777 == 0o600


def test_what_is_newer_or_not_ours_is_refused_and_left_alone(empty_url, postgres_url):
    asked(empty_url, "CREATE TABLE shop (id int)")
    with pytest.raises(StoreError, match="another program"):
        open_store(empty_url)
    asked(postgres_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        open_store(postgres_url)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://u:secret@127.0.0.1:1/x", "cannot be reached"),
        ("postgresql://host/x", "names no user"),
    ],
)
def test_what_cannot_be_reached_is_said_without_the_password(url, message):
    with pytest.raises(StoreError, match=message) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


def test_those_who_write_at_once_lose_nothing(postgres_url):
    """Each adds one to the same counter, by two engines as two processes have them."""

    async def scenario() -> int:
        stores = [open_store(postgres_url) for _ in range(2)]

        def grow(tx) -> None:
            learner = tx.journeys.learner("ada")
            tx.journeys.save(replace(learner, last_id=learner.last_id + 1))

        works = [store.transact(grow) for store in stores for _ in range(TOGETHER * EACH // 2)]
        await asyncio.gather(*works)
        last = await stores[0].transact(lambda tx: tx.journeys.learner("ada").last_id)
        for store in stores:
            await store.close()
        return last

    assert done(scenario()) == TOGETHER * EACH


def test_a_store_works_again_when_its_database_is_back(postgres_cluster, postgres_url):
    async def scenario() -> None:
        store = open_store(postgres_url)
        await store.transact(lambda tx: tx.journeys.learner("ada"))
        with postgres_cluster.admin.connect() as connection:
            of = "FROM pg_stat_activity WHERE datname LIKE 't%'"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) {of}"))
        assert (await store.transact(lambda tx: tx.journeys.learner("ada"))).last_id == 0
        await store.close()

    done(scenario())
