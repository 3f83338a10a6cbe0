"""`jupyter codemm db`: what it prints and refuses; what it does is tested with the store."""

from __future__ import annotations

import json

import pytest

from jupyter_codemm.app import CommandWiring, Settings
from jupyter_codemm.cli import run_command
from jupyter_codemm.store.tables import Table
from tests.store import filled
from tests.store.files import in_store


@pytest.fixture
def school(tmp_path):
    path = tmp_path / "old.sqlite"
    return path, filled.make(path)


@pytest.fixture
def on_postgres(postgres_url, tmp_path, capsys):
    """Commands of an installation whose database is a PostgreSQL."""
    settings = Settings(tmp_path / "data" / "codemm.sqlite", database_url=postgres_url)

    def run(*arguments):
        code = run_command([str(one) for one in arguments], CommandWiring(settings))
        return (code, *capsys.readouterr())

    return run


def test_everything_is_taken_over_with_progress_on_stderr(on_postgres, school, postgres_url):
    code, out, err = on_postgres("db", "transfer", school[0])
    assert code == 0
    assert "journey: 2 of 2 rows\n" in err
    assert f"rows in {len(Table.metadata.tables)} tables were taken over." in out
    assert "data/codemm.sqlite.key" in out
    assert in_store(postgres_url, filled.told) == school[1]
    code, out, err = on_postgres("db", "transfer", school[0])
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "is not empty" in err


def test_scripts_get_json_and_nothing_else(on_postgres, school):
    code, out, err = on_postgres("db", "transfer", school[0], "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["rows"]["journey"] == 2
    assert told["mended"] == {}
    code, out, err = on_postgres("db", "status", "--json")
    assert json.loads(out)["path"] == told["path"]
    code, out, err = on_postgres("db", "transfer", school[0], "--json")
    assert json.loads(err)["error"]["code"] == "store"


def test_without_a_postgresql_nothing_is_taken_over(codemm, school):
    ran = codemm("db", "transfer", school[0])
    assert ran.code == 2
    assert "CODEMM_DATABASE has to name the PostgreSQL" in ran.err


def test_a_copy_and_its_key_are_named(codemm, school, tmp_path, database):
    ran = codemm("db", "backup", tmp_path / "copy.sqlite")
    assert ran.code == 3
    assert f"There is no database at {database}." in ran.err
    filled.make(database)
    ran = codemm("db", "backup", tmp_path / "copy.sqlite", "--json")
    assert ran.records == [
        {"path": str(tmp_path / "copy.sqlite"), "key": str(tmp_path / "copy.sqlite.key")}
    ]
    assert "is there already" in codemm("db", "backup", tmp_path / "copy.sqlite").err


def test_a_postgresql_is_copied_by_its_own_tools(on_postgres, tmp_path):
    code, _out, err = on_postgres("db", "backup", tmp_path / "copy")
    assert code == 2
    assert "pg_dump" in err


def test_the_action_is_named(codemm):
    for arguments in (("db",), ("db", "drop"), ("db", "transfer")):
        assert codemm(*arguments).code == 2
