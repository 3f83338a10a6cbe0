"""A SQLite that is filled in every table comes over into a PostgreSQL, or nothing of it does."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import described, open_store, transfer
from jupyter_codemm.store.secret import key_path
from jupyter_codemm.store.tables import Table
from tests.store import filled
from tests.store.files import contents, execute, in_store
from tests.store.records import session, submission
from tests.store.servers import EMPTY, asked

TABLES = [table.name for table in Table.metadata.sorted_tables]


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """The folder of a filled database, and what it tells."""
    folder = tmp_path_factory.mktemp("school")
    return folder, filled.make(folder / "codemm.db")


@pytest.fixture
def source(school, tmp_path):
    shutil.copytree(school[0], tmp_path / "old")
    return tmp_path / "old" / "codemm.db"


@pytest.fixture
def key(tmp_path):
    return tmp_path / "new" / "codemm"


@pytest.fixture
def empty_url(postgres_cluster):
    url = postgres_cluster.database(EMPTY)
    yield url
    postgres_cluster.drop(url)


def moved(source, url, key, told=lambda *_: None):
    return transfer(source, url, key, told)


def refused(source, url, key, message):
    with pytest.raises(StoreError, match=message) as caught:
        moved(source, url, key)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_every_table_is_filled(source):
    """A new table has to be filled in `filled.py`, and so is taken over here."""
    with closing(sqlite3.connect(source)) as connection:
        empty = [
            name
            for name in TABLES
            if connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)
        ]
    assert empty == ["erasures"]  # which is filled only inside of a transaction


@pytest.mark.parametrize("target", ["empty_url", "postgres_url"])
def test_everything_comes_over_and_the_source_stays(school, source, key, target, request):
    url, steps = request.getfixturevalue(target), []
    before = contents(source.parent)
    done = moved(source, url, key, lambda *step: steps.append(step))
    assert contents(source.parent) == before
    assert in_store(url, filled.told, key=key) == school[1]
    assert list(done.rows) == TABLES
    assert done.rows["journey"] == 2
    assert steps == [(name, rows, rows) for name, rows in done.rows.items() if rows]
    assert done.mended == {}


def test_the_key_comes_over_for_its_owner_only(source, empty_url, key):
    own = key_path(source).read_bytes()
    assert moved(source, empty_url, key).key == key_path(key)

    async def read():
        store = open_store(empty_url, key=key)
        try:
            return await store.key()
        finally:
            await store.close()

    assert asyncio.run(read()) == own
    assert key_path(key).stat().st_mode & 0o777 == 0o600


def test_a_source_without_a_key_brings_none_and_one_in_its_place_stays(
    source, empty_url, postgres_url, key
):
    assert moved(source, empty_url, source).key == key_path(source)
    key_path(source).unlink()
    assert moved(source, postgres_url, key).key is None


def test_another_key_is_refused_and_both_stay(source, empty_url, key):
    key.parent.mkdir()
    key_path(key).write_bytes(b"k" * 32)
    refused(source, empty_url, key, "is another one than")
    assert key_path(key).read_bytes() == b"k" * 32
    assert described(empty_url).state == "empty"


def test_numbers_go_on_behind_all_that_were_ever_given(source, empty_url, key):
    """Also behind those of rows that are gone: a message's id is never given twice."""
    with closing(sqlite3.connect(source)) as connection:
        (last,) = connection.execute("SELECT max(id) FROM outbox").fetchone()
        connection.execute("DELETE FROM outbox")
        connection.commit()
    moved(source, empty_url, key)
    in_store(empty_url, lambda tx: tx.submissions.add(submission("u9")), key=key)
    assert asked(empty_url, "SELECT min(id) FROM outbox") == [(last + 1,)]
    in_store(empty_url, lambda tx: tx.sessions.add(session("s9")), key=key)


def test_rules_hold_in_the_target(source, empty_url, key):
    moved(source, empty_url, key)
    for change in ("UPDATE journey SET document = ''", "DELETE FROM grade_events"):
        with pytest.raises(DBAPIError, match="is append-only"):
            asked(empty_url, change)


def test_a_target_with_a_row_in_any_table_is_refused(source, postgres_url, key):
    in_store(postgres_url, lambda tx: tx.sessions.add(session("mine", owner="zoe")), key=key)
    refused(source, postgres_url, key, "is not empty: its table authoring_sessions has rows")
    assert in_store(postgres_url, lambda tx: len(tx.sessions.list("zoe")), key=key) == 1
    assert in_store(postgres_url, lambda tx: tx.sessions.list("ada"), key=key) == ()


