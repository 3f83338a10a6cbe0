"""Reviews: notes by line, strengths that were measured, and a score that follows a table."""

from __future__ import annotations

import time

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.services.workplaces import quality_of
from jupyter_codemm.tutoring.reviewing import LONGEST, review
from jupyter_codemm.tutoring.reviewing.review import COSTS
from tests.fakes.drafts import REFERENCE, good_draft
from tests.tutoring.problems import draft_in, problem_in

PROBLEM = good_draft().problem
CLEAN = """\
def count_even(numbers):
    # zero is even, too
    even = 0
    for number in numbers:
        if number % 2 == 0:
            even = even + 1
    return even


def solve(numbers):
    total = count_even(numbers)
    return total
"""


def of(code, problem=PROBLEM):
    return review(problem, Source.single(code))


def kinds(code, problem=PROBLEM):
    return [(note.kind, note.line) for note in of(code, problem).notes]


def test_a_clean_program_has_all_points_and_its_strengths():
    found = of(CLEAN)
    assert (found.score, found.notes) == (100, ())
    assert len(found.strengths) == 3
    assert found.strengths[0] == "You split the work into 2 short functions."


@pytest.mark.parametrize("language", ["python", "java", "cpp", "sql"])
def test_our_own_solutions_read_well(language):
    draft = draft_in(language)
    found = review(draft.problem, draft.reference)
    assert found.score >= 85, found.notes


NESTED = "def f(rows):\n" + "".join(
    f"{'    ' * level}for row{level} in rows:\n" for level in range(1, 5)
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def f(rows):\n    return 1\n    rows = 2\n", ("dead", 3)),
        ("def f(rows):\n    d = len(rows)\n    return d\n", ("short_name", 2)),
        ("def f(rows):\n    tmp2 = len(rows)\n    return tmp2\n", ("empty_name", 2)),
        ("def f(rows):\n    rowCount = len(rows)\n    return rowCount\n", ("name_style", 2)),
        ("def f(rows):\n    # total = 3\n    return len(rows)\n", ("commented_code", 2)),
        ("def f(rows):\n    return len(rows)" + " + 0" * 30 + "\n", ("long_line", 2)),
        (NESTED + "                    rows.count(row4)\n    return rows\n", ("deep", 5)),
        ("def f(rows):\n" + "    rows = rows[1:]\n" * 31 + "    return rows\n", ("no_comment", 1)),
        (
            "def f(rows):\n" + "    rows = rows[1:]\n" * 31 + "    return rows\n",
            ("long_function", 1),
        ),
        (
            "def f(rows):\n"
            + "    first = rows[0]\n    rows.append(first)\n    rows.sort()\n    rows.pop()\n" * 2
            + "    return rows\n",
            ("repeated", 6),
        ),
        ("def f(rows):\n    if rows:\n        return 1\n    else:\n        return 1\n", ("odd", 2)),
    ],
)
def test_python_programs_are_noted_by_line(code, expected):
    assert expected in kinds(code)


def test_plain_comments_and_chains_of_conditions_are_not_noted():
    chain = "".join(
        f"    {'el' if n else ''}if rows == {n}:\n        total = {n}\n" for n in range(6)
    )
    code = (
        f"def f(rows):\n    # total = the sum of all rows\n    total = 0\n{chain}    return total\n"
    )
    assert kinds(code) == []


DEEP_JAVA = """\
        for (int i = 0; i < 2; i++) { if (i > 0) { while (i > 1) {
            if (i > 2) { return 1; } } } }
        return 2;"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("        int row_count = 1;\n        return row_count;", ("name_style", 3)),
        ("        int d = 1;\n        return d;", ("short_name", 3)),
        ("        // int total = 0;\n        return 1;", ("commented_code", 3)),
        (DEEP_JAVA, ("deep", 4)),
    ],
)
def test_java_programs_are_noted_by_line(line, expected):
    code = f"public class Solution {{\n    static int f(int given) {{\n{line}\n    }}\n}}\n"
    assert expected in kinds(code, problem_in("java"))


def test_an_else_if_is_no_deeper():
    chain = " else ".join(f"if (n == {k}) {{ return {k}; }}" for k in range(6))
    code = f"int f(int n) {{\n    {chain}\n    return 9;\n}}\n"
    assert "deep" not in dict(kinds(code, problem_in("cpp")))
    java = f"public class Solution {{\n    static {code}}}\n"
    assert "deep" not in dict(kinds(java, problem_in("java")))


def test_queries_are_noted():
    assert ("odd", 1) in kinds("SELECT * FROM members", problem_in("sql"))


def test_the_score_is_what_the_table_says_and_never_below_zero():
    one = "def f(rows):\n    d = len(rows)\n    return d\n"
    assert of(one).score == 100 - COSTS["short_name"][0]
    names = "".join(f"    {name} = rows\n    print({name})\n" for name in "abdegh")
    points, places = COSTS["short_name"]
    assert of(f"def f(rows):\n{names}    return rows\n").score == 100 - points * places
    assert sum(points * places for points, places in COSTS.values()) > 100


@pytest.mark.parametrize(
    "code",
    [
        PROBLEM.starter,
        "",
        "   \n",
        "def f(:\n",
        "x = '" + "\ud800" + "'\n",
        "\0" * 50,
        "(" * 5_000,
        "x = " + "-" * 9_000 + "1\n",
        "#" * (LONGEST + 1),
    ],
)
def test_what_cannot_be_read_has_no_score(code):
    assert quality_of(PROBLEM, Source.single(code)) is None


@pytest.mark.parametrize("language", ["python", "java", "cpp", "sql"])
def test_odd_texts_do_not_crash_it_and_long_ones_take_no_time(language):
    problem = problem_in(language)
    texts = ["\ud800\u0007", "{" * 4_000, "'" * 999, "if (" * 900, "SELECT " * 2_000, "x\n" * 9_000]
    started = time.perf_counter()
    for text in texts:
        review(problem, Source.single(text))
    assert time.perf_counter() - started < 10


def test_a_review_is_the_same_every_time():
    assert of(REFERENCE) == of(REFERENCE)
