"""Programs that tell what they are given: nothing of a hidden test reaches the learner."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.judging.grading import Bench
from jupyter_codemm.judging.hiding import coarse_memory, coarse_time
from jupyter_codemm.judging.verdicts import Observed
from jupyter_codemm.services.judging import SubmissionQueue
from jupyter_codemm.store import open_store
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.fixed_clock import FixedClock
from tests.fakes.remembering import texts_in
from tests.judging.problems import function, judged, problem

OPEN, SECRET = "open-mark-11", "secret-mark-7391"
SEED = "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('{}');"
JAVA = "public class Solution {{ public static String f(String s) {{ {} }} }}"
CPP = "#include <bits/stdc++.h>\nstd::string f(std::string s) {{ {} }}"
PROGRAMS = {
    "python": {
        "returns": "def f(s): return s",
        "prints": "def f(s): print(s); return ''",
        "complains": "import sys\ndef f(s): print(s, file=sys.stderr); return ''",
        "raises": "def f(s): raise ValueError(s)",
        "names": "def f(s): raise type(s, (Exception,), {})",
        "unfit": "def f(s): return type(s, (), {})()",
        "exits": "import sys\ndef f(s): sys.exit(s)",
        "dies": "import os\ndef f(s): os.write(1, s.encode()); os.abort()",
        "floods": "def f(s): return s * 1_000_000",
        "frames": "import os\ndef f(s): os.write(3, s.encode()); return ''",
        "loops": "def f(s):\n    print(s, flush=True)\n    while True: pass",
    },
    "java": {
        "returns": JAVA.format("return s;"),
        "prints": JAVA.format('System.out.println(s); return "";'),
        "complains": JAVA.format('System.err.println(s); return "";'),
        "raises": JAVA.format("throw new RuntimeException(s);"),
        "exits": JAVA.format("System.out.println(s); System.exit(s.length()); return s;"),
    },
    "cpp": {
        "returns": CPP.format("return s;"),
        "prints": CPP.format('std::cout << s << std::endl; return "";'),
        "complains": CPP.format('std::cerr << s << std::endl; return "";'),
        "raises": CPP.format("throw std::runtime_error(s);"),
        "dies": CPP.format("std::cerr << s << std::flush; std::abort();"),
    },
    "sql": {
        "returns": "SELECT a FROM t",
        "raises": "SELECT json_extract('{}', a) FROM t",
        "names": "SELECT 1 AS \"x\" FROM t WHERE a = 'secret' OR load_extension(a)",
    },
}
MARKS = {"java": [pytest.mark.java], "cpp": [pytest.mark.cpp]}
CASES = [
    pytest.param(language, code, id=f"{language}-{channel}", marks=MARKS.get(language, []))
    for language, programs in PROGRAMS.items()
    for channel, code in programs.items()
]


def task(language):
    """Return a problem with one sample and two hidden tests."""
    marks = (OPEN, SECRET, SECRET + "2")
    if language == "sql":
        rows = {"columns": ["a"], "rows": [["right-mark-1"]]}
        tests = [({"database": SEED.format(mark)}, {"rows": rows}) for mark in marks]
        made = problem("sql", "query", None, tests)
    else:
        expected = {"value": "right-mark-1", "stdout": "right-mark-2"}
        made = function(
            "s: str", "str", *(({"args": [m]}, expected) for m in marks), language=language
        )
    hidden = [t.updated(visibility="hidden") for t in made.tests[1:]]
    return made.updated(tests=(made.tests[0], *hidden))


@pytest.mark.parametrize(("language", "code"), CASES)
def test_no_channel_tells_a_hidden_input_or_what_is_expected_of_it(language, code):
    outcome = judged(task(language), code)
    assert outcome.verdict not in ("accepted", "judge_error", "compile_error"), outcome
    sample, *hidden = outcome.cases
    assert "mark" in sample.model_dump_json()
    told = json.dumps([case.to_json() for case in hidden])
    assert "mark" not in told, told
    assert "secret" not in outcome.model_dump_json()
    for case in hidden:
        figures = {"name", "visibility", "category", "verdict", "points", "time_ms", "memory_kb"}
        assert {k for k, v in case.to_json().items() if v not in (None, "")} == figures


def seen(*figures):
    return [Observed("accepted", time_ms=ms, memory_kb=kb) for ms, kb in figures]


def test_figures_that_differ_by_a_hidden_input_are_told_alike():
    made = task("python")
    bench = Bench(made, made.tests, made.limits, "rlimit")
    one = bench.outcome(seen((7, 9000), (21, 33_000), (163, 40_000)))
    other = bench.outcome(seen((7, 9000), (39, 62_000), (319, 65_000)))
    assert one == other
    assert one.time_ms == sum(case.time_ms for case in one.cases)
    assert one.memory_kb == max(case.memory_kb for case in one.cases)


@given(st.integers(0, 40_000), st.integers(0, 40_000), st.integers(100, 30_000))
def test_coarse_figures_keep_their_order_and_hide_the_rest(one, other, limit):
    low, high = sorted((one, other))
    assert coarse_time(low, limit) <= coarse_time(high, limit) <= limit
    assert coarse_time(low, limit) >= min(low, limit)
    assert coarse_memory(low) <= coarse_memory(high)
    assert (coarse_time(low, limit) == 0) == (low == 0)


def test_few_values_are_ever_told():
    assert len({coarse_time(ms, 2000) for ms in range(1, 2001)}) == 9
    assert len({coarse_memory(mb << 10) for mb in range(1, 257)}) == 5


def test_no_row_or_log_line_holds_what_a_program_told_of_a_hidden_test(tmp_path, caplog):
    database = tmp_path / "codemm.sqlite"
    made = task("python")

    async def work():
        store = open_store(database)
        ctx = make_context(store, sandbox=BareSandbox())
        queue = SubmissionQueue(ctx)
        activity = Activity(
            id="a",
            owner=OWNER,
            title="One",
            language="python",
            problems=(made,),
            created_at=FixedClock().now(),
        )
        try:
            await store.transact(lambda tx: tx.activities.add(activity))
            for code in PROGRAMS["python"].values():
                # The activity itself holds the marks: a submission's rows write them reversed.
                told = code.replace("def f(s):", "def f(s):\n    s = s[::-1]\n   ").replace(
                    "   \n", "\n"
                )
                request = SubmitRequest(problem_id=made.id, source=Source.single(told))
                submitted = await queue.submit(OWNER, request)
                done = await queue.wait(OWNER, submitted.id, 60)
                assert done.status == "done"
                assert done.outcome.verdict not in ("compile_error", "judge_error"), done.outcome
        finally:
            await queue.close()
            await store.close()

    with caplog.at_level("DEBUG"):
        asyncio.run(work())
    texts = texts_in(database)
    assert any(OPEN[::-1] in text for text in texts)
    assert not any(SECRET[::-1] in text for text in (*texts, caplog.text))
