"""Disks that are full or may not be written."""

from __future__ import annotations

import asyncio
import os
import subprocess
from contextlib import contextmanager

import pytest

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import open_store, status
from tests.store.files import OLD, contents, execute, in_store
from tests.store.records import session


@contextmanager
def mounted(directory, size):
    """A small file system of its own."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    directory.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(directory)]
    result = subprocess.run(mount, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip(f"this machine cannot mount a tmpfs: {result.stderr.strip()}")
    try:
        yield directory
    finally:
        subprocess.run(["umount", "--lazy", str(directory)], check=True)


def fill(directory):
    with (directory / "ballast").open("wb", buffering=0) as file:
        free = os.statvfs(directory).f_bavail
        assert free
        for _ in range(free):
            file.write(bytes(os.statvfs(directory).f_frsize))
    assert os.statvfs(directory).f_bavail == 0


def test_on_a_full_disk_a_new_database_is_refused(tmp_path):
    with mounted(tmp_path / "small", "2m") as small:
        fill(small)
        with pytest.raises(StoreError, match=r"codemm\.db cannot be written: the disk is full"):
            open_store(small / "codemm.db")
        (small / "ballast").unlink()
        in_store(small / "codemm.db", lambda tx: tx.sessions.add(session()))


def test_a_disk_that_fills_up_costs_only_the_transaction(tmp_path):
    with mounted(tmp_path / "small", "2m") as small:
        path = small / "codemm.db"
        store = open_store(path)
        asyncio.run(store.transact(lambda tx: tx.sessions.add(session("kept"))))
        fill(small)

        def work(tx):
            for number in range(200):
                tx.sessions.add(session(f"s{number}", last_error="x" * 4000))

        with pytest.raises(StoreError, match="cannot be written: the disk is full"):
            asyncio.run(store.transact(work))
        (small / "ballast").unlink()
        lines = asyncio.run(store.transact(lambda tx: tx.sessions.list("ada")))
        assert [line.id for line in lines] == ["kept"]
        asyncio.run(store.transact(lambda tx: tx.sessions.add(session("after"))))
        asyncio.run(store.close())
        assert status(path).state == "current"


def test_an_upgrade_on_a_full_disk_changes_nothing(tmp_path):
    with mounted(tmp_path / "small", "1m") as small:
        path = small / "codemm.db"
        execute(path, OLD)
        before = path.read_bytes()
        fill(small)
        with pytest.raises(StoreError, match="the disk is full"):
            open_store(path)
        assert path.read_bytes() == before
        assert sorted(file.name for file in small.iterdir()) == ["ballast", "codemm.db"]


@pytest.mark.parametrize("existing", [False, True])
def test_a_read_only_directory_is_refused(tmp_path, existing):
    with mounted(tmp_path / "small", "2m") as small:
        path = small / "codemm.db"
        if existing:
            in_store(path, lambda tx: tx.sessions.add(session()))
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        before = contents(small)
        with pytest.raises(StoreError, match=r"(?i)codemm\.db.*(read-only|cannot be opened)"):
            open_store(path)
        assert contents(small) == before
