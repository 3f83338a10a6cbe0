"""How large and involved a reference is, and whether that fits what the problem says."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.difficulty import check_difficulty, features
from tests.gates.drafts_in import draft_in, solved

# The same program three times: a helper, a recursion, two loops in each other with conditions.
SAME = {
    "python": """\
def g(n):
    return 0 if n <= 0 else g(n - 1) + 1

def f(a, b):
    total = 0
    for x in range(a):
        for y in range(b):
            if x > y and y > 2:
                total += g(x)
            elif x == y:
                total -= 1
    return total
""",
    "java": """\
public class Solution {
    static int g(int n) {
        return n <= 0 ? 0 : g(n - 1) + 1;
    }

    static int f(int a, int b) {
        int total = 0;
        for (int x = 0; x < a; x++) {
            for (int y = 0; y < b; y++) {
                if (x > y && y > 2) {
                    total += g(x);
                } else if (x == y) {
                    total -= 1;
                }
            }
        }
        return total;
    }
}
""",
    "cpp": """\
int g(int n) {
    return n <= 0 ? 0 : g(n - 1) + 1;
}

int f(int a, int b) {
    int total = 0;
    for (int x = 0; x < a; x++) {
        for (int y = 0; y < b; y++) {
            if (x > y && y > 2) {
                total += g(x);
            } else if (x == y) {
                total -= 1;
            }
        }
    }
    return total;
}
""",
}
TINY = {
    "python": "def f(a, b):\n    return a\n",
    "java": "public class Solution { static int f(int a, int b) { return a; } }",
    "cpp": "int f(int a, int b) { return a; }",
    "sql": "SELECT name FROM students",
}
CASCADE = "\n".join(f"    if a > {n} and b < {n}:\n        return {n}" for n in range(20))
LARGE_QUERY = """
WITH old AS (SELECT id, house, age FROM students WHERE age > 3 AND house IS NOT NULL),
     best AS (SELECT student_id, MAX(points) AS top FROM tests GROUP BY student_id
              HAVING COUNT(*) > 1)
SELECT o.id, RANK() OVER (PARTITION BY o.house ORDER BY b.top) AS place
FROM old o LEFT JOIN best b ON b.student_id = o.id
WHERE o.age > (SELECT AVG(age) FROM students) ORDER BY place
"""


@pytest.mark.parametrize("language", list(SAME))
def test_one_program_has_the_same_features_in_every_language(language):
    found = features(solved(draft_in(language), SAME[language], topics=["loops"]))
    assert found.cyclomatic == 7
    assert found.statements == 9
    assert found.nesting == 3
    assert found.recursion
    assert found.helpers == 1
    assert found.score == 6 + 9 * 0.25 + 2 + 2 + 1


@pytest.mark.parametrize("language", list(TINY))
def test_a_tiny_reference_is_not_hard(language):
    draft = solved(draft_in(language), TINY[language], topics=["loops"])
    outcome = check_difficulty(solved(draft, TINY[language], difficulty="hard"))
    assert not outcome.ok
    assert outcome.evidence["asked"] == "hard"
    assert outcome.evidence["fits"] == "easy"
    assert check_difficulty(solved(draft, TINY[language], difficulty="easy")).action == "none"
    assert check_difficulty(solved(draft, TINY[language], difficulty="medium")).action == "warned"


@pytest.mark.parametrize(
    ("language", "code"),
    [("python", f"def f(a, b):\n{CASCADE}\n    return 0\n"), ("sql", LARGE_QUERY)],
)
def test_a_large_reference_is_not_easy(language, code):
    outcome = check_difficulty(solved(draft_in(language), code, difficulty="easy"))
    assert not outcome.ok
    assert outcome.evidence["fits"] == "hard"
    assert check_difficulty(solved(draft_in(language), code, difficulty="hard")).ok


def test_reading_and_printing_is_no_difficulty():
    code = SAME["python"]
    alone = features(solved(draft_in("python"), code)).score
    program = features(solved(draft_in("python", "stdout"), code)).score
    assert program < alone


def test_what_cannot_be_read_is_a_warning():
    outcome = check_difficulty(solved(draft_in("python"), "def broken(:"))
    assert (outcome.ok, outcome.action) == (True, "warned")
    assert features(solved(draft_in("sql"), "SELECT FROM WHERE (")).score is None
