"""Observing: one process for all inputs, and what happens when it dies."""

import asyncio

import pytest

from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging import observe
from tests.fakes.bare_sandbox import BareSandbox
from tests.judging.problems import function, in_bare_sandbox, observed, problem

SAMPLE = ({"args": [1]}, {"value": 1})
MIXED = {
    "python": "def f(n):\n    print(input(), n)\n    if n == 2: {die}\n    return n * n\n",
    "java": "import java.util.*;\npublic class Solution {{ public static int f(int n) {{\n"
    'System.out.println(new Scanner(System.in).nextLine() + " " + n);\n'
    "if (n == 2) {{ {die} }}\nreturn n * n; }} }}",
    "cpp": "#include <cstdlib>\n#include <iostream>\n#include <stdexcept>\n#include <string>\n"
    "int f(int n) {{ std::string s; std::getline(std::cin, s);\n"
    'std::cout << s << " " << n << "\\n";\nif (n == 2) {{ {die} }}\nreturn n * n; }}',
}
DEATHS = {
    "python": "import os; os._exit(0)",
    "java": "Runtime.getRuntime().halt(0);",
    "cpp": "std::abort();",
}
THROWS = {
    "python": ("raise ValueError('two')", "ValueError"),
    "java": ('throw new IllegalStateException("two");', "IllegalStateException"),
    "cpp": ('throw std::invalid_argument("two");', "std::invalid_argument"),
}
LANGUAGES = [
    "python",
    pytest.param("java", marks=pytest.mark.java),
    pytest.param("cpp", marks=pytest.mark.cpp),
]


def inputs(*numbers: int) -> list[CaseInput]:
    return [CaseInput(args=(n,), stdin=f"line {n}\n") for n in numbers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_of_a_batch_has_streams_of_its_own(language):
    code = MIXED[language].format(die=THROWS[language][0])
    seen = observed(function("n: int", "int", SAMPLE, language=language), code, inputs(1, 2, 3))
    assert [item.verdict for item in seen.items] == ["accepted", "runtime_error", "accepted"]
    assert [item.got.stdout for item in seen.items] == ["line 1 1\n", "line 2 2\n", "line 3 3\n"]
    assert [item.got.value for item in seen.items] == [1, None, 9]
    assert seen.items[1].got.raises == THROWS[language][1]
    assert "two" in seen.items[1].message


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_death_the_rest_go_on_in_a_new_process(language):
    code = MIXED[language].format(die=DEATHS[language])
    boxes = []

    async def work(sandbox):
        boxes.append(sandbox)
        task = function("n: int", "int", SAMPLE, language=language)
        return await observe(task, Source.single(code), inputs(1, 2, 3, 2), sandbox)

    seen = in_bare_sandbox(work)
    verdicts = [item.verdict for item in seen.items]
    assert verdicts == ["accepted", "runtime_error", "accepted", "runtime_error"]
    assert [item.got.value for item in seen.items][::2] == [1, 9]
    assert boxes[0].launches == 2


def test_deaths_are_bounded():
    code = "import os\ndef f(n): os._exit(0)"
    seen = observed(function("n: int", "int", SAMPLE), code, inputs(*range(10)))
    assert [i.verdict for i in seen.items] == ["runtime_error"] * 6 + ["not_run"] * 4


def test_after_a_time_out_nothing_runs():
    code = "def f(n):\n    while n == 2: pass\n    return n"
    seen = observed(function("n: int", "int", SAMPLE), code, inputs(1, 2, 3))
    assert [i.verdict for i in seen.items] == ["accepted", "time_limit", "not_run"]


def test_one_box_and_one_process_answer_all():
    code = "seen = []\ndef f(n):\n    seen.append(n)\n    return len(seen)"
    sandbox = BareSandbox()
    task = function("n: int", "int", SAMPLE)
    seen = asyncio.run(observe(task, Source.single(code), inputs(*range(200)), sandbox))
    assert [i.got.value for i in seen.items] == list(range(1, 201))
    assert sandbox.launches == 1


def test_what_does_not_compile_is_not_run():
    seen = observed(function("n: int", "int", SAMPLE), "def f(n:", inputs(1, 2))
    assert not seen.compiled
    assert "SyntaxError" in seen.compile_output
    assert [i.verdict for i in seen.items] == ["not_run", "not_run"]


def test_a_large_result_is_only_its_own_inputs_end():
    code = "def f(n): return 'x' * (n * 10_000_000)"
    seen = observed(function("n: int", "str", SAMPLE2), code, inputs(0, 1, 0))
    assert [i.verdict for i in seen.items] == ["accepted", "output_limit", "accepted"]


SAMPLE2 = ({"args": [1]}, {"value": ""})


def test_an_environment_reaches_the_program():
    code = "import os\ndef f(n): return os.environ['PYTHONHASHSEED']"
    task = function("n: int", "str", SAMPLE2)
    sandbox = BareSandbox()
    for env, seed in ((None, "0"), ({"PYTHONHASHSEED": "7"}, "7")):
        seen = asyncio.run(observe(task, Source.single(code), inputs(1), sandbox, env=env))
        assert seen.items[0].got.value == seed


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "import sys\nprint(int(input()) + 1)\nif __name__ != '__main__': sys.exit(3)"),
        pytest.param(
            "java",
            "import java.util.*;\npublic class Solution { public static void main(String[] a) {"
            " System.out.println(new Scanner(System.in).nextInt() + 1); } }",
            marks=pytest.mark.java,
        ),
        pytest.param(
            "cpp",
            "#include <iostream>\nint main() { int n; std::cin >> n; std::cout << n + 1; }",
            marks=pytest.mark.cpp,
        ),
    ],
)
def test_programs_read_stdin_in_processes_of_their_own(language, code):
    task = problem(language, "program", None, [({"stdin": "1\n"}, {"stdout": "2"})])
    seen = observed(task, code, [CaseInput(stdin=f"{n}\n") for n in range(3)])
    assert [i.verdict for i in seen.items] == ["accepted"] * 3
    assert [i.got.stdout.strip() for i in seen.items] == ["1", "2", "3"]


