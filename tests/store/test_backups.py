"""What was copied is there again when the copy is put in the place of what is lost."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import back_up_to, described, open_store
from jupyter_codemm.store.secret import key_path
from tests.store import filled
from tests.store.files import contents, execute, in_store
from tests.store.records import session
from tests.store.servers import EMPTY, asked


@pytest.fixture
def made(tmp_path):
    """A filled database, and what it tells."""
    path = tmp_path / "used" / "codemm.db"
    return path, filled.make(path)


def test_a_copy_of_a_sqlite_in_use_is_whole_and_can_be_put_in_its_place(made, tmp_path):
    path, told = made
    copy = tmp_path / "copies" / "monday.db"
    store = open_store(path)  # it has what is newest in its log, and stays open
    asyncio.run(store.transact(lambda tx: tx.sessions.add(session("before", owner="zoe"))))
    assert back_up_to(path, copy) == key_path(copy)
    asyncio.run(store.transact(lambda tx: tx.sessions.add(session("after", owner="zoe"))))
    asyncio.run(store.close())
    assert sorted(contents(copy.parent)) == ["monday.db", "monday.db.key"]
    assert {file.stat().st_mode & 0o777 for file in copy.parent.iterdir()} == {0o600}
    key = key_path(path).read_bytes()
    shutil.rmtree(path.parent)

    path.parent.mkdir()
    shutil.copy(copy, path)
    shutil.copy(key_path(copy), key_path(path))
    assert in_store(path, filled.told) == told
    assert [one.id for one in in_store(path, lambda tx: tx.sessions.list("zoe"))] == ["before"]
    assert key_path(path).read_bytes() == key


def test_a_copy_never_replaces_a_file_and_needs_a_database(made, tmp_path):
    path, _told = made
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(StoreError, match="taken is there already"):
        back_up_to(path, taken)
    assert taken.read_text() == "mine"
    with pytest.raises(StoreError, match="There is no database at"):
        back_up_to(tmp_path / "none.db", tmp_path / "copy.db")
    execute(path, "DROP TABLE alembic_version")
    with pytest.raises(StoreError, match="another program"):
        back_up_to(path, tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["taken", "taken.key", "used"]


def test_a_postgresql_comes_back_by_its_own_tools(postgres_cluster, postgres_url, tmp_path):
    told = filled.make(postgres_url, key=tmp_path / "codemm")
    empty = postgres_cluster.database(EMPTY)
    binaries = Path(shutil.which("postgres") or "/").resolve().parent
    server = ["-h", str(postgres_cluster.socket.parent), "-U", "codemm"]

    def call(tool, *arguments):
        subprocess.run([binaries / tool, *server, *arguments], check=True)

    def name(url):
        return url.partition("@/")[2].partition("?")[0]

    dump = tmp_path / "codemm.dump"
    call("pg_dump", "-Fc", "-f", dump, name(postgres_url))
    call("pg_restore", "--no-owner", "--exit-on-error", "-d", name(empty), dump)
    assert described(empty).state == "current"
    assert in_store(empty, filled.told, key=tmp_path / "codemm") == told
    # New rows get new numbers, and the rules that keep old ones are there.
    in_store(empty, lambda tx: tx.sessions.add(session("s9")), key=tmp_path / "codemm")
    with pytest.raises(DBAPIError, match="is append-only"):
        asked(empty, "UPDATE journey SET document = ''")
    postgres_cluster.drop(empty)
