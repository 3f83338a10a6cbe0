"""How Python results become portable values, and what Python programs may do to themselves."""

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging import judge
from tests.judging.problems import class_, function, in_bare_sandbox, judged, observed, patient

RESULTS = [
    ("list[int]", "(x for x in range(3))", [0, 1, 2]),
    ("list[int]", "range(3)", [0, 1, 2]),
    ("list[int]", "(1, 2)", [1, 2]),
    ("list[int]", "map(int, '12')", [1, 2]),
    ("list[int]", "{1: 2}.keys()", [1]),
    ("tuple[int, int]", "[1, 2]", [1, 2]),
    ("tuple[int, int]", "collections.namedtuple('P', 'x y')(1, 2)", [1, 2]),
    ("map[str, int]", "collections.Counter('aab')", [["a", 2], ["b", 1]]),
    ("map[str, int]", "collections.defaultdict(int, a=1)", [["a", 1]]),
    ("map[int, set[int]]", "{1: frozenset([2])}", [[1, [2]]]),
    ("set[int]", "frozenset([1])", [1]),
    ("record[x: int]", "collections.OrderedDict(x=1)", {"x": 1}),
    ("any", "{'a': {1: 2}}", {"a": [[1, 2]]}),
    ("any", "{3}", [3]),
    ("bigint", "10 ** 5000", 10**5000),
    ("float", "float('nan')", "NaN"),
    ("float", "True", True),
    ("list[int]", "{'a': 1}.values()", [1]),
    ("int", "{'a': 1}", [["a", 1]]),
    ("int", "True", True),
    ("int", "1.0", 1.0),
    ("str", "type('S', (str,), {'__str__': lambda s: 'lie'})('truth')", "truth"),
    ("int", "type('I', (int,), {'__index__': lambda s: 9, '__repr__': lambda s: '9'})(1)", 1),
    ("list[int]", "type('L', (list,), {'__iter__': lambda s: iter([9])})([1])", [1]),
    ("map[str, int]", "type('D', (dict,), {'items': lambda s: [('z', 9)]})(a=1)", [["a", 1]]),
    ("void", "None", None),
]
UNFIT = [
    ("list[int]", "{1, 2}"),
    ("map[str, int]", "list({'a': 1}.items())"),
    ("map[str, int]", "{'a': 1}.items()"),
    ("map[str, int]", "iter([])"),
    ("set[int]", "[1, 2]"),
    ("set[int]", "{1: 2}.keys()"),
    ("set[tuple[int, int]]", "{1: 2}"),
    ("list[tuple[int, int]]", "{1: 2}"),
    ("optional[set[int]]", "(1, 2)"),
    ("float", "'Infinity'"),
    ("float", "type('S', (str,), {})('NaN')"),
    ("int", "object()"),
    ("int", "f"),
    ("int", "1j"),
    ("str", "b'bytes'"),
    ("int", "type('Fake', (), {'__class__': int, '__int__': lambda s: 1})()"),
]
SAMPLE = ({"args": []}, {"stdout": ""})


def result(type_text, expression):
    code = f"import collections\ndef f(): return {expression}"
    (item,) = observed(function("", type_text, SAMPLE), code).items
    return item


@pytest.mark.parametrize(("type_text", "expression", "value"), RESULTS, ids=[r[1] for r in RESULTS])
def test_result_becomes_plain(type_text, expression, value):
    item = result(type_text, expression)
    assert item.verdict == "accepted", item.message
    assert repr(type(item.got.value)) == repr(type(value))
    assert item.got.value == value


@pytest.mark.parametrize(("type_text", "expression"), UNFIT)
def test_result_of_no_portable_type_equals_nothing(type_text, expression):
    assert set(result(type_text, expression).got.value) == {"$unfit"}


def test_a_result_that_fits_no_type_is_told_to_the_learner():
    outcome = judged(
        function("", "list[int]", ({"args": []}, {"value": [1]})), "def f(): return {1}"
    )
    assert outcome.verdict == "wrong_answer"
    assert "not a list[int]" in outcome.cases[0].message


@pytest.mark.parametrize(
    "expression",
    [
        "(lambda x: [x.append(x), x][1])([])",
        "__import__('functools').reduce(lambda a, _: [a], range(10**5), 0)",
    ],
)
def test_a_bottomless_result_is_a_runtime_error(expression):
    assert result("any", expression).verdict == "runtime_error"


def test_an_endless_result_is_an_output_limit():
    endless = patient(function("", "list[int]", SAMPLE))
    (item,) = observed(endless, "def f(): return iter(int, 1)").items
    assert item.verdict == "output_limit"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "return undefined_name",
            "NameError: name 'undefined_name' is not defined (solution.py:2)",
        ),
        ("raise KeyError('k')", "KeyError: 'k' (solution.py:2)"),
        ("raise ValueError('\\x1b[31mred\\x07\\x00')", "ValueError: red (solution.py:2)"),
        ("f()", "RecursionError: maximum recursion depth exceeded (solution.py:2)"),
        ("raise SystemExit(0)", "SystemExit: 0 (solution.py:2)"),
        ("raise type('E', (Exception,), {'__str__': lambda s: 1/0})()", "E (solution.py:2)"),
    ],
)
def test_exceptions_are_named_with_their_line(body, message):
    outcome = judged(function("", "int", ({"args": []}, {"value": 1})), f"def f():\n    {body}")
    assert outcome.verdict == "runtime_error"
    assert outcome.cases[0].message == message


