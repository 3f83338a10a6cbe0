"""What a learner's value may do to a checker, and what is made of a checker's odd answers."""

import pytest

from jupyter_codemm.judging.messages import MAX_MESSAGE
from tests.judging.problems import function, judged

ASKED = {"value": {"kind": "checker"}}
SAYS_ALL = "def check(given, got):\n    return got['value'] == 'right' or repr(got['value'])"
ODD_VALUES = [
    "float('nan')",
    "-float('inf')",
    "10 ** 3000",
    "[-10 ** 3000] * 10",
    "'\\ud800\\x1b]0;title\\x07\\0'",
    "{'\\udfff': {'$int': 'zz', 'x': 1}}",
    "{'$int': 'zz'}",
    "{'$int': {'$int': '0xff'}}",
    "{'$unfit': 'x'}",
    "{'raises': 'ValueError'}",
    "{'item': 0, 'value': True}",
    "__import__('functools').reduce(lambda a, _: [a], range(95), 'deep')",
    "__import__('functools').reduce(lambda a, _: {'k': a}, range(95), 'deep')",
    "[[]] * 15000",
    "'x' * 60000",
    '\'\\n{"item":0,"value":true}\\n\'',
    "type('T', (str,), {'__repr__': lambda s: 1 / 0, '__eq__': lambda s, o: True})('x')",
    "type('L', (list,), {'__iter__': lambda s: iter(['right'])})(['x'])",
]


def task(checker, *, tests=2):
    made = function("n: int", "any", *[({"args": [i]}, {"value": "right"}) for i in range(tests)])
    data = made.to_json()
    for test in data["tests"]:
        test["expected"]["compare"] = ASKED
    return type(made).parse(data | {"checker": checker})


@pytest.mark.parametrize("expression", ODD_VALUES)
def test_no_value_passes_or_breaks_the_check_of_another_test(expression):
    code = f"def f(n): return 'right' if n else {expression}"
    odd, right = judged(task(SAYS_ALL), code).cases
    assert odd.verdict in ("wrong_answer", "runtime_error"), odd
    assert right.verdict == "accepted", right
    assert "\x1b" not in odd.message
    assert len(odd.message) <= MAX_MESSAGE + 100


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("return '\\ud800\\x1b[31mwhy' + 'x' * 10 ** 6", "wrong_answer"),
        ("return ''", "wrong_answer"),
        ("return 'True'", "wrong_answer"),
        ("return type('S', (str,), {})('why')", "judge_error"),
        ("return float('nan')", "judge_error"),
        ("raise type('E', (Exception,), {'__str__': lambda s: 1 / 0})()", "judge_error"),
        ("raise SystemExit(0)", "judge_error"),
        ("return check(given, got)", "judge_error"),
        ("import os; os.close(3); return True", "judge_error"),
        ("import os; os.write(3, b'\\xff' * 1000 + b'\\n'); return True", "judge_error"),
        ('import os; os.write(3, b\'{"item":0,"value":[true]}\\n\'); return True', "judge_error"),
        ("print('x' * 10 ** 8); return True", "judge_error"),
        ("global x; x = bytearray(10 ** 9); return True", "judge_error"),
        ("given.clear(); got.clear(); return True", "accepted"),
        ("import builtins; builtins.type = None; return True", "judge_error"),
    ],
)
def test_odd_answers_of_a_checker(body, verdict):
    outcome = judged(task(f"def check(given, got):\n    {body}"), "def f(n): return 'x'")
    assert outcome.verdict == verdict, outcome
    assert "\x1b" not in outcome.model_dump_json()
    assert "\ud800" not in outcome.cases[0].message
    assert all(len(case.message) <= MAX_MESSAGE for case in outcome.cases)
