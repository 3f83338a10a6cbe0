"""Whether a reference uses what a problem is about; one that does without it is refused."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.topics import IMPERATIVE, QUERIES, check_topics
from jupyter_codemm.planning.topics import IMPERATIVE_TOPICS, SQL_TOPICS
from tests.gates.drafts_in import draft_in, solved

# One program that computes from its two numbers and uses nothing else.
PLAIN = {
    "python": "def f(taste, looks):\n    return taste\n",
    "java": "public class Solution { public static int f(int taste, int looks) { return taste; } }",
    "cpp": "int f(int taste, int looks) { return taste; }",
    "sql": "SELECT name FROM students",
}
USING = {
    "python": {
        "variables": "def f(a):\n    b = a\n    c = b\n    return c",
        "arithmetic": "def f(a):\n    return a * 3",
        "conditionals": "def f(a):\n    if a: return 1\n    return 2",
        "loops": "def f(a):\n    while a: a = a - 1\n    return a",
        "functions": "def g(a): return a\ndef f(a):\n    return g(a)",
        "strings": "def f(a):\n    return a.upper()",
        "lists": "def f(a):\n    return a[0]",
        "maps": "def f(a):\n    return {a: 1}",
        "sets": "def f(a):\n    return len(set(a))",
        "recursion": "def f(a):\n    return 0 if a == 0 else f(a - 1)",
        "sorting": "def f(a):\n    return sorted(a)",
        "searching": "def f(a):\n    for x in a:\n        if x > 3: return x\n    return 0",
        "classes": "class A:\n  def __init__(self): self.n = 0\n  def up(self): self.n = 1",
        "2d arrays": "def f(a):\n    return a[0][1]",
        "stacks": "def f(a):\n    s = []\n    s.append(a)\n    return s.pop()",
        "queues": "from collections import deque\ndef f(a):\n    q = deque(a)\n",
    },
    "java": {
        "variables": "int f(int a) { int b = a; int c = b; return c; }",
        "arithmetic": "int f(int a) { return a % 3; }",
        "conditionals": "int f(int a) { return a > 1 ? 1 : 2; }",
        "loops": "int f(int[] a) { for (int x : a) { System.out.println(x); } return 1; }",
        "functions": "int g(int a) { return a; }\nint f(int a) { return g(a); }",
        "strings": "char f(String a) { return a.charAt(0); }",
        "lists": "int f(int[] a) { return a[0]; }",
        "maps": "int f(int a) { Map<Integer, Integer> m = new HashMap<>(); return m.size(); }",
        "sets": "int f(int a) { Set<Integer> m = new HashSet<>(); return m.size(); }",
        "recursion": "int f(int a) { if (a == 0) return 0; return f(a - 1); }",
        "sorting": "void f(int[] a) { Arrays.sort(a); }",
        "searching": "int f(int[] a) { for (int x : a) { if (x > 3) return x; } return 0; }",
        "classes": "private int n;\npublic void up() { n++; }\npublic int get() { return n; }",
        "2d arrays": "int f(int[][] a) { return a[0][1]; }",
        "stacks": "int f(int a) { var s = new Stack<Integer>(); s.push(a); return s.pop(); }",
        "queues": "int f(int a) { Queue<Integer> q = null; q.add(a); return q.poll(); }",
    },
    "cpp": {
        "variables": "int f(int a) { int b = a; int c = b; return c; }",
        "arithmetic": "int f(int a) { return a / 3; }",
        "conditionals": "int f(int a) { if (a > 1) { return 1; } return 2; }",
        "loops": "int f(int a) { do { a--; } while (a > 3); return a; }",
        "functions": "int g(int a) { return a; }\nint f(int a) { return g(a); }",
        "strings": "std::string f(std::string a) { return a.substr(1); }",
        "lists": "int f(std::vector<int> a) { return a[0]; }",
        "maps": "int f(int a) { std::unordered_map<int, int> m; m[a]++; return m[a]; }",
        "sets": "int f(int a) { std::set<int> s; s.insert(a); return s.size(); }",
        "recursion": "int f(int a) { return a == 0 ? 0 : f(a - 1); }",
        "sorting": "void f(std::vector<int>& a) { std::sort(a.begin(), a.end()); }",
        "searching": "int f(std::vector<int> a) { for (int x : a) { if (x > 3) break; } }",
        "classes": "struct A { void up() { n++; } int get() { return n; } int n = 0; };",
        "2d arrays": "int f(std::vector<std::vector<int>> a) { return a[0][1]; }",
        "stacks": "int f(int a) { std::stack<int> s; s.push(a); return s.top(); }",
        "queues": "int f(int a) { std::queue<int> q; q.push(a); return q.front(); }",
    },
    "sql": {
        "select": "SELECT name FROM students",
        "filtering": "SELECT name FROM students WHERE age > 3",
        "joins": "SELECT s.name FROM students s JOIN tests t ON t.student_id = s.id",
        "grouping": "SELECT house, COUNT(*) FROM students GROUP BY house",
        "having": "SELECT house FROM students GROUP BY house HAVING COUNT(*) > 2",
        "subqueries": "SELECT name FROM students WHERE age > (SELECT AVG(age) FROM students)",
        "window functions": "SELECT name, RANK() OVER (ORDER BY age) FROM students",
        "cte": "WITH old AS (SELECT name FROM students) SELECT name FROM old",
        "null handling": "SELECT name FROM students WHERE house IS NULL",
        "distinct": "SELECT DISTINCT house FROM students",
        "ordering": "SELECT name FROM students ORDER BY age",
        "aggregation": "SELECT MAX(age) FROM students",
    },
}
CASES = [
    (language, topic, code) for language, found in USING.items() for topic, code in found.items()
]


def about(language, code, *topics):
    if language == "java" and "class Solution" not in code:
        code = f"import java.util.*;\npublic class Solution {{\n{code}\n}}"
    return solved(draft_in(language), code, topics=topics)


def test_every_topic_is_known():
    assert set(IMPERATIVE) == set(IMPERATIVE_TOPICS) == set(USING["python"])
    assert set(QUERIES) == set(SQL_TOPICS) == set(USING["sql"])


@pytest.mark.parametrize(("language", "topic", "code"), CASES)
def test_a_reference_that_uses_its_topic_is_accepted(language, topic, code):
    outcome = check_topics(about(language, code, topic))
    assert (outcome.ok, outcome.action) == (True, "none"), outcome.evidence


@pytest.mark.parametrize(("language", "topic", "code"), CASES)
def test_a_reference_that_does_without_its_topic_is_refused(language, topic, code):
    if topic in ("select", "functions"):
        return
    outcome = check_topics(about(language, PLAIN[language], topic))
    assert not outcome.ok
    assert outcome.evidence == {"missing": topic}


@pytest.mark.parametrize(
    ("language", "topic", "code"),
    [
        ("python", "recursion", "def f(a):\n    while a:\n        a -= 1\n    return a"),
        ("python", "loops", "def f(a):\n    return sum(a)"),
        (
            "python",
            "maps",
            "def f(a):\n    best = 0\n    for x in a: best = x\n",
        ),
        ("python", "sorting", "def f(a):\n    for x in a:\n        for y in a: print(x, y)"),
        ("java", "recursion", "int g(int a) { return a; }\nint f(int a) { return g(a); }"),
        ("java", "2d arrays", "int f(int[] a) { return a[0] + a[1]; }"),
        (
            "java",
            "classes",
            "static int n;\nstatic int f() { return n; }\nstatic void g() { n++; }",
        ),
        ("cpp", "classes", "struct A { int a; int b; };\nint f(A a) { return a.a; }"),
        ("cpp", "arithmetic", "int f(int a) { while (a < 9) { a = a + 1; } return a; }"),
        ("sql", "joins", "SELECT name FROM students WHERE age > 3"),
        ("sql", "having", "SELECT house FROM students WHERE age > 3 GROUP BY house"),
        ("sql", "ordering", "SELECT RANK() OVER (ORDER BY age) FROM students"),
        ("sql", "subqueries", "WITH a AS (SELECT 1 AS x) SELECT x FROM a"),
    ],
)
def test_what_only_looks_like_a_topic_is_refused(language, topic, code):
    outcome = check_topics(about(language, code, topic))
    assert not outcome.ok
    assert outcome.evidence["missing"] == topic


def test_all_topics_of_a_problem_are_asked_for():
    outcome = check_topics(about("python", USING["python"]["loops"], "loops", "maps", "sets"))
    assert outcome.evidence == {"missing": "maps, sets"}


def test_topics_are_known_under_the_names_that_people_give_them():
    assert check_topics(about("java", USING["java"]["maps"], "hash tables")).ok
    assert not check_topics(about("java", USING["java"]["sets"], "HashMaps")).ok


def test_a_topic_that_nobody_can_recognise_is_a_warning():
    outcome = check_topics(about("cpp", PLAIN["cpp"], "pointers"))
    assert (outcome.ok, outcome.action) == (True, "warned")
    assert outcome.evidence == {"unproven": "pointers"}


def test_writing_a_function_is_a_use_of_functions():
    outcome = check_topics(about("python", PLAIN["python"], "functions"))
    assert (outcome.ok, outcome.action) == (True, "warned")


@pytest.mark.parametrize("language", list(PLAIN))
def test_text_that_is_no_program_is_read_without_a_fault(language):
    for text in ("", "\x00", "}{)(", "(" * 3000, "class", "SELECT SELECT", "é" * 50):
        assert check_topics(solved(draft_in(language), text)).gate == "topics"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT COUNT(*) - COUNT(grade) FROM students",
        "SELECT c.id, COUNT(g.points) FROM c LEFT JOIN g ON g.c = c.id GROUP BY c.id",
        "SELECT name FROM students WHERE grade IS NULL",
        "SELECT COALESCE(grade, 0) FROM students",
        "SELECT MAX(CASE WHEN subject = 'art' THEN grade END) FROM students GROUP BY name",
    ],
)
def test_counting_values_where_some_are_missing_is_a_way_to_handle_null(query):
    assert check_topics(solved(draft_in("sql"), query, topics=["null handling"])).ok


@pytest.mark.parametrize(
    "query",
    [
        "SELECT COUNT(*) FROM a",
        "SELECT COUNT(name) FROM a",
        "SELECT SUM(CASE WHEN x = 1 THEN 1 ELSE 0 END) FROM a",
        "SELECT CASE WHEN x = 1 THEN 'one' END FROM a",
    ],
)
def test_counting_alone_is_none(query):
    assert not check_topics(solved(draft_in("sql"), query, topics=["null handling"])).ok


TASKS = """
CREATE TABLE task (id INTEGER PRIMARY KEY, done INTEGER NOT NULL, age INTEGER);
INSERT INTO task VALUES (1, 1, 9), (2, 0, {});
"""


def comparing(age, query):
    draft = draft_in("sql")
    test = draft.problem.tests[0]
    test = test.model_copy(
        update={"input": test.input.model_copy(update={"database": TASKS.format(age)})}
    )
    problem = draft.problem.model_copy(update={"tests": (test,)})
    draft = draft.model_copy(update={"problem": problem, "candidates": ()})
    return check_topics(solved(draft, query, topics=["null handling"]))


def test_a_comparison_with_what_is_null_somewhere_may_handle_it():
    query = "DELETE FROM task WHERE done = 1 AND age > 7"
    outcome = comparing("NULL", query)
    assert (outcome.ok, outcome.action) == (True, "warned")
    assert outcome.evidence == {"unproven": "null handling"}
    assert not comparing("5", query).ok
    assert not comparing("NULL", "DELETE FROM task WHERE done = 1").ok


def test_an_update_by_the_rows_of_another_table_joins():
    query = "UPDATE a SET p = n.p FROM new AS n"
    joined = check_topics(about("sql", f"{query} WHERE n.id = a.id", "joins"))
    assert (joined.ok, joined.action) == (True, "none")
    for other in (query, f"{query} WHERE n.p > 3", "UPDATE a SET p = 1 WHERE a.id = a.p"):
        assert not check_topics(about("sql", other, "joins")).ok


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "def f(n):\n    print(' ' * n + '*' * (3 - n))\n"),
        ("python", "def f(n):\n    return f'{n // 60:02d}:{n % 60:02d}'\n"),
        ("python", "def f(n):\n    a = '01'\n    b = ''\n    b = a[n % 2] + b\n    return b\n"),
        ("cpp", "void f(int n) { std::string bar(n, '*'); std::cout << bar; }"),
        ("cpp", "void f(int n) { std::cout << std::string(n, '*'); }"),
        ("cpp", "void f(int n) { std::string bar; bar.push_back('*'); std::cout << bar; }"),
        ("cpp", 'int f(int n) { std::string bar = "ab"; return bar.size(); }'),
        ("java", 'void f(int n) { String bar = ""; bar += "*"; System.out.println(bar); }'),
        ("java", 'String f(int n) { return String.format("%02d:%02d", n / 60, n % 60); }'),
        ("java", 'String f(int n) { return n / 60 + ":" + n % 60; }'),
    ],
)
def test_texts_that_a_program_makes_itself_are_strings(language, code):
    assert check_topics(solved(draft_in(language), code, topics=["strings"])).ok


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("cpp", "int main() { std::string word; std::cin >> word; std::cout << word; }"),
        ("python", "def f(n):\n    return f'{n}'\n"),
        ("python", "def f(n):\n    name = 'low'\n    return name\n"),
        ("java", 'void f(int n) { System.out.println("n = " + n); }'),
        ("java", 'String f(int n) { return n > 3 ? "high" : "low"; }'),
    ],
)
def test_a_text_that_is_only_passed_on_is_none(language, code):
    assert not check_topics(solved(draft_in(language), code, topics=["strings"])).ok
