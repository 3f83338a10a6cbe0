"""Problems with several right answers: what a checker decides, and what happens when it fails."""

import json

import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import Candidate
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.judging import judge, matches
from jupyter_codemm.notebook.building import build
from tests.fakes.fixed_clock import FixedClock
from tests.judging.judged import every_tier, outcome_of
from tests.judging.problems import class_, function, in_bare_sandbox, judged, problem

ASKED = {"value": {"kind": "checker"}}
FACTORS = """
def check(given, got):
    number, = given["args"]
    factors = got["value"]
    if len(factors) != 2:
        return f"expected two factors, not {len(factors)}"
    return 1 not in factors and factors[0] * factors[1] == number
"""
SOLVE = {
    "python": "def f(n): return {}",
    "java": "import java.util.*;\npublic class Solution {{ public static List<Long> f(long n) {{"
    " return List.of({}); }} }}",
    "cpp": "#include <vector>\nstd::vector<long long> f(long long n) {{ return {{{}}}; }}",
}


def factors(checker=FACTORS, language="python", **changes):
    """Return a problem that asks for two factors; its last test is hidden."""
    tests = [
        ({"args": [n]}, {"value": [2, n // 2], "compare": ASKED, **changes}) for n in (12, 20, 36)
    ]
    made = problem(
        language,
        "function",
        {"name": "f", "params": [{"name": "n", "type": "long"}], "returns": "list[long]"},
        tests,
        checker=checker,
    )
    *samples, last = made.tests
    return made.updated(tests=(*samples, last.updated(visibility="hidden")))


@pytest.mark.parametrize(
    ("code", "verdicts"),
    [
        ("[2, n // 2]", "accepted accepted accepted"),
        ("[n // 4, 4]", "accepted accepted accepted"),
        ("[1, n]", "wrong_answer wrong_answer wrong_answer"),
        ("[3, 4]", "accepted wrong_answer wrong_answer"),
        ("[n]", "wrong_answer wrong_answer wrong_answer"),
        ("[2.0, n / 2]", "wrong_answer wrong_answer wrong_answer"),
        ("'ab'", "wrong_answer wrong_answer wrong_answer"),
        ("None", "wrong_answer wrong_answer wrong_answer"),
        ("object()", "runtime_error runtime_error runtime_error"),
        ("[2, n // 2] if n < 30 else 1 // 0", "accepted accepted runtime_error"),
    ],
)
def test_the_checker_decides_about_values_of_the_declared_type(code, verdicts):
    outcome = judged(factors(), f"def f(n): return {code}")
    assert " ".join(case.verdict for case in outcome.cases) == verdicts, outcome


@pytest.mark.parametrize(
    "language",
    [pytest.param("java", marks=pytest.mark.java), pytest.param("cpp", marks=pytest.mark.cpp)],
)
def test_programs_of_other_languages_are_checked_too(language):
    right, wrong = ("n / 4, 4L", "n, 1L") if language == "java" else ("n / 4, 4", "n, 1")
    task = factors(language=language)
    assert judged(task, SOLVE[language].format(right)).verdict == "accepted"
    assert judged(task, SOLVE[language].format(wrong)).verdict == "wrong_answer"


@every_tier
def test_a_checker_runs_in_every_tier(kind):
    source = Source.single("def f(n): return [n // 4, 4]")
    assert outcome_of(kind, factors(), source).verdict == "accepted"


def test_a_reason_is_told_of_samples_only():
    outcome = judged(factors(), "def f(n): return [n]")
    assert outcome.cases[0].message == "expected two factors, not 1"
    assert outcome.cases[2].message == ""
    assert "two factors" not in outcome.cases[2].model_dump_json()


@pytest.mark.parametrize(
    ("checker", "words"),
    [
        ("def check(given, got):\n    raise ValueError(given['args'])", "ValueError: [12]"),
        ("def check(given, got):\n    return None", "check returned a NoneType"),
        ("def check(given, got):\n    return 1", "check returned a int"),
        ("def check(given):\n    return True", "TypeError"),
        ("def check(given, got):\n    return expected", "NameError"),
        ("def check(given, got:\n    return True", "SyntaxError"),
        ("def check(given, got):\n    import os; os._exit(0)", "ended before it answered"),
        ("def check(given, got):\n    import os; os.abort()", "ended before it answered"),
        (
            "def check(given, got):\n    import os; os.write(3, b'{}\\n'); return True",
            "ended before it answered",
        ),
        (
            'import os\nos.write(3, b\'{"item":0,"value":7}\\n\')\n1 / 0\ndef check(a, b): pass',
            "something else than",
        ),
    ],
)
def test_a_checker_that_fails_is_never_the_learners_fault(checker, words):
    outcome = judged(factors(checker), "def f(n): return [n // 4, 4]")
    assert outcome.verdict == "judge_error"
    assert outcome.message.startswith("The checker of this problem failed: ")
    assert words in outcome.message
    hidden = outcome.cases[2]
    assert (hidden.verdict, hidden.message, hidden.got) == ("judge_error", "", None)


def test_answers_before_a_checkers_death_count_and_hidden_failures_are_not_told():
    dies = "def check(given, got):\n    return given['args'] != [36] or 1 / 0"
    outcome = judged(factors(dies), "def f(n): return [n // 4, 4]")
    verdicts = [case.verdict for case in outcome.cases]
    assert verdicts == ["accepted", "accepted", "judge_error"]
    assert outcome.message == "The judge, or the checker of this problem, failed at a hidden test."


def test_an_endless_checker_is_stopped():
    endless = "def check(given, got):\n    while got['value'] != 1: pass"
    outcome = judged(factors(endless), "def f(n): return [n // 4, 4]")
    assert outcome.verdict == "judge_error"
    assert "more than 10 seconds" in outcome.message


def test_every_other_channel_has_to_match_before_the_checker_is_asked():
    loud = FACTORS.replace("    number", "    raise ValueError('asked')\n    number")
    task = factors(loud, stdout="done")
    assert judged(task, "def f(n): return [n // 4, 4]").verdict == "wrong_answer"
    task = factors(stdout="done")
    assert judged(task, "def f(n): print('done'); return [n // 4, 4]").verdict == "accepted"
    wrong = judged(task, "def f(n): print('done'); return [n, 1]")
    assert wrong.verdict == "wrong_answer"
    got = wrong.cases[0].got
    assert (got.value, got.stdout) == ([12, 1], "done\n")


def test_printed_answers_are_checked_beside_exact_values():
    checker = (
        "def check(given, got):\n"
        "    return sorted(got['stdout'].split()) == sorted(given['stdin'].split())"
    )
    expected = {"stdout": "a b", "compare": {"stdout": {"kind": "checker"}}}
    task = problem("python", "program", None, [({"stdin": "b a"}, expected)], checker=checker)
    assert judged(task, "print(input())").verdict == "accepted"
    assert judged(task, "print(input()[::-1])").verdict == "accepted"
    assert judged(task, "print('a')").verdict == "wrong_answer"


def test_steps_of_a_class_are_checked_together():
    checker = "def check(given, got):\n    return got['value'][1] in given['steps'][0]['args'][0]"
    steps = [{"new": "t", "args": [[3, 4]]}, {"call": "t.pick"}]
    expected = {"value": [None, 3], "compare": ASKED}
    made = class_(
        "python",
        {"pick": ("", "int")},
        ({"steps": steps}, {"value": [None, 3]}),
        params="a: list[int]",
    )
    test = made.tests[0].to_json() | {"expected": expected}
    task = type(made).parse(made.to_json() | {"tests": [test], "checker": checker})
    code = "class Thing:\n    def __init__(self, a): self.a = a\n    def pick(self): return {}"
    assert judged(task, code.format("self.a[1]")).verdict == "accepted"
    assert judged(task, code.format("5")).verdict == "wrong_answer"
    assert judged(task, code.format("'4'")).verdict == "wrong_answer"
    assert judged(task, code.format("1 // 0")).verdict == "runtime_error"


def test_large_integers_and_no_number_reach_the_checker_as_data():
    checker = (
        "def check(given, got):\n"
        "    return got['value'] == [10**5000, 'NaN', None] or repr(got['value'])[:50]"
    )
    task = function(
        "", "tuple[bigint, float, optional[str]]", ({"args": []}, {"value": [1, 2, None]})
    )
    test = task.tests[0].to_json()
    test["expected"]["compare"] = ASKED
    task = type(task).parse(task.to_json() | {"tests": [test], "checker": checker})
    outcome = judged(task, "def f(): return (10**5000, float('nan'), None)")
    assert outcome.verdict == "accepted", outcome.cases[0].message


def test_the_checker_gets_no_expected_value_and_runs_apart_from_the_program():
    told = "def check(given, got):\n    return repr((given, got)) + repr(globals().keys())"
    plans = []

    async def work(sandbox):
        class Watching:
            tier, launches = sandbox.tier, 0

            async def execute(self, plan, listen=None):
                plans.append(plan)
                return await sandbox.execute(plan, listen)

        return await judge(factors(told), Source.single("def f(n): return [n, 7919]"), Watching())

    outcome = in_bare_sandbox(work)
    assert "7919" in outcome.cases[0].message
    assert "6]" not in outcome.cases[0].message.replace("36]", "")
    program, checker = plans
    assert [step.name for step in checker.runs] == ["checker"]
    assert "checker.py" not in program.files
    assert "solution.py" not in checker.files
    frame = json.loads(checker.runs[0].frame)
    assert frame["items"][0] == {
        "given": {"args": [12]},
        "got": {"stdout": "", "value": [12, 7919]},
    }


@pytest.mark.parametrize("checker", [None, "def other(given, got): return True", ""])
def test_a_test_that_asks_needs_a_checker(checker):
    with pytest.raises(InvalidInputError, match="checker"):
        factors(checker)


def test_without_asking_only_the_example_matches():
    task = factors()
    expected = task.tests[0].expected
    assert matches(expected, Got(value=[2, 6]), task)
    assert not matches(expected, Got(value=[3, 4]), task)
    assert Candidate(category="typical", input=task.tests[0].input, claimed=expected).claimed


def test_no_notebook_and_no_reply_to_a_browser_holds_a_checker():
    activity = Activity(
        id="a",
        owner="somebody",
        title="One",
        language="python",
        problems=(factors(),),
        created_at=FixedClock().now(),
    )
    assert "two factors" in activity.model_dump_json()
    assert "two factors" not in json.dumps(build(activity))
    assert "several right answers" in json.dumps(build(activity))
    shown = activity.without_checkers()
    assert "two factors" not in shown.model_dump_json()
    assert Activity.parse(shown.to_json()).problems[0].tests == activity.problems[0].tests
