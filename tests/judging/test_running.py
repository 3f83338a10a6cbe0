"""Running a program alone, and programs that are judged by what they print."""

import pytest

from jupyter_codemm.contracts.problem import TestCase
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging import judge, run
from tests.judging.problems import function, in_bare_sandbox, judged, problem

JAVA = pytest.mark.java
CPP = pytest.mark.cpp
ECHOES = [
    ("python", "print(input()[::-1])"),
    pytest.param(
        "java",
        "// class Decoy\npublic class Anything { public static void main(String... args) {\n"
        "String line = new java.util.Scanner(System.in).nextLine();\n"
        "System.out.println(new StringBuilder(line).reverse()); } }",
        marks=JAVA,
    ),
    pytest.param(
        "java",
        "class Before { }\npublic class Solution {\n"
        "static class Node { String v; Node(String v) { this.v = v; } }\nrecord Pair(int x) { }\n"
        "public static void main(String[] args) {\n"
        "Node n = new Node(new java.util.Scanner(System.in).nextLine());\n"
        "System.out.println(new StringBuilder(n.v).reverse()); } }",
        marks=JAVA,
        id="java-nested-classes-before-main",
    ),
    pytest.param(
        "cpp",
        "#include <iostream>\n#include <string>\nint main() { std::string s; std::cin >> s;\n"
        "std::cout << std::string(s.rbegin(), s.rend()); }",
        marks=CPP,
    ),
]
FAILURES = [
    ("python", "print('before')\n{}['key']", "KeyError: 'key'"),
    pytest.param(
        "java",
        'public class Main { public static void main(String[] a) { System.out.println("before");'
        ' throw new IllegalStateException("why"); } }',
        "java.lang.IllegalStateException: why\n\tat Main.main(Main.java:1)",
        marks=JAVA,
    ),
    pytest.param(
        "cpp",
        "#include <iostream>\n#include <stdexcept>\n"
        'int main() { std::cout << "before" << std::endl;'
        ' throw std::runtime_error("why"); }',
        "why",
        marks=CPP,
    ),
]


def ran(language, code, stdin=""):
    return in_bare_sandbox(lambda box: run(language, Source.single(code), stdin, box))


@pytest.mark.parametrize(("language", "code"), ECHOES)
def test_a_program_reads_and_prints(language, code):
    outcome = ran(language, code, "abc\n")
    assert (outcome.verdict, outcome.stdout.strip(), outcome.exit_code) == ("accepted", "cba", 0)
    assert outcome.tier == "rlimit"


@pytest.mark.parametrize(("language", "code", "words"), FAILURES)
def test_a_failing_program_shows_its_output_and_its_exception(language, code, words):
    outcome = ran(language, code)
    assert outcome.verdict == "runtime_error"
    assert outcome.stdout == "before\n"
    assert words in outcome.stderr
    assert "codemm" not in outcome.stderr.lower()


@pytest.mark.parametrize(("language", "code", "words"), FAILURES)
def test_a_judged_program_that_fails_names_the_exception(language, code, words):
    task = problem(language, "program", None, [({"stdin": ""}, {"stdout": "before"})])
    outcome = judged(task, code)
    assert outcome.verdict == "runtime_error"
    assert any(name in outcome.cases[0].message for name in ("KeyError", "State", "runtime_error"))


def test_the_exit_code_of_a_program_counts():
    task = problem("python", "program", None, [({"stdin": ""}, {"stdout": "x"})])
    assert judged(task, "print('x')").verdict == "accepted"
    assert judged(task, "import sys\nprint('x')\nsys.exit(0)").verdict == "accepted"
    assert judged(task, "import sys\nprint('x')\nsys.exit(3)").verdict == "runtime_error"
    assert judged(task, "print('x')\nimport os\nos.write(3, b'junk')").verdict == "runtime_error"


def test_a_query_runs_on_the_database_that_stdin_makes():
    outcome = ran(
        "sql", "SELECT a, b FROM t", "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, NULL)"
    )
    assert (outcome.verdict, outcome.stdout) == ("accepted", "a\tb\n1\tNULL\n")
    assert (
        ran("sql", "SELECT * FROM nowhere").stderr == "OperationalError: no such table: nowhere\n"
    )
    assert ran("sql", "SELEC 1").verdict == "compile_error"


def test_what_does_not_compile_is_told():
    outcome = ran("python", "print(")
    assert outcome.verdict == "compile_error"
    assert outcome.compile_output.startswith("solution.py:1: SyntaxError")


ENDINGS = [
    ("python", "print(1)\nimport sys\nsys.exit('why')", "why\n", "exit code 1"),
    (
        "python",
        "import os, sys\nsys.stderr.write('a')\nsys.stderr.flush()\nos.abort()",
        "a",
        "ABRT",
    ),
    ("python", "import sys\nsys.stderr.write('a')", "a", ""),
    ("sql", "SELECT * FROM nowhere", "OperationalError: no such table: nowhere\n", ""),
    pytest.param(
        "cpp",
        "#include <csignal>\n#include <iostream>\nint main() { std::cerr << 1; raise(SIGSEGV); }",
        "1",
        "SIGSEGV",
        marks=CPP,
    ),
    pytest.param(
        "java",
        "class Main { public static void main(String[] a) {"
        " System.err.print(1); System.exit(4); } }",
        "1",
        "exit code 4",
        marks=JAVA,
    ),
]


@pytest.mark.parametrize(("language", "code", "errors", "words"), ENDINGS)
def test_the_reason_of_an_end_stands_beside_what_was_printed(language, code, errors, words):
    outcome = ran(language, code)
    assert outcome.stderr == errors
    assert words in outcome.message
    assert bool(words) == bool(outcome.message)


@pytest.mark.parametrize(("language", "code", "words"), FAILURES)
def test_an_exception_that_is_printed_is_not_said_again(language, code, words):
    assert ran(language, code).message == ""


def test_a_query_without_an_end_and_a_script_that_fails():
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    assert ran("sql", endless).verdict == "time_limit"
    outcome = ran("sql", "SELECT 1", "CREATE nothing")
    assert (outcome.verdict, outcome.message) == ("runtime_error", "")
    assert outcome.stderr.startswith("SeedError: ")


def test_endless_output_is_cut_and_told():
    outcome = ran("python", "while True: print('x' * 1000)")
    assert (outcome.verdict, outcome.truncated) == ("output_limit", True)


def test_without_tests_the_compiler_alone_decides():
    task = function("n: int", "int", ({"args": [1]}, {"value": 1}))
    for code, verdict, words in [
        ("def f(n): return 0", "accepted", "no test "),
        ("def f(n):", "compile_error", ""),
    ]:
        source = Source.single(code)
        outcome = in_bare_sandbox(lambda box, s=source: judge(task, s, box, tests=()))
        assert outcome.verdict == verdict
        assert words in outcome.message
        assert outcome.total == outcome.passed == 0


def test_only_the_given_tests_are_judged():
    task = function("n: int", "int", ({"args": [1]}, {"value": 1}), ({"args": [2]}, {"value": 3}))
    some: tuple[TestCase, ...] = task.tests[:1]
    outcome = in_bare_sandbox(
        lambda box: judge(task, Source.single("def f(n): return n"), box, tests=some)
    )
    assert (outcome.verdict, outcome.passed, outcome.total) == ("accepted", 1, 1)
