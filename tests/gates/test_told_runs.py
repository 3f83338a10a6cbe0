"""What the gates on runs say to whoever wrote the draft."""

from __future__ import annotations

import asyncio
import json

import pytest

from jupyter_codemm.contracts.outcome import Got, Outcome
from jupyter_codemm.contracts.problem import CaseInput, Expected
from jupyter_codemm.gates import verify
from jupyter_codemm.gates.execution import (
    Claimed,
    Tried,
    check_claims,
    check_deterministic,
    check_reference,
    check_starter,
)
from jupyter_codemm.judging import Observation, Observations
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import changed, good_draft
from tests.judging.test_data_changes import change

RAN = Observation("accepted", Got(value=2))


def claimed(given: CaseInput, seen: Observation) -> Claimed:
    return Claimed(7, given, Expected(value=3), seen, right=False)


def test_another_answer_than_the_claimed_one_is_called_wrong():
    given = CaseInput(args=(1,))
    told = check_claims([claimed(given, RAN)], hidden=()).evidence
    assert told["case_verdict"] == "wrong_answer"
    test = good_draft().problem.tests[0]
    told = check_reference(Observations((RAN,)), [Tried(test, RAN, right=False)]).evidence
    assert told["case_verdict"] == told["verdict"] == "wrong_answer"
    crashed = Observation("runtime_error", Got(raises="KeyError"))
    told = check_claims([claimed(given, crashed)], hidden=()).evidence
    assert told["case_verdict"] == "runtime_error"
    tried = [Tried(test, RAN, right=False)]
    told = check_deterministic(tried, runs=1, varied="ties").evidence
    assert (told["case_verdict"], told["varied"]) == ("wrong_answer", "ties")


def test_an_answer_that_is_no_text_is_told_all_the_same():
    seen = Observation("accepted", Got(value="a\udca8\x1b[1m"))
    evidence = check_claims([claimed(CaseInput(args=(1,)), seen)], hidden=()).evidence
    assert "got" in evidence
    json.dumps(evidence, ensure_ascii=False).encode()


def test_of_a_database_the_rows_are_shown():
    tables = "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);\nCREATE TABLE u (c TEXT);\n" * 5
    given = CaseInput(database=f"{tables}INSERT INTO t VALUES\n  (1, 'x'),\n  (2, NULL);\n")
    told = check_claims([claimed(given, RAN)], hidden=()).evidence["input"]
    assert told == "INSERT INTO t VALUES\n  (1, 'x'),\n  (2, NULL)"
    bare = CaseInput(database="CREATE TABLE t (a);\n")
    assert "CREATE" in check_claims([claimed(bare, RAN)], hidden=()).evidence["input"]


def outcome(passed: int) -> Outcome:
    """Return what the judge says of a starter that passes the first so many of 8 tests."""
    cases = [
        {"name": f"test_case_{n + 1}", "visibility": "hidden", "category": "typical", "points": 1}
        | {"verdict": "accepted" if n < passed else "wrong_answer"}
        for n in range(8)
    ]
    whole = "accepted" if passed == 8 else "wrong_answer"
    return Outcome.parse(
        {"verdict": whole, "passed": passed, "total": 8, "cases": cases, "points": 0}
        | {"max_points": 8, "time_ms": 1, "memory_kb": 1, "tier": "rlimit"}
        | {"limits": good_draft().problem.limits.to_json()}
    )


@pytest.mark.parametrize(("passed", "ok"), [(0, True), (4, True), (5, False), (8, False)])
def test_doing_nothing_may_be_right_where_data_are_changed(passed, ok):
    (test,) = change().tests
    tests = [test.updated(name=f"test_case_{n}").to_json() for n in range(1, 9)]
    problem = change().updated(tests=tests)
    assert check_starter(problem, outcome(passed)).ok is ok
    assert check_starter(good_draft().problem, outcome(passed)).ok is (passed == 0)


def test_a_starter_that_raises_may_do_so_where_that_is_asked_for():
    tests = [test.to_json() for test in good_draft().problem.tests]
    tests[0]["expected"] = {"raises": "X"}
    problem = changed(good_draft(), tests=tests).problem
    assert check_starter(problem, outcome(1)).ok
    assert not check_starter(problem, outcome(2)).ok


def test_a_wrong_sample_is_told_once():
    tests = [test.to_json() for test in good_draft().problem.tests]
    tests[0]["expected"]["value"] += 1
    found = asyncio.run(verify(changed(good_draft(), tests=tests), BareSandbox(), audit=True))
    refused = [gate.gate for gate in found.gates if not gate.ok]
    assert refused == ["reference"]
