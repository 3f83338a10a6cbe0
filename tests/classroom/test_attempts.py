"""The line that a learner's attempts at a problem are counted from."""

from __future__ import annotations

import pytest

from jupyter_codemm.classroom import logged
from jupyter_codemm.contracts.attempts import Attempt
from jupyter_codemm.errors import InvalidInputError
from tests.store.records import at, outcome


def judged(cases, verdict="wrong_answer"):
    one = outcome("accepted")
    return one.updated(
        verdict=verdict,
        cases=[
            one.cases[0].updated(name=name, verdict=told).to_json() for name, told in cases.items()
        ],
        passed=sum(told == "accepted" for told in cases.values()),
        total=len(cases),
    )


def test_each_attempt_has_its_letter_for_each_test_in_the_order_of_submission():
    first = judged({"t1": "accepted", "t2": "time_limit", "t3": "not_run"}, "time_limit")
    second = judged({"t1": "accepted", "t2": "accepted"}, "accepted")
    attempts = [
        Attempt(submission_id="u2", at=at(5), outcome=second),
        Attempt(submission_id="u1", at=at(1), outcome=first, misconception="boundary"),
    ]
    log = logged("h1", "ada", "p1", attempts)
    assert log.submission_ids == ("u1", "u2")
    assert log.cases == {"t1": "PP", "t2": "FP", "t3": "N-"}
    assert (log.verdicts, log.passed, log.totals) == (("time_limit", "accepted"), (1, 2), (3, 2))
    assert log.misconceptions == ("boundary", "")
    assert (log.accepted, log.attempts) == (1, 2)


def test_nothing_that_was_judged_is_no_log():
    assert logged("h1", "ada", "p1", []) is None


def test_a_log_has_one_entry_of_each_kind_for_each_attempt():
    log = logged("h1", "ada", "p1", [Attempt(submission_id="u1", at=at(1), outcome=outcome())])
    with pytest.raises(InvalidInputError, match="each attempt"):
        log.updated(cases={"test_case_1": "PF"})
