"""How a script that a model wrote comes apart into its statements."""

from __future__ import annotations

import pytest

from jupyter_codemm.authoring.llm.sql_script import statements

TRIGGER = (
    "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN\n"
    "  UPDATE a SET n = CASE n WHEN 1 THEN 2 END; DELETE FROM a WHERE n = 0; -- all\nEND;"
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("CREATE TABLE a (n INT);", "\nINSERT INTO a VALUES (1);"),
        ("INSERT INTO a VALUES ('x; it''s');", " INSERT INTO a VALUES (2);"),
        ('CREATE TABLE "a;b" (n INT);', "DELETE FROM `a;b`;"),
        ("CREATE TABLE a (n INT -- one; two\n);", "/* ; */ DELETE FROM [a;b];"),
        (TRIGGER, "INSERT INTO a VALUES (1);"),
        ("CREATE TABLE trigger_end (n INT);", "INSERT INTO a VALUES ('no end; "),
    ],
)
def test_a_semicolon_ends_a_statement_where_it_is_one(first: str, second: str):
    assert [text for text in statements(first + second) if text] == [first, second]


@pytest.mark.parametrize(
    "script", ["'" + ";" * 2_000_000, "--" + ";" * 2_000_000, "/*" + "a;" * 1_000_000]
)
def test_what_has_no_end_is_one_statement_and_looked_at_once(script: str):
    assert [text for text in statements(script) if text] == [script]


@pytest.mark.parametrize("again", ["';", "a;", "-;", "/*;", "[;", '"', "create trigger x;"])
def test_nothing_of_a_script_is_lost(again: str):
    script = again * (1_000_000 // len(again))
    assert "".join(statements(script)) == script
