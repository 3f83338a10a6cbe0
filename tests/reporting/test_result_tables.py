"""Which rows of long results are marked as different."""

from jupyter_codemm.reporting.rows import results
from tests.judging.problems import judged, problem

NUMBERS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT {}) SELECT n FROM r"


def sides(query, *, ordered=False):
    """Return both sides of a query's answer to `1 to 1500`: marked rows, and how many are more."""
    compare = {"rows": {"ordered": ordered}}
    rows = {"columns": ["n"], "rows": [[n] for n in range(1, 1501)]}
    task = problem("sql", "query", None, [({"database": ""}, {"rows": rows, "compare": compare})])
    outcome = judged(task, query)
    assert outcome.verdict == "wrong_answer"
    [(_, tables, _)] = results(outcome.cases[0])
    marked = [[cells[0] for mark, cells in table.rows if mark] for table in tables]
    return marked, [table.left_out for table in tables]


def test_rows_that_may_be_among_those_left_out_are_not_marked():
    marked, more = sides(NUMBERS.format(1501) + " ORDER BY n DESC")
    assert marked == [[], ["1501"]]
    assert more == [1480, 1481]


def test_rows_of_an_ordered_result_are_compared_place_by_place():
    marked, more = sides(NUMBERS.format(1500) + " ORDER BY n = 2 DESC, n", ordered=True)
    assert marked == [["1", "2"], ["2", "1"]]
    assert more == [1480, 1480]


def test_short_results_mark_what_is_missing():
    marked, more = sides(NUMBERS.format(3))
    assert marked[1] == []
    assert marked[0] == [str(n) for n in range(4, 21)]
    assert more == [1480, 0]
