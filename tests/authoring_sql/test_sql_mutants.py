"""The slips that are tried on every query, on trees small enough to list them all."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.mutants import mutants
from jupyter_codemm.authoring.builtin.sql.tree import (
    Agg,
    Among,
    Both,
    Coalesce,
    Col,
    Compare,
    Either,
    Item,
    Join,
    Key,
    Lit,
    Null,
    Over,
    Query,
)
from jupyter_codemm.authoring.builtin.sql.writing import literal, written

A, B = Col("a"), Col("b")
ABOVE = Compare(A, ">", Lit(3))
IS_X = Compare(B, "=", Lit("x"))


def slips(query):
    """Return the mutants, each on one line."""
    return {" ".join(text.rstrip(";\n").split()) for text in mutants(query)}


def clause(**parts):
    return Query((Item(A),), "t", **parts)


def test_a_comparison_slips_at_its_limit_its_direction_and_its_constant():
    assert slips(clause(where=ABOVE)) == {
        "SELECT a FROM t",
        "SELECT a FROM t WHERE a >= 3",
        "SELECT a FROM t WHERE a < 3",
        "SELECT a FROM t WHERE a > 4",
        "SELECT a FROM t WHERE a > 2",
    }


def test_conditions_are_dropped_and_exchanged():
    both = slips(clause(where=Both((ABOVE, IS_X))))
    assert "SELECT a FROM t WHERE a > 3" in both
    assert "SELECT a FROM t WHERE b = 'x'" in both
    assert "SELECT a FROM t WHERE a > 3 OR b = 'x'" in both
    assert "SELECT a FROM t WHERE a > 3 AND b = 'x'" in slips(clause(where=Either((ABOVE, IS_X))))


def test_groups_lose_their_condition_and_their_first_key():
    found = slips(clause(group=(A, B), having=Compare(Agg("COUNT", None, slip=B), ">", Lit(1))))
    assert "SELECT a FROM t GROUP BY a, b" in found
    assert "SELECT a FROM t GROUP BY b HAVING COUNT(*) > 1" in found
    assert "SELECT a FROM t GROUP BY a, b HAVING COUNT(b) > 1" in found


def test_order_limit_and_distinct_are_dropped_or_turned():
    found = slips(clause(order=(Key(A, descending=True),), limit=2, distinct=True))
    assert "SELECT a FROM t ORDER BY a DESC LIMIT 2" in found
    assert "SELECT DISTINCT a FROM t LIMIT 2" in found
    assert "SELECT DISTINCT a FROM t ORDER BY a LIMIT 2" in found
    assert "SELECT DISTINCT a FROM t ORDER BY a DESC" in found
    assert "SELECT DISTINCT a FROM t ORDER BY a DESC LIMIT 3" in found


def test_a_join_is_of_the_wrong_kind_unless_that_changes_nothing():
    on = Compare(Col("u_id", "t"), "=", Col("id", "u"))
    assert "SELECT a FROM t LEFT JOIN u ON t.u_id = u.id" in slips(
        clause(joins=(Join("JOIN", "u", on),))
    )
    missing = Null(Col("id", "u"))
    assert "SELECT a FROM t JOIN u ON t.u_id = u.id WHERE u.id IS NULL" in slips(
        clause(joins=(Join("LEFT JOIN", "u", on),), where=missing)
    )
    picky = Compare(Col("a", "u"), ">", Lit(3))
    found = slips(clause(joins=(Join("JOIN", "u", on),), where=picky))
    assert not any("LEFT JOIN" in text and "u.a > 3" in text for text in found)


def test_aggregates_windows_and_null_rules_slip():
    items = (
        Item(Agg("COUNT", B, distinct=True)),
        Item(Coalesce(Agg("SUM", A), Lit(0))),
        Item(Over("RANK", None, (B,), (Key(A),))),
    )
    found = slips(Query(items, "t", where=Among(A, Query((Item(B),), "u"), negated=True)))
    whole = "SELECT COUNT(DISTINCT b), COALESCE(SUM(a), 0), RANK() OVER (PARTITION BY b ORDER BY a)"
    where = " FROM t WHERE a NOT IN ( SELECT b FROM u )"
    for old, new in (
        ("COUNT(DISTINCT b)", "COUNT(b)"),
        ("COUNT(DISTINCT b)", "COUNT(*)"),
        ("COALESCE(SUM(a), 0)", "SUM(a)"),
        ("SUM(a)", "COUNT(a)"),
        ("PARTITION BY b ", ""),
        ("RANK()", "DENSE_RANK()"),
        ("ORDER BY a", "ORDER BY a DESC"),
    ):
        assert whole.replace(old, new) + where in found
    assert whole + where.replace("NOT IN", "IN") in found


def test_a_quote_in_a_text_is_doubled_and_null_is_no_text():
    assert literal("O'Neil") == "'O''Neil'"
    assert [literal(None), literal(""), literal(-3)] == ["NULL", "''", "-3"]
    assert written(clause(where=IS_X)) == "SELECT a\nFROM t\nWHERE b = 'x';\n"
