"""The key of an installation: one, secret, beside the database and never in it."""

from __future__ import annotations

import asyncio
import os
import stat
import subprocess
import sys

import pytest

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import open_store
from jupyter_codemm.store.secret import KEY_BYTES, derived_key, kept_key, key_path


def key_of(database) -> bytes:
    async def read():
        store = open_store(database)
        try:
            return await store.key()
        finally:
            await store.close()

    return asyncio.run(read())


@pytest.fixture
def database(tmp_path):
    return tmp_path / "codemm.db"


def test_it_is_looked_at_without_being_made(database):
    assert kept_key(database) is None
    assert not key_path(database).exists()
    key = key_of(database)
    key_path(database).chmod(0o644)
    assert kept_key(database) == key
    assert stat.S_IMODE(key_path(database).stat().st_mode) == 0o600
    key_path(database).write_bytes(b"short")
    with pytest.raises(StoreError, match="damaged"):
        kept_key(database)


def test_each_use_has_a_key_of_its_own():
    one, other = derived_key(b"k" * 32, "cookies"), derived_key(b"k" * 32, "models")
    assert len({one, other, b"k" * 32}) == 3
    assert derived_key(b"k" * 32, "cookies") == one


def test_it_is_made_once_and_stays(database):
    key = key_of(database)
    assert len(key) == KEY_BYTES
    assert key_of(database) == key
    assert key_path(database).read_bytes() == key


def test_each_installation_has_its_own(tmp_path):
    assert key_of(tmp_path / "a.db") != key_of(tmp_path / "b.db")


@pytest.mark.skipif(os.name != "posix", reason="files have no modes here")
def test_only_its_owner_may_read_it_whatever_happened_to_the_file(database):
    before = os.umask(0)
    try:
        key_of(database)
    finally:
        os.umask(before)
    path = key_path(database)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    key_of(database)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_not_in_the_database(database):
    key = key_of(database)
    files = [path for path in database.parent.iterdir() if path != key_path(database)]
    assert files
    for path in files:
        assert key not in path.read_bytes()
        assert key.hex().encode() not in path.read_bytes()


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_named_and_never_replaced(database, damage):
    key_of(database)
    path = key_path(database)
    path.write_bytes(damage)
    with pytest.raises(StoreError, match="damaged") as told:
        key_of(database)
    assert str(path) in told.value.message
    assert path.read_bytes() == damage


def test_a_folder_in_its_place_is_said(database):
    key_path(database).mkdir()
    with pytest.raises(StoreError, match="Cannot read the key"):
        key_of(database)


def test_processes_that_start_together_have_one_key(database):
    key_path(database).unlink(missing_ok=True)
    asyncio.run(open_store(database).close())
    program = (
        "import asyncio, sys\n"
        "from jupyter_codemm.store import open_store\n"
        "async def main():\n"
        "    store = open_store(sys.argv[1])\n"
        "    sys.stdin.read(1)\n"
        "    print((await store.key()).hex())\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-c", program, str(database)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in started:
        process.stdin.write("!")
        process.stdin.flush()
    told = {process.communicate()[0].strip() for process in started}
    assert len(told) == 1
    assert told == {key_of(database).hex()}
