"""Opening: what is created, upgraded, refused, and what is left of a database that is refused."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from jupyter_codemm.contracts.events import GenerationStarted
from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import open_store, status, upgrade
from tests.store.files import OLD, contents, dump, execute, in_store
from tests.store.records import NOON, activity, outcome, session, submission


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "codemm.db"


@pytest.fixture
def old(path):
    """A database of revision 0001, as an earlier version left it."""
    path.parent.mkdir()
    execute(path, OLD)
    return path


def refuse(path, match):
    """Expect one sentence that names the path, and the same bytes before and after.

    SQLite itself leaves an empty log beside a WAL database that it may only read.
    """
    before = contents(path.parent)
    for opening in (open_store, status, upgrade):
        with pytest.raises(StoreError, match=match) as caught:
            opening(path)
        assert str(path) in caught.value.message
        assert caught.value.message.count("\n") == 0
    after = contents(path.parent)
    assert after.pop(f"{path.name}-wal", b"") == b""
    after.pop(f"{path.name}-shm", None)
    assert after == before


def test_a_missing_database_and_its_directory_are_created_for_their_owner_only(path):
    in_store(path, lambda tx: tx.sessions.add(session()))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert in_store(path, lambda tx: tx.sessions.get("s1", "ada")) == session()
    assert [file.name for file in path.parent.iterdir()] == ["codemm.db"]


def test_a_url_a_string_and_odd_names_work(tmp_path):
    for name in ("100% of ? # & 'names'.db", "naïve base.db"):
        in_store(str(tmp_path / name), lambda tx: tx.sessions.add(session()))
        assert (tmp_path / name).exists()
    in_store(f"sqlite:///{tmp_path}/by_url.db", lambda tx: tx.sessions.add(session()))
    assert (tmp_path / "by_url.db").exists()


@pytest.mark.parametrize("url", ["mysql://u:secret@h/x", "sqlite://", "://", "x://y"])
def test_a_url_that_names_no_file_is_refused_without_its_password(url):
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "secret" not in caught.value.message


def test_status_changes_nothing(path):
    found = status(path)
    assert (found.state, found.revision, found.newest) == ("empty", None, "0019")
    assert not path.parent.exists()
    assert upgrade(path) is None
    assert (status(path).state, status(path).revision) == ("current", "0019")
    assert status(path).journal_mode == "WAL"


def test_without_upgrade_a_missing_or_old_database_is_refused(path, tmp_path):
    with pytest.raises(StoreError, match="is empty: run `jupyter codemm db upgrade`"):
        open_store(path, upgrade=False)
    assert not path.parent.exists()
    path.parent.mkdir()
    execute(path, OLD)
    with pytest.raises(StoreError, match="is behind: run"):
        open_store(path, upgrade=False)
    assert status(path).revision == "0001"


def test_an_old_database_is_upgraded_with_everything_in_it_after_a_copy(old):
    before = dump(old)

    def everything(tx):
        return (
            tx.sessions.get("s1", "ada"),
            tx.activities.get("a1", "ada"),
            tx.submissions.get("u1", "ada"),
            [slot.slot for slot in tx.sessions.finished_slots("s1")],
            [event.event for event in tx.events.after("session:s1", 0)],
            [s.id for s in tx.submissions.unfinished()],
        )

    assert in_store(old, everything) == (
        session(state="SAVED", activity_id="a1"),
        activity(problems=("p1", "p2")),
        submission(status="done", outcome=outcome()),
        [0],
        [GenerationStarted(total_slots=1, author="builtin", tier="rlimit")],
        ["u2"],
    )
    copy = old.with_name("codemm.db.0001.bak")
    assert status(copy).revision == "0001"
    assert dump(copy) == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    in_store(old, lambda tx: tx.submissions.add(submission("u3")))
    assert sorted(file.name for file in old.parent.iterdir()) == ["codemm.db", copy.name]


def test_a_second_copy_does_not_replace_the_first(old):
    assert upgrade(old).name == "codemm.db.0001.bak"
    old.unlink()
    execute(old, OLD)
    assert upgrade(old).name == "codemm.db.0001.2.bak"


def test_an_upgrade_that_fails_leaves_the_old_tables(old):
    execute(old, "CREATE TABLE outbox (in_the_way INTEGER)")
    with pytest.raises(StoreError, match="outbox"):
        open_store(old)
    assert status(old).revision == "0001"
    with closing(sqlite3.connect(old)) as connection:
        triggers = connection.execute("SELECT * FROM sqlite_schema WHERE type = 'trigger'")
        assert triggers.fetchall() == []


def test_a_newer_database_is_refused(path):
    upgrade(path)
    execute(path, "UPDATE alembic_version SET version_num = '9999'")
    refuse(path, "newer version .revision 9999.; upgrade jupyter_codemm")


def test_a_newer_database_whose_server_was_killed_is_refused_with_its_log(path, tmp_path):
    running = tmp_path / "running.db"
    upgrade(running)
    path.parent.mkdir()
    with closing(sqlite3.connect(running)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        for end in ("", "-wal"):
            shutil.copy(f"{running}{end}", f"{path}{end}")
    before = [Path(f"{path}{end}").read_bytes() for end in ("", "-wal")]
    with pytest.raises(StoreError, match="newer version"):
        open_store(path)
    assert [Path(f"{path}{end}").read_bytes() for end in ("", "-wal")] == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:5000],
        lambda data: data[:4096] + b"\xff" * 8192 + data[12288:],
        lambda data: data[:100] + bytes(len(data) - 100),
    ],
    ids=["cut off", "overwritten", "zeros"],
)
def test_a_corrupt_database_is_refused(old, damage):
    old.write_bytes(damage(old.read_bytes()))
    refuse(old, "is corrupt")


def test_a_database_that_does_not_say_its_revision_is_refused(old):
    execute(old, "DELETE FROM alembic_version")
    refuse(old, "is corrupt: it does not say which revision")


@pytest.mark.parametrize("content", [b"PK\x03\x04 notebook", b"SQLite format 2\0", b"\0" * 4096])
def test_a_file_that_is_no_database_is_refused(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    refuse(path, "is not a SQLite database")


def test_the_database_of_another_program_is_refused(path):
    path.parent.mkdir()
    execute(path, "CREATE TABLE history (id INTEGER)")
    refuse(path, "belongs to another program")


def test_a_directory_or_a_device_is_refused(path):
    path.mkdir(parents=True)
    refuse(path, "is not a file")
    refuse(Path("/dev/null"), "is not a file")


def test_a_file_where_a_directory_should_be_is_refused(tmp_path):
    (tmp_path / "data").write_text("not a directory")
    with pytest.raises(StoreError, match=r"data/codemm\.db"):
        open_store(tmp_path / "data" / "codemm.db")
    assert (tmp_path / "data").read_text() == "not a directory"


def test_times_outside_utc_come_back_as_the_same_instant(path):
    local = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    stored = session(created_at=local.isoformat())
    in_store(path, lambda tx: tx.sessions.add(stored))
    got = in_store(path, lambda tx: tx.sessions.get("s1", "ada")).created_at
    assert got == NOON
    assert got.tzinfo is not None
