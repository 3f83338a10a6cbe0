"""Which journal a file system gets."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_codemm.store.database import sqlite_engine
from jupyter_codemm.store.filesystem import filesystem_of, journal_mode

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
tmpfs /home/local tmpfs rw 0 0
share /mnt/class\\040room cifs rw 0 0
/dev/vdb /over ext4 rw 0 0
server:/over /over nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind", "mode"),
    [
        ("/srv/codemm.db", "ext4", "WAL"),
        ("/home/ada/codemm.db", "nfs4", "TRUNCATE"),
        ("/home/local/codemm.db", "tmpfs", "WAL"),
        ("/homely/codemm.db", "ext4", "WAL"),
        ("/mnt/class room/codemm.db", "cifs", "TRUNCATE"),
        ("/over/codemm.db", "nfs", "TRUNCATE"),
    ],
)
def test_the_deepest_and_last_mount_decides(tmp_path, path, kind, mode):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert filesystem_of(Path(path), mounts) == kind
    assert journal_mode(kind) == mode


def test_a_link_is_where_it_points_to(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/h {tmp_path.resolve()}/far nfs rw 0 0\n")
    (tmp_path / "near").symlink_to(tmp_path / "far")
    assert filesystem_of(tmp_path / "near" / "codemm.db", mounts) == "nfs"


def test_without_a_list_of_mounts_it_is_taken_for_local(tmp_path):
    assert filesystem_of(tmp_path, tmp_path / "missing") == "unknown"
    assert journal_mode("unknown") == "WAL"


@pytest.mark.parametrize(("mode", "synchronous"), [("WAL", 1), ("TRUNCATE", 2)])
def test_the_engine_is_set_up_for_its_mode(tmp_path, mode, synchronous):
    path = tmp_path / "codemm.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")  # moved here from a local disk
    engine = sqlite_engine(path, mode, 1)
    with engine.begin() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert found == {
        "journal_mode": mode.lower(),
        "synchronous": synchronous,
        "foreign_keys": 1,
        "busy_timeout": 1000,
    }
