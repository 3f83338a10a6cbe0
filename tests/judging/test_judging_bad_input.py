"""Sources that are no sources: refused in words, or a compile error, never a crash."""

import asyncio

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError, TooLargeError, UnavailableError
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import ExecutionReport, StepReport
from tests.judging.problems import class_, function, in_bare_sandbox, judged, problem

TASK = {"args": [[1]]}, {"value": 1}
JAVA = pytest.mark.java
CPP = pytest.mark.cpp


def total(language):
    return function("xs: list[int]", "int", TASK, language=language)


@pytest.mark.parametrize(
    ("language", "code", "words"),
    [
        ("python", "def f(xs):\0 pass", "null bytes"),
        ("python", "s = '\ud800'", "utf-8"),
        ("python", "(" * 10_000 + ")" * 10_000, "too many nested parentheses"),
        ("python", "-" * 100_000 + "1", "too"),
        ("python", "def f(xs):\nreturn 1", "IndentationError"),
        ("python", "# -*- coding: nonsense -*-", "nonsense"),
        ("sql", "SELECT 1; DROP TABLE t", "one statement"),
        ("sql", "PRAGMA user_version", "SELECT"),
        ("sql", "SELECT 'open", "unrecognized token"),
        ("sql", "SELECT \0 1", "NUL"),
        pytest.param("java", "package a.b;\npublic class Solution {}", "package line", marks=JAVA),
        pytest.param("java", "class CodemmHarness {}", "belong to the judge", marks=JAVA),
        pytest.param("java", "public class Other {}", "Other.java", marks=JAVA),
        pytest.param("java", "public class Solution {}", "public static int f", marks=JAVA),
        pytest.param(
            "java",
            "public class Solution { public int f(java.util.List<Integer> xs) { return 1; } }",
            "public static int f",
            marks=JAVA,
        ),
        pytest.param("java", "class Solution { \0 }", "illegal character", marks=JAVA),
        pytest.param("java", "p\\u0061ckage x; class Solution {}", "Solution", marks=JAVA),
        pytest.param("cpp", "int g() { return 1; }", "must define int f", marks=CPP),
        pytest.param(
            "cpp", "#include <vector>\ndouble f(std::vector<int>) { return 1; }", "int f", marks=CPP
        ),
        pytest.param(
            "cpp",
            "#include <vector>\nint f(std::vector<int>) { return 1; }\nint main() {}",
            "no main",
            marks=CPP,
        ),
        pytest.param("cpp", "int f( {", "solution.cpp:1:8: note: to match this", marks=CPP),
        pytest.param("cpp", '#include "solution.cpp"\n', "solution.cpp", marks=CPP),
        pytest.param("cpp", '#include "missing.hpp"\n', "missing.hpp", marks=CPP),
        pytest.param("cpp", "static_assert(false);\n" * 3000, "static assertion", marks=CPP),
    ],
)
def test_what_cannot_be_compiled_is_a_compile_error(language, code, words):
    task = (
        problem("sql", "query", None, [({"database": ""}, {"rows": {}})])
        if language == "sql"
        else total(language)
    )
    outcome = judged(task, code)
    assert outcome.verdict == "compile_error", outcome
    assert words in outcome.compile_output
    assert len(outcome.compile_output.encode()) <= 4096
    assert {case.verdict for case in outcome.cases} == {"not_run"}
    outcome.model_dump_json()


@pytest.mark.parametrize(
    ("language", "files", "words"),
    [
        ("python", {"helper.py": "x = 1"}, "no file solution.py"),
        ("python", {"solution.py": "", "codemm_wire.py": ""}, "belong to the judge"),
        ("java", {"Helper.java": "class Helper {}"}, "no file Solution.java"),
        ("java", {"Solution.java": "", "codemmcalls.java": ""}, "belong to the judge"),
        ("cpp", {"a.hpp": ""}, "no file solution.cpp"),
    ],
)
def test_files_that_miss_the_entry_or_take_our_names(language, files, words):
    outcome = in_bare_sandbox(lambda box: judge(total(language), Source(files=files), box))
    assert outcome.verdict == "compile_error"
    assert words in outcome.compile_output


@pytest.mark.parametrize(
    ("language", "source", "error"),
    [
        ("python", Source(files={"../solution.py": ""}), InvalidInputError),
        ("python", Source(files={"solution.py\0": ""}), InvalidInputError),
        ("java", Source(files={"solution.cpp": ""}), InvalidInputError),
        ("cpp", Source(files={"solution.cpp": "", "other.cpp": ""}), InvalidInputError),
        ("python", Source.single("#" * 5_000_000), TooLargeError),
    ],
)
def test_what_a_language_does_not_allow_is_refused(language, source, error):
    with pytest.raises(error):
        in_bare_sandbox(lambda box: judge(total(language), source, box))


