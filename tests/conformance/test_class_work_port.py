"""What every store does with what a class did."""

from __future__ import annotations

from jupyter_codemm.classroom import logged
from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.attempts import Attempt, AttemptLog
from tests.store.records import activity, at, outcome, submission


def log(user="ada", challenge="h1", problem="p1", count=1) -> AttemptLog:
    attempts = [
        Attempt(submission_id=f"{user}-{n}", at=at(n), outcome=outcome("wrong_answer"))
        for n in range(count)
    ]
    return logged(challenge, user, problem, attempts)


class TestAttempts:
    def test_a_later_log_takes_the_place_of_the_one_before(self, run):
        for count in (1, 2):
            run(lambda tx, n=count: tx.attempts.save(log(count=n)))
        assert run(lambda tx: tx.attempts.of_challenge("h1")) == (log(count=2),)
        assert run(lambda tx: tx.attempts.of_challenge("h2")) == ()

    def test_they_are_counted_over_problems_for_those_who_are_asked_for(self, run):
        for one in (
            log(count=2),
            log(problem="p2", count=3),
            log("bob"),
            log("cy"),
            log(challenge="h2", count=4),
            log(challenge="h3"),
        ):
            run(lambda tx, one=one: tx.attempts.save(one))
        found = run(lambda tx: tx.attempts.counts(["h1", "h2"], ["ada", "bob", "zoe"]))
        assert found == {("h1", "ada"): 5, ("h1", "bob"): 1, ("h2", "ada"): 4}
        assert run(lambda tx: tx.attempts.counts([], [])) == {}
        mine = run(lambda tx: tx.attempts.of_challenge("h1", "ada"))
        assert [one.problem_id for one in mine] == ["p1", "p2"]

    def test_they_go_with_their_learner(self, run):
        run(lambda tx: tx.attempts.save(log()), lambda tx: tx.attempts.save(log("bob")))
        assert run(lambda tx: tx.people.erase("ada", actor="ada"))["attempts"] == 1
        assert [one.user for one in run(lambda tx: tx.attempts.of_challenge("h1"))] == ["bob"]


class TestWaiting:
    def test_submissions_without_a_verdict_are_counted_by_challenge_and_user(self, run):
        run(lambda tx: tx.activities.add(activity()))
        for name, user, more in (
            ("u1", "ada", {"challenge_id": "h1"}),
            ("u2", "ada", {"challenge_id": "h1", "status": "running"}),
            ("u3", "bob", {"challenge_id": "h2"}),
            ("u4", "bob", {}),
            ("u5", "bob", {"challenge_id": "h1", "status": "done", "outcome": outcome()}),
        ):
            one = submission(name, user, **more)
            run(lambda tx, one=one: tx.submissions.add(one))
        assert run(lambda tx: tx.submissions.waiting(["h1", "h2"])) == {
            ("h1", "ada"): 2,
            ("h2", "bob"): 1,
        }
        assert run(lambda tx: tx.submissions.waiting(["h1"])) == {("h1", "ada"): 2}


def reading(subject="ada", actor="eve", minutes=0.0, what="journey") -> Access:
    return Access(at=at(minutes), actor=actor, subject=subject, what=what, class_id="c1")


class TestAccesses:
    def test_they_are_told_newest_first_to_whose_record_it_was(self, run):
        made = [reading(minutes=n) for n in range(3)]
        for one in (*made, reading("bob")):
            run(lambda tx, one=one: tx.accesses.record(one))
        assert run(lambda tx: tx.accesses.to("ada", 10)) == tuple(made[::-1])
        assert run(lambda tx: tx.accesses.to("ada", 2)) == (made[2], made[1])
        assert run(lambda tx: tx.accesses.to("eve", 10)) == ()

    def test_they_go_with_whose_record_it_was_and_not_with_the_reader(self, run):
        run(lambda tx: tx.accesses.record(reading()))
        run(lambda tx: tx.people.erase("eve", actor="eve"))
        assert len(run(lambda tx: tx.accesses.to("ada", 10))) == 1
        assert run(lambda tx: tx.people.erase("ada", actor="root"))["audit"] == 1
        assert run(lambda tx: tx.accesses.to("ada", 10)) == ()