def test_targets_that_are_not_ours_or_away_are_refused(source, empty_url, key):
    asked(empty_url, "CREATE TABLE shop (id int)")
    refused(source, empty_url, key, "another program")
    refused(source, "postgresql://u:secret@127.0.0.1:1/x", key, "cannot be reached")


def test_a_target_with_older_tables_is_refused(source, postgres_url, key):
    asked(postgres_url, "UPDATE alembic_version SET version_num = '0010'")
    refused(source, postgres_url, key, "is not empty: it has older tables")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("UPDATE alembic_version SET version_num = '0010'", "is behind: run `CODEMM_DATABASE="),
        ("UPDATE alembic_version SET version_num = '9999'", "newer version"),
        ("DROP TABLE alembic_version", "belongs to another program"),
    ],
)
def test_a_source_that_is_not_of_this_version_is_refused(source, empty_url, key, damage, message):
    execute(source, damage)
    refused(source, empty_url, key, message)
    assert described(empty_url).state == "empty"


def test_a_source_that_is_missing_is_refused_and_not_made(empty_url, tmp_path):
    refused(tmp_path / "none.db", empty_url, tmp_path / "key", "There is no database at")
    assert contents(tmp_path) == {}


def test_a_source_that_somebody_has_open_is_refused(source, empty_url, key):
    store = open_store(source)
    refused(source, empty_url, key, "is in use: stop the server")
    asyncio.run(store.close())
    moved(source, empty_url, key)


def test_text_that_no_postgresql_takes_is_mended_as_in_what_is_stored_anew(source, empty_url, key):
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("UPDATE classes SET name = 'Lo' || char(0) || 'ops'")
        connection.execute("UPDATE challenge_notebooks SET path = CAST(x'61ff62' AS TEXT)")
        connection.commit()
    done = moved(source, empty_url, key)
    assert done.mended == {"classes.name": 1, "challenge_notebooks.path": 1}
    assert asked(empty_url, "SELECT name FROM classes") == [("Lo\N{REPLACEMENT CHARACTER}ops",)]
    there = in_store(empty_url, lambda tx: tx.challenges.notebooks("ada"), key=key)
    assert there["h1"].path == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (
            "UPDATE leases SET holder = printf('%.300c', 's')",
            r"refuses row 1 of the table leases, column holder, \(SQLSTATE 22001\); nothing",
        ),
        (
            "UPDATE learners SET due_at = 'secret'",
            r"refuses row 1 of the table learners, column due_at, \(SQLSTATE 22007\)",
        ),
        (
            "UPDATE finished_slots SET session_id = 'secret'",
            r"refuses a row of the table finished_slots \(SQLSTATE 23503\)",
        ),
    ],
)
def test_a_row_that_cannot_be_there_is_named_without_what_is_in_it(
    source, empty_url, key, damage, message
):
    execute(source, damage)
    assert "sss" not in refused(source, empty_url, key, message).replace("secret", "sss")
    assert described(empty_url).state == "empty"


@pytest.mark.parametrize("where", ["journey", TABLES[-1]])
def test_what_stops_in_the_middle_leaves_nothing(school, source, empty_url, key, where):
    """Also when it is stopped while PostgreSQL waits for more rows."""

    def stop(table, *_):
        if table == where:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moved(source, empty_url, key, stop)
    assert described(empty_url).state == "empty"
    moved(source, empty_url, key)
    assert in_store(empty_url, filled.told, key=key) == school[1]


def test_a_server_that_goes_away_in_the_middle_is_said(source, empty_url, key, postgres_cluster):
    def cut(table, *_):
        if table == "journey":
            with postgres_cluster.admin.connect() as connection:
                others = "FROM pg_stat_activity WHERE datname LIKE 't%'"
                connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))

    with pytest.raises(StoreError, match=r"cannot be reached|shut down or restarted"):
        moved(source, empty_url, key, cut)
    assert described(empty_url).state == "empty"


def test_more_rows_than_go_at_once(source, empty_url, key):
    rows = ", ".join(f"('k{n}', 'me', '2026-03-01T12:00:00.000000+00:00')" for n in range(1201))
    execute(source, f"INSERT INTO leases (key, holder, expires_at) VALUES {rows}")
    steps = []
    done = moved(source, empty_url, key, lambda *step: steps.append(step))
    assert done.rows["leases"] == 1202
    assert [step for step in steps if step[0] == "leases"] == [
        ("leases", 1202, 500),
        ("leases", 1202, 1000),
        ("leases", 1202, 1202),
    ]