@pytest.mark.parametrize("code", ["", "\ufeffdef f(xs):\r\n\treturn 1\r\n", "def f(xs): return 1"])
def test_odd_but_legal_sources(code):
    assert judged(total("python"), code).verdict == ("accepted" if code else "runtime_error")


@CPP
def test_cpp_solutions_may_use_macros_and_references():
    code = (
        "#include <bits/stdc++.h>\nusing namespace std;\n#define int long long\n"
        "#define all(x) (x).begin(), (x).end()\n"
        "signed f(const vector<signed>& xs) { int s = 0; s = accumulate(all(xs), s); return s; }\n"
    )
    assert judged(total("cpp"), code).verdict == "accepted"


@CPP
def test_cpp_observes_an_argument_changed_in_place_and_uncaught_exceptions_of_steps():
    task = function(
        "xs: list[int]",
        "void",
        ({"args": [[2, 1]]}, {"value": [1, 2]}),
        language="cpp",
        observe="arg:0",
    )
    code = "#include <bits/stdc++.h>\nvoid f(std::vector<int>& xs) { std::ranges::sort(xs); }"
    assert judged(task, code).verdict == "accepted"
    steps = [{"new": "a"}, {"call": "a.go", "args": [1]}, {"call": "b.go", "args": [1]}]
    thing = class_("cpp", {"go": ("n: int", "int")}, ({"steps": steps[:2]}, {"value": [None, 1]}))
    outcome = judged(thing, "struct Thing { int go(int n) { throw n; } };")
    assert (outcome.verdict, outcome.cases[0].message) == ("runtime_error", "step 2 raised int")


@JAVA
def test_java_takes_helper_classes_and_checked_exceptions():
    files = {
        "Solution.java": "import java.util.*;\npublic class Solution {\n"
        "public static int f(List<Integer> xs) throws Exception { return Helper.sum(xs); } }",
        "Helper.java": "import java.util.*;\nclass Helper { // package x;\n"
        'static int sum(List<Integer> xs) { String s = "class CodemmHarness";\n'
        "return xs.get(0); } }",
    }
    outcome = in_bare_sandbox(lambda box: judge(total("java"), Source(files=files), box))
    assert outcome.verdict == "accepted", outcome


class BrokenSandbox:
    """A sandbox that fails as often as it is told to, then answers what it is told to."""

    tier = "docker"
    launches = 0

    def __init__(self, failures: int, answer: ExecutionReport | None = None) -> None:
        self.failures = failures
        self.answer = answer

    async def execute(self, plan, listen=None):
        self.launches += 1
        if self.launches <= self.failures:
            raise UnavailableError("the daemon is gone")
        return self.answer

    async def languages(self):
        return ()

    async def close(self):
        return


def report(end: str, frame: bytes = b'{"item":0,"value":1}\n') -> ExecutionReport:
    detail = "box lost" if end == "failed" else ""
    return ExecutionReport("docker", (StepReport("t0", end, frame=frame, detail=detail),))


@pytest.mark.parametrize(
    ("failures", "answer", "verdict", "launches"),
    [
        (1, report("exited"), "accepted", 2),
        (2, report("exited"), "judge_error", 2),
        (0, report("failed"), "judge_error", 2),
    ],
)
def test_a_failing_sandbox_is_tried_twice_and_never_the_learners_fault(
    failures, answer, verdict, launches
):
    box = BrokenSandbox(failures, answer)
    outcome = asyncio.run(judge(total("python"), Source.single("x"), box))
    assert (outcome.verdict, box.launches) == (verdict, launches)
    assert bool(outcome.message) == (verdict == "judge_error")


@pytest.mark.parametrize(
    ("cpu_ms", "verdict", "said"),
    [(1500, "judge_error", "too busy"), (10_010, "compile_error", "10 seconds of processor time")],
)
def test_a_compiler_that_the_machine_kept_waiting_refused_nothing(cpu_ms, verdict, said):
    late = StepReport("compile_1", "time_limit", wall_ms=30_000, cpu_ms=cpu_ms)
    answer = ExecutionReport("docker", (StepReport("t0", "not_run"),), (late,))
    outcome = asyncio.run(judge(total("cpp"), Source.single("int f;"), BrokenSandbox(0, answer)))
    assert outcome.verdict == verdict
    assert said in f"{outcome.message}{outcome.cases[0].message}{outcome.compile_output}"
