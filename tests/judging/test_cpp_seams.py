"""C++ where the learner's text meets ours: what compiles plainly does, and errors are theirs."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging.execution import built
from jupyter_codemm.judging.harness import Program, Target
from tests.judging.judged import outcome_of
from tests.judging.problems import function, judged, problem
from tests.sandbox.boxes import DOCKER

TASK = function("n: int", "int", ({"args": [3]}, {"value": 3}), language="cpp")
EXPECTS = "solution.cpp must define int f(int n) and no main function."
pytestmark = pytest.mark.cpp


def program(code: str) -> Program:
    made = built(Target.of(TASK), Source.single(code))
    assert isinstance(made, Program)
    return made


def test_only_the_last_step_depends_on_the_learner():
    one, other = program("int f(int n) { return n; }"), program("int f(int n) { return n + 1; }")
    *shared, _ = one.compile
    for step, again in zip(shared, other.compile, strict=False):
        assert step == again
        assert "solution.cpp" not in step.reads
        assert all(one.files[name] == other.files[name] for name in step.reads if "." in name)
    assert one.compile[-1].reads == other.compile[-1].reads
    assert "solution.cpp" in one.compile[-1].reads


def test_the_runs_find_the_program_alone():
    assert program("int f(int n) { return n; }").needs == ("program",)


@pytest.mark.parametrize("kind", ["bare", DOCKER])
@pytest.mark.parametrize(
    "code",
    [
        "#include <vector>\nusing namespace std;\nint count;\nint f(int n) { return count = n; }",
        "#include <map>\nusing namespace std;\nclass set {};\nint f(int n) { set s; return n; }",
        "#define int long long\n#include <string>\n#undef int\nint f(int n) { return n; }",
        "#include <bits/stdc++.h>\nusing namespace std;\nint f(int n) { return max(n, 1); }",
        "int abs2(int n) { return abs(n); }\nint f(int n) { return abs2(n); }",
    ],
    ids=["a global named count", "a class named set", "macros first", "everything", "bare C names"],
)
def test_what_compiles_plainly_is_accepted(kind, code):
    outcome = outcome_of(kind, TASK, Source.single(code))
    assert outcome.verdict == "accepted", outcome.compile_output


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("int g(int n) { return n; }", EXPECTS),
        ("double f(int n) { return n; }", EXPECTS),
        ("int f(int n, int m) { return n; }", EXPECTS),
        ("int f(int n);", EXPECTS),
        ("int f(int n) { return n; } int main() {}", EXPECTS),
        ("int g(int); int f(int n) { return g(n); }", "undefined reference to `g(int)'"),
        ("int f(int n) { return missing; }", "solution.cpp:1:23: error:"),
        ("#include <vector>\nint f(int n) { return std::vector<int>{n}.at(0)", "solution.cpp:2:"),
    ],
)
def test_a_compile_error_is_the_learners(code, words):
    outcome = judged(TASK, code)
    assert outcome.verdict == "compile_error"
    assert words in outcome.compile_output
    assert "codemm" not in outcome.compile_output


@pytest.mark.parametrize(
    "code",
    [
        "static int f(int n) { return n; }",
        "template <class T> T f(T n) { return n; }",
        "long f(long n) { return n; }\nint f(int n) { return n; }",
        "#define item\n#define run\n#define take 7\nint f(int n) { return n; }",
        "namespace { int g(int n) { return n; } }\nint f(int n) { return g(n); }",
    ],
    ids=["static", "template", "overloads", "macros", "unnamed namespace"],
)
def test_a_function_may_be_written_in_other_ways(code):
    assert judged(TASK, code).verdict == "accepted"


def test_a_program_keeps_its_own_error_lines():
    task = problem("cpp", "program", None, [({"stdin": ""}, {"stdout": "1"})])
    outcome = judged(task, "#include <iostream>\nint main() { std::cout << one; }")
    assert outcome.verdict == "compile_error"
    assert outcome.compile_output.startswith("solution.cpp:")
    assert "solution.cpp:2:27: error:" in outcome.compile_output
    assert "codemm" not in outcome.compile_output
