"""What every store does with runs that judge submissions again."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.regrading import NewVerdict, Regrade, RegradeLine
from jupyter_codemm.errors import NotFoundError, WrongStateError
from tests.store.records import activity, at, outcome, submission


def made(name="r1", challenge="h1", **more) -> Regrade:
    known = {"actor": "eve", "activity_version": 2, "total": 3, "created_at": at(0)}
    return Regrade(id=name, challenge_id=challenge, **(known | more))


def verdict(name="u1", user="ada", told="accepted", challenge="h1", run="r1") -> NewVerdict:
    return NewVerdict(
        regrade_id=run,
        submission_id=name,
        challenge_id=challenge,
        user=user,
        problem_id="p1",
        problem_version=2,
        outcome=outcome(told),
        judged_at=at(1),
    )


def line(user="ada") -> RegradeLine:
    return RegradeLine(user=user, before=None, after=None, judged=1)


def test_runs_are_kept_and_changed(run):
    for one in (made(), made("r2"), made("r3", "h2")):
        run(lambda tx, one=one: tx.regrades.add(one))
    ended = made(state="done", done=3, ended_at=at(5))
    run(lambda tx: tx.regrades.save(ended))
    assert run(lambda tx: tx.regrades.get("r1")) == ended
    assert [one.id for one in run(lambda tx: tx.regrades.of_challenge("h1"))] == ["r2", "r1"]
    assert [one.id for one in run(lambda tx: tx.regrades.running())] == ["r2", "r3"]
    with pytest.raises(WrongStateError):
        run(lambda tx: tx.regrades.add(made()))
    for ask in (lambda tx: tx.regrades.get("r9"), lambda tx: tx.regrades.save(made("r9"))):
        with pytest.raises(NotFoundError):
            run(ask)


def test_the_newest_verdict_on_a_submission_is_the_last_that_was_kept(run):
    run(lambda tx: tx.regrades.keep([verdict(), verdict("u2"), verdict("u3", "bob")]))
    run(lambda tx: tx.regrades.keep([verdict(told="time_limit", run="r2")]))
    run(lambda tx: tx.regrades.keep([]))
    found = run(lambda tx: tx.regrades.newest(["h1"], ["ada"]))
    assert {name: one.outcome.verdict for name, one in found.items()} == {
        "u1": "time_limit",
        "u2": "accepted",
    }
    told = run(lambda tx: tx.regrades.verdicts("h1", "ada"))
    assert [(one.submission_id, one.regrade_id) for one in told] == [
        ("u1", "r1"),
        ("u2", "r1"),
        ("u1", "r2"),
    ]
    run(lambda tx: tx.regrades.keep([verdict("u4", challenge="h2")]))
    both = run(lambda tx: tx.regrades.newest(["h1", "h2"], ["ada", "bob"]))
    assert set(both) == {"u1", "u2", "u3", "u4"}
    assert run(lambda tx: tx.regrades.newest(["h2"], ["bob"])) == {}
    assert run(lambda tx: tx.regrades.newest([], ["ada"])) == {}


def test_what_a_run_came_to_is_told_by_learner_and_goes_with_them(run):
    run(lambda tx: tx.regrades.settle("r1", line("bob")))
    run(lambda tx: tx.regrades.settle("r1", line()), lambda tx: tx.regrades.settle("r2", line()))
    assert run(lambda tx: tx.regrades.lines("r1")) == (line(), line("bob"))
    assert run(lambda tx: tx.regrades.settled("r1")) == {"ada", "bob"}
    run(lambda tx: tx.regrades.keep([verdict(), verdict("u3", "bob")]))
    erased = run(lambda tx: tx.people.erase("ada", actor="ada"))
    assert (erased["regrade_lines"], erased["regrade_verdicts"]) == (2, 1)
    assert run(lambda tx: tx.regrades.settled("r1")) == {"bob"}
    assert run(lambda tx: tx.regrades.verdicts("h1", "ada")) == ()


def test_submissions_with_a_verdict_are_counted_by_user(run):
    run(lambda tx: tx.activities.add(activity()))
    done = {"status": "done", "outcome": outcome()}
    for name, user, more in (
        ("u1", "ada", {"challenge_id": "h1"} | done),
        ("u2", "ada", {"challenge_id": "h1"} | done),
        ("u3", "bob", {"challenge_id": "h1"}),
        ("u4", "bob", {"challenge_id": "h2"} | done),
        ("u5", "cy", done),
    ):
        one = submission(name, user, **more)
        run(lambda tx, one=one: tx.submissions.add(one))
    assert run(lambda tx: tx.submissions.judged("h1")) == {"ada": 2}
    assert run(lambda tx: tx.submissions.judged("h9")) == {}
    found = run(lambda tx: tx.submissions.submitted_at(["u1", "u3", "u9"]))
    assert found == {name: submission(name, "ada").submitted_at for name in ("u1", "u3")}
    assert run(lambda tx: tx.submissions.submitted_at([])) == {}
