"""The history of the schema ends in the tables that the code uses, on either engine."""

from __future__ import annotations

import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, create_engine

from jupyter_codemm.store import upgrade
from jupyter_codemm.store.outbox import DomainEvent
from jupyter_codemm.store.schema import known_revisions, newest_revision
from jupyter_codemm.store.tables import Table
from tests.store import postgresql


def test_one_line_of_revisions_that_ends_in_the_newest():
    assert newest_revision() == max(known_revisions())


def test_the_migrated_database_is_the_one_the_code_describes(tmp_path):
    upgrade(tmp_path / "codemm.db")
    with create_engine(f"sqlite:///{tmp_path}/codemm.db").connect() as connection:
        opts = {"compare_type": True, "include_name": not_of_the_index}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Table.metadata) == []


def not_of_the_index(name, kind, _parents):
    """Only the migration knows the full-text index, which differs with the engine."""
    return not (kind == "table" and name.startswith("kb_search"))


def test_the_checks_of_the_code_are_in_the_database(tmp_path):
    upgrade(tmp_path / "codemm.db")
    with closing(sqlite3.connect(tmp_path / "codemm.db")) as connection:
        created = dict(connection.execute("SELECT name, sql FROM sqlite_schema"))
    checks = [
        (table.name, check)
        for table in Table.metadata.sorted_tables
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    ]
    assert len(checks) == 5
    for table, check in checks:
        assert f"CONSTRAINT {check.name} CHECK ({check.sqltext})" in created[table]


def test_the_names_of_the_type_are_those_of_the_check():
    (check,) = (
        c for c in Table.metadata.tables["outbox"].constraints if c.name == "ck_outbox_name"
    )
    assert all(f"'{name}'" in str(check.sqltext) for name in get_args(DomainEvent))
    assert str(check.sqltext).count("'") == 2 * len(get_args(DomainEvent))


def test_postgresql_is_told_in_its_own_words():
    script = postgresql.script()
    assert script.count("BIGSERIAL") == 18
    assert "TIMESTAMP WITH TIME ZONE" in script
    assert "EXECUTE FUNCTION codemm_refuse()" in script
    assert "AUTOINCREMENT" not in script


@pytest.fixture(scope="module")
def psql():
    with tempfile.TemporaryDirectory() as directory, postgresql.server(Path(directory)) as running:
        yield [*running.psql, "postgres"]


def test_postgresql_takes_the_schema_and_keeps_its_rules(psql):
    rules = """
        INSERT INTO event_topics VALUES ('t', 1);
        INSERT INTO events VALUES ('t', 1, '{}');
        INSERT INTO activities (id, owner, created_at, summary, document)
          VALUES ('a1', 'ada', now(), '{}', '{}');
        INSERT INTO learners (user_name, last_id, settings, open_work)
          VALUES ('ada', 1, '{}', '{}');
        INSERT INTO journey VALUES ('ada', 1, 'p1', 'run', now(), '{}');
        INSERT INTO submissions
          (id, user_name, activity_id, problem_id, status, submitted_at, document, outcome)
          VALUES ('u1', 'ada', 'a1', 'p1', 'done', now(), '{}', '{}');
        UPDATE submissions SET document = '{"hint": 1}', outcome = '{}';
        INSERT INTO audit (actor, action, object, subject, recorded_at)
          VALUES ('eve', 'read journey', 'class c1', 'ada', now());
        INSERT INTO kb_doc (id, activity_id, uploaded_by, state, uploaded_at, document)
          VALUES ('d1', 'a1', 'ada', 'ready', now(), '{}');
        INSERT INTO kb_chunk (id, document, place_in_order, starts_at, ends_at, place, text)
          VALUES ('d1.0', 1, 0, 0, 9, '', 'A loop repeats its body.');
    """

    def tell(sql):
        return subprocess.run(psql, input=sql, capture_output=True, text=True, check=False)

    told = tell(postgresql.script() + rules)
    assert told.returncode == 0, told.stderr
    for change in (
        "UPDATE events SET document = ''",
        "DELETE FROM events",
        "DELETE FROM journey",
        "UPDATE journey SET document = ''",
        "UPDATE submissions SET outcome = '[]'",
        "UPDATE submissions SET outcome = NULL, status = 'queued'",
        "UPDATE kb_chunk SET text = 'other'",
        "UPDATE audit SET actor = 'nobody'",
        "DELETE FROM audit",
    ):
        assert "is append-only" in tell(f"{change};").stderr
    erased = tell("INSERT INTO erasures VALUES ('user:ada'); DELETE FROM journey;")
    assert erased.returncode == 0, erased.stderr