def test_queries_answer_each_database():
    database = "CREATE TABLE t (a INT, b TEXT); INSERT INTO t VALUES ({}, NULL), (2, X'00ff');"
    task = problem("sql", "query", None, [({"database": ""}, {"rows": {}})])
    given = [CaseInput(database=database.format(n)) for n in (1, 5)]
    seen = observed(task, "SELECT a, b FROM t", given)
    rows = [i.got.rows.rows for i in seen.items]
    assert rows == [((n, None), (2, '{"hex": "00ff"}')) for n in (1, 5)]
    assert seen.items[0].got.rows.columns == ("a", "b")


def test_a_database_that_cannot_be_created_is_not_the_querys_fault():
    task = problem("sql", "query", None, [({"database": ""}, {"rows": {}})])
    seen = observed(task, "SELECT 1", [CaseInput(database="CREATE TABEL t")])
    assert seen.items[0].verdict == "judge_error"
    assert "syntax error" in seen.items[0].message


@pytest.mark.cpp
@pytest.mark.parametrize(
    ("body", "fatal"),
    [
        ("int big = 2147483647; big += n - 1; return big;", [False, True]),
        ("int cells[4] = {1, 2, 3, 4}; return cells[n + 2];", [False, True]),
        ("std::vector<int> v(2); return v[n];", [False, True]),
        ("return 6 / (2 - n);", [False, True]),
        ("unsigned u = 1; u -= n; return static_cast<int>(u >> 31);", [False, False]),
    ],
)
def test_a_strict_program_dies_of_what_the_language_leaves_open(body, fatal):
    code = f"#include <vector>\nint f(int n) {{ {body} }}\n"
    asked = function("n: int", "int", SAMPLE, language="cpp")

    async def work():
        return await observe(asked, Source.single(code), inputs(1, 2), BareSandbox(), strict=True)

    seen = asyncio.run(work())
    assert seen.compiled, seen.compile_output
    assert [item.verdict != "accepted" for item in seen.items] == fatal
