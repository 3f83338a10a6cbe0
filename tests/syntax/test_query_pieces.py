"""A query in its smallest pieces, however it is laid out."""

from __future__ import annotations

import pytest

from jupyter_codemm.syntax.query_pieces import query_pieces

QUERY = """SELECT r.id,
       COUNT(*) AS many
FROM Riders AS r
LEFT JOIN rentals ON rentals.rider = r.id AND rentals.days > 5
WHERE r.hotel = 'Anchor'
  AND (r.id NOT IN (
    SELECT guest FROM stays WHERE nights < 4))
GROUP BY r.id HAVING COUNT(*) > 2
ORDER BY many DESC LIMIT 3;
"""


def test_each_piece_has_the_line_on_which_it_begins():
    assert set(query_pieces(QUERY)) == {
        (1, "all"),
        (1, "select id"),
        (2, "select COUNT(*)"),
        (3, "from riders"),
        (4, "join left rentals"),
        (4, "on rider = id"),
        (4, "on days > 5"),
        (5, "where hotel = 'Anchor'"),
        (6, 'where NOT id IN "inner query"'),
        (7, "all"),
        (7, "select guest"),
        (7, "from stays"),
        (7, "where nights < 4"),
        (8, "group id"),
        (8, "having COUNT(*) > 2"),
        (9, "order many DESC"),
        (9, "limit 3"),
    }


def texts(code: str) -> list[str]:
    return [text for _, text in query_pieces(code)]


def test_layout_aliases_and_capitals_make_no_other_piece():
    assert texts("select X.id from RIDERS x") == texts("SELECT id\nFROM riders;")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT DISTINCT a, b FROM t", "SELECT a, b FROM t"),
        ("SELECT a FROM t UNION SELECT b FROM t", "SELECT a FROM t UNION ALL SELECT b FROM t"),
        ("SELECT a FROM t WHERE a = 'x'", "SELECT a FROM t WHERE a = 'X'"),
        ("SELECT a FROM t ORDER BY a LIMIT 1", "SELECT a FROM t ORDER BY a LIMIT 1 OFFSET 1"),
    ],
)
def test_one_difference_is_one_piece(one, other):
    assert len(set(texts(one)) ^ set(texts(other))) in (1, 2)


@pytest.mark.parametrize("sign", ["AND", "OR", "+"])
@pytest.mark.parametrize("many", [600, 3000])
def test_a_hostile_length_fails_nothing(sign, many):
    query_pieces(f"SELECT a FROM t WHERE {f' {sign} '.join(['a'] * many)}")


@pytest.mark.parametrize("code", ["", "SELEC a", "SELECT", "\ud800", "(" * 3000])
def test_what_cannot_be_read_has_no_pieces(code):
    assert query_pieces(code) == []
