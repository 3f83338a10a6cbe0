"""What every store does with what a class did."""

from __future__ import annotations

from jupyter_codemm.classroom import logged
from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.attempts import Attempt, AttemptLog
from jupyter_codemm.contracts.class_work import Alerts, WorkSummary
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert
from jupyter_codemm.ports import Whereabouts
from tests.store.records import activity, at, outcome, submission


def log(user="ada", challenge="h1", problem="p1", count=1, verdict="wrong_answer") -> AttemptLog:
    attempts = [
        Attempt(submission_id=f"{user}-{n}", at=at(n), outcome=outcome(verdict))
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
    def test_submissions_without_a_verdict_are_found_by_challenge_and_user(self, run):
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
            ("h1", "ada"): ("u1", "u2"),
            ("h2", "bob"): ("u3",),
        }
        assert run(lambda tx: tx.submissions.waiting(["h2"])) == {("h2", "bob"): ("u3",)}


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


def work(user="ada", problem="p1", minutes=0.0, triggers=(), **more) -> WorkSummary:
    alerts = tuple(
        StruggleAlert(
            trigger=trigger,
            topic="loops",
            severity="medium",
            problem_id=problem,
            evidence=(1, 2),
            record_id=2,
            opened_at=at(minutes),
            offered=True,
        )
        for trigger in triggers
    )
    return WorkSummary(
        user=user, problem_id=problem, at=at(minutes), record_id=3, alerts=alerts, **more
    )


class TestWorks:
    def test_the_last_place_of_each_learner_comes_with_their_attempts_there(self, run):
        made = [work(), work(problem="p2", minutes=5), work("bob"), work("cy", "p9")]
        run(lambda tx: tx.works.save(made))
        for one in (log(problem="p2", count=3), log("bob", challenge="h9")):
            run(lambda tx, one=one: tx.attempts.save(one))
        both = {"p1": ["h1"], "p2": ["h2", "h1"]}
        found = run(lambda tx: tx.works.places(["ada", "bob", "dee"], both))
        assert {user: place.work for user, place in found.items()} == {
            "ada": made[1],
            "bob": made[2],
        }
        ada, made_there = found["ada"], log(problem="p2", count=3)
        assert ada.submission_ids == made_there.submission_ids
        assert (ada.verdict, ada.passed, ada.total) == ("wrong_answer", 0, 1)
        assert (found["bob"].submission_ids, found["bob"].verdict) == ((), None)
        run(lambda tx: tx.works.save([work(minutes=9, triggers=["same_error"])]))
        nowhere = {"p1": [], "p2": []}
        assert run(lambda tx: tx.works.places(["ada"], nowhere)) == {
            "ada": Whereabouts(work(minutes=9))
        }
        assert run(lambda tx: tx.works.places(["ada"], {})) == {}
        assert run(lambda tx: tx.works.places([], both)) == {}

    def test_of_works_and_attempts_of_one_moment_it_is_always_the_same(self, run):
        run(lambda tx: tx.works.save([work(problem=name) for name in ("p2", "p3", "p1")]))
        for challenge, count in (("h2", 3), ("h1", 2)):
            one = log(challenge=challenge, problem="p3", count=count)
            run(lambda tx, one=one: tx.attempts.save(one))
        given = {"p1": ["h1"], "p2": ["h1"], "p3": ["h1", "h2"]}
        (place,) = run(lambda tx: tx.works.places(["ada"], given)).values()
        assert (place.work.problem_id, len(place.submission_ids)) == ("p3", 3)

    def test_alerts_are_those_about_the_problems_asked_for_oldest_first(self, run):
        later, earlier = (
            work(minutes=5, triggers=["failed_runs"]),
            work(problem="p2", minutes=1, triggers=["same_error"]),
        )
        run(lambda tx: tx.works.save([later, earlier, work("bob")]))
        found = run(lambda tx: tx.works.alerts(["p1", "p2"]))
        assert found == {"ada": Alerts(alerts=(*earlier.alerts, *later.alerts))}
        run(lambda tx: tx.works.save([work(minutes=6)]))
        assert run(lambda tx: tx.works.alerts(["p1"])) == {}

    def test_alerts_that_staff_dealt_with_are_told_beside_the_open_ones(self, run):
        (alert,) = work(triggers=["failed_runs"]).alerts
        handled = HandledAlert(alert=alert, by="eve", at=at(7))
        there = work(problem="p2", minutes=1, triggers=["same_error"])
        run(lambda tx: tx.works.save([work(minutes=5, handled=(handled,)), there]))
        found = run(lambda tx: tx.works.alerts(["p1", "p2"]))
        assert found == {"ada": Alerts(alerts=there.alerts, handled=(handled,))}
        assert run(lambda tx: tx.works.alerts(["p1"])) == {"ada": Alerts(handled=(handled,))}
        (place,) = run(lambda tx: tx.works.places(["ada"], {"p1": []})).values()
        assert place.work == work(minutes=5)

    def test_times_are_of_every_learner_with_the_problems(self, run):
        made = [work(active_ms=5, solved=True), work("bob", active_ms=2**40), work(problem="p2")]
        run(lambda tx: tx.works.save(made))
        found = run(lambda tx: tx.works.times(["p1"]))
        assert [(one.user, one.active_ms, one.solved) for one in found] == [
            ("ada", 5, True),
            ("bob", 2**40, False),
        ]

    def test_problems_that_were_solved_are_told_by_learner(self, run):
        for one in (
            log(),
            log(problem="p2", verdict="accepted"),
            log(challenge="h2", verdict="accepted"),
            log("bob", challenge="h3", verdict="accepted"),
        ):
            run(lambda tx, one=one: tx.attempts.save(one))
        assert run(lambda tx: tx.attempts.solved(["h1", "h2"])) == {"ada": ("p1", "p2")}
        assert run(lambda tx: tx.attempts.solved([])) == {}


class TestOutlines:
    def test_they_are_of_the_version_asked_for_with_no_input_of_any_test(self, run):
        run(lambda tx: tx.activities.add(activity(problems=("p1", "p2"))))
        run(lambda tx: tx.activities.save(activity(problems=("p2",), version=2), "less"))
        found = run(lambda tx: tx.versions.outlines([("a1", 1), ("a1", 2), ("a1", 3), ("a9", 1)]))
        assert {name: [one.id for one in told] for name, told in found.items()} == {
            ("a1", 1): ["p1", "p2"],
            ("a1", 2): ["p2"],
        }
        (told, _) = found["a1", 1]
        assert (told.title, [test.name for test in told.tests]) == ("Echo", ["test_case_1"])
        assert "a\\n" not in told.model_dump_json()
        assert run(lambda tx: tx.versions.outlines([])) == {}


class TestNamed:
    def test_submissions_are_found_by_their_ids_whoever_made_them(self, run):
        run(lambda tx: tx.activities.add(activity()))
        made = [submission(f"u{n:04}", "ada" if n % 2 else "bob") for n in range(4)]
        for one in made:
            run(lambda tx, one=one: tx.submissions.add(one))
        asked = [*(one.id for one in made[:3]), *(f"none-{n}" for n in range(1200))]
        found = run(lambda tx: tx.submissions.named(asked))
        assert sorted(one.id for one in found) == [one.id for one in made[:3]]
        assert run(lambda tx: tx.submissions.named([])) == ()