def test_a_missing_function_is_told():
    outcome = judged(function("", "int", ({"args": []}, {"value": 1})), "def g(): return 1")
    assert outcome.cases[0].message == "NameError: solution.py does not define f"


def test_an_expected_exception_is_accepted_and_another_is_wrong():
    task = function("n: int", "int", ({"args": [1]}, {"raises": "ValueError"}))
    assert judged(task, "def f(n): raise ValueError").verdict == "accepted"
    assert judged(task, "def f(n): raise KeyError").verdict == "wrong_answer"
    assert judged(task, "def f(n): return 1").verdict == "wrong_answer"


def test_an_argument_changed_in_place_is_observed():
    task = function(
        "xs: list[int]", "void", ({"args": [[2, 1]]}, {"value": [1, 2]}), observe="arg:0"
    )
    assert judged(task, "def f(xs): xs.sort()").verdict == "accepted"
    assert judged(task, "def f(xs): return sorted(xs)").verdict == "wrong_answer"


def test_steps_of_a_class_and_their_exceptions():
    steps = [
        {"new": "a", "args": [5]},
        {"call": "a.take", "args": [2]},
        {"call": "a.take", "args": [9]},
        {"call": "a.left"},
    ]
    expected = [None, None, {"raises": "ValueError"}, 3]
    task = class_(
        "python",
        {"take": ("n: int", "void"), "left": ("", "float")},
        ({"steps": steps}, {"value": expected}),
        params="n: int",
    )
    good = (
        "class Thing:\n    def __init__(self, n): self.n = n\n"
        "    def take(self, n):\n        if n > self.n: raise ValueError('too much')\n"
        "        self.n -= n\n    def left(self): return self.n\n"
    )
    assert judged(task, good).verdict == "accepted"
    assert judged(task, good.replace("-= n", "-= 1")).verdict == "wrong_answer"
    broken = judged(task, good.replace("-= n", "-= m"))
    assert (broken.verdict, broken.cases[0].message) == (
        "runtime_error",
        "step 2 raised NameError (solution.py:5)",
    )


def test_several_files_and_stdlib_names():
    task = function("", "int", ({"args": []}, {"value": 42}))
    files = {
        "solution.py": "import json\nfrom answer import N\ndef f(): return N + json.x",
        "answer.py": "N = 40",
        "json.py": "x = 2",
    }
    outcome = in_bare_sandbox(lambda box: judge(task, Source(files=files), box))
    assert outcome.verdict == "accepted", outcome


def test_mixed_problems_compare_value_and_stdout():
    task = function("", "int", ({"args": [], "stdin": "Ada\n"}, {"value": 3, "stdout": "hi Ada\n"}))
    assert (
        judged(task, "def f():\n    print('hi', s := input())\n    return len(s)").verdict
        == "accepted"
    )
    assert judged(task, "def f():\n    input()\n    return 3").verdict == "wrong_answer"


def test_bytes_that_are_no_text_are_escaped_and_cleaned():
    code = (
        "import os\ndef f():\n"
        "    os.write(1, bytes(range(256)) + b'\\x1b]0;title\\x07')\n    return 1"
    )
    task = function("", "int", ({"args": []}, {"value": 1}))
    (case,) = judged(task, code).cases
    assert case.verdict == "accepted"
    assert "\x1b" not in case.got.stdout
    assert "title" not in case.got.stdout
    assert "\\xff" in case.got.stdout


@pytest.mark.parametrize(
    "extra",
    [b'{"item":0,"value":1}\n', b'{"item":1,"value":1}\n', b"\n", b"x"],
    ids=["again", "next", "blank", "junk"],
)
def test_a_right_result_beside_another_answer_is_not_accepted(extra):
    code = f"import os\ndef f():\n    os.write(3, {extra!r})\n    return 1"
    outcome = judged(function("", "int", ({"args": []}, {"value": 1})), code)
    assert outcome.verdict == "runtime_error"
    assert outcome.cases[0].message.startswith("The program disturbed the channel")


def test_a_right_result_before_another_answer_is_not_accepted():
    code = (
        "import os\nleave = os._exit\n"
        "def answer_again(code):\n"
        '    os.write(3, b\'{"item":1,"value":1}\\n\')\n    leave(code)\n'
        "def f():\n    os._exit = answer_again\n    return 1"
    )
    outcome = judged(function("", "int", ({"args": []}, {"value": 1})), code)
    assert outcome.verdict == "runtime_error"


def test_right_output_without_a_result_is_not_accepted():
    task = function("", "void", ({"args": []}, {"stdout": "hi"}))
    assert judged(task, "def f(): print('hi')").verdict == "accepted"
    gone = judged(task, "import os\ndef f():\n    print('hi', flush=True)\n    os._exit(0)")
    assert gone.verdict == "runtime_error"
    assert gone.cases[0].message == "The program ended before it gave a result."


def test_a_right_result_from_a_process_that_failed_is_not_accepted():
    code = 'import os\ndef f():\n    os.write(3, b\'{"item":0,"value":1}\\n\')\n    os._exit(1)'
    assert (
        judged(function("", "int", ({"args": []}, {"value": 1})), code).verdict == "runtime_error"
    )
