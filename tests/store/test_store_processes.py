"""Real processes on one database."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import open_store
from tests.store.__main__ import STARTED
from tests.store.engines import opened
from tests.store.records import NOON, session
from tests.store.servers import EMPTY

ROOT = Path(__file__).parents[2]


def start(*arguments) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def results(processes) -> list[list[int]]:
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), answers
    return [[int(line) for line in out.split()] for out, _err in answers]


@contextmanager
def held(path):
    """A process that stands in the middle of a transaction and has written in it."""
    process = start("hold", path)
    try:
        assert process.stdout.readline() == "inside\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shared.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, path):
    """Where a database of each kind is to be, which nobody has opened yet."""
    if request.param == "sqlite":
        yield path
        return
    cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.database(EMPTY)
    path.write_text(url)
    yield path
    cluster.drop(url)


def test_numbers_have_no_gap_though_all_create_the_tables_and_append(place):
    numbers = results([start("append", place, 80) for _ in range(3)])
    assert sorted(n for own in numbers for n in own) == list(range(1, 241))
    assert all(own == sorted(own) for own in numbers)


def test_a_lease_has_one_winner(place):
    won = results([start("claim", place, holder, 60) for holder in ("me", "you")])
    assert sorted(key for own in won for key in own) == list(range(60))


def test_kill_9_in_mid_transaction_leaves_nothing_and_blocks_nobody(place):
    with held(place) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        store = opened(place)

        async def scenario():
            before = await store.transact(lambda tx: tx.sessions.list("ada"))
            event = await store.transact(lambda tx: tx.events.append("shared", STARTED, NOON))
            await store.close()
            return before, event.id

        assert asyncio.run(scenario()) == ((), 1)


def test_a_database_that_stays_busy_is_an_error_in_words_and_free_again_later(path):
    store = open_store(path, busy_seconds=0.1)
    asyncio.run(store.transact(lambda tx: tx.sessions.add(session("s0"))))
    with held(path), pytest.raises(StoreError, match="is busy: another process") as caught:
        asyncio.run(store.transact(lambda tx: tx.sessions.add(session())))
    assert str(path) in caught.value.message
    asyncio.run(store.transact(lambda tx: tx.sessions.add(session())))
    lines = asyncio.run(store.transact(lambda tx: tx.sessions.list("ada")))
    assert {line.id for line in lines} == {"s0", "s1"}
    asyncio.run(store.close())


def test_opening_a_busy_database_is_an_error_in_words(path):
    with held(path), pytest.raises(StoreError, match="is busy"):
        open_store(path, busy_seconds=0.1)
