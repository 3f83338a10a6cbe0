"""The history of the schema ends in the tables that the code uses, on either engine."""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, create_engine

from jupyter_codemm.store import upgrade
from jupyter_codemm.store.outbox import DomainEvent
from jupyter_codemm.store.schema import _config, known_revisions, newest_revision
from jupyter_codemm.store.tables import Table


def test_one_line_of_revisions_that_ends_in_the_newest():
    assert newest_revision() == max(known_revisions())


def test_the_migrated_database_is_the_one_the_code_describes(tmp_path):
    upgrade(tmp_path / "codemm.db")
    with create_engine(f"sqlite:///{tmp_path}/codemm.db").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


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
    assert len(checks) == 3
    for table, check in checks:
        assert f"CONSTRAINT {check.name} CHECK ({check.sqltext})" in created[table]


def test_the_names_of_the_type_are_those_of_the_check():
    (check,) = (
        c for c in Table.metadata.tables["outbox"].constraints if c.name == "ck_outbox_name"
    )
    assert all(f"'{name}'" in str(check.sqltext) for name in get_args(DomainEvent))
    assert str(check.sqltext).count("'") == 2 * len(get_args(DomainEvent))


def postgresql_script() -> str:
    """Every migration as PostgreSQL would be told."""
    script = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": script}
    )
    revisions = ScriptDirectory.from_config(_config()).walk_revisions()
    with Operations.context(context):
        for revision in reversed(list(revisions)):
            revision.module.upgrade()
    return script.getvalue()


def test_postgresql_is_told_in_its_own_words():
    script = postgresql_script()
    assert script.count("BIGSERIAL") == 8
    assert "TIMESTAMP WITH TIME ZONE" in script
    assert "EXECUTE FUNCTION codemm_refuse()" in script
    assert "AUTOINCREMENT" not in script


@pytest.fixture(scope="module")
def postgresql():
    """A server of its own without a network; as root it runs as nobody, as PostgreSQL demands."""
    binaries = Path(shutil.which("postgres") or "/").resolve().parent
    if not (binaries / "initdb").exists():
        pytest.skip("PostgreSQL's initdb and postgres are not on this machine")
    with tempfile.TemporaryDirectory() as directory:
        yield from _server(binaries, Path(directory))


def _server(binaries, directory):
    root = Path("/proc/self").owner() == "root"
    if root:
        shutil.chown(directory, "nobody")
    user = {"user": "nobody"} if root else {}
    data = directory / "data"

    def call(*command):
        subprocess.run(command, cwd=directory, stdout=subprocess.DEVNULL, check=True, **user)

    call(binaries / "initdb", "-D", data, "-U", "codemm", "-A", "trust")
    options = f"-c listen_addresses='' -c unix_socket_directories={directory} -c fsync=off"
    control = [binaries / "pg_ctl", "-D", data, "-w"]
    call(*control, "-o", options, "-l", directory / "log", "start")
    try:
        yield [
            binaries / "psql",
            "-h",
            directory,
            "-U",
            "codemm",
            "-v",
            "ON_ERROR_STOP=1",
            "postgres",
        ]
    finally:
        call(*control, "-m", "immediate", "stop")


def test_postgresql_takes_the_schema_and_keeps_its_rules(postgresql):
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
    """

    def tell(sql):
        return subprocess.run(postgresql, input=sql, capture_output=True, text=True, check=False)

    told = tell(postgresql_script() + rules)
    assert told.returncode == 0, told.stderr
    for change in (
        "UPDATE events SET document = ''",
        "DELETE FROM events",
        "DELETE FROM journey",
        "UPDATE journey SET document = ''",
        "UPDATE submissions SET outcome = '[]'",
        "UPDATE submissions SET outcome = NULL, status = 'queued'",
    ):
        assert "is append-only" in tell(f"{change};").stderr
    erased = tell("INSERT INTO erasures VALUES ('user:ada'); DELETE FROM journey;")
    assert erased.returncode == 0, erased.stderr
