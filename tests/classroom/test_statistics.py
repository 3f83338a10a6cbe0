"""Statistics of a problem: hand-computed numbers of four learners, each with its rows."""

from __future__ import annotations

from jupyter_codemm.classroom import problem_statistics
from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.contracts.class_work import OutlinedTest, ProblemOutline
from jupyter_codemm.ports import TimeSpent
from tests.store.records import at

PROBLEM = ProblemOutline(
    id="p1",
    version=2,
    title="Sums",
    language="python",
    difficulty="easy",
    tests=tuple(
        OutlinedTest(name=name, visibility="hidden", category="typical", points=1.0)
        for name in ("t1", "t2")
    ),
)


def log(user, verdicts, faults=None, problem="p1", **cases):
    count = len(verdicts)
    return AttemptLog(
        challenge_id="h1",
        user=user,
        problem_id=problem,
        submission_ids=tuple(f"{user}{n}" for n in range(1, count + 1)),
        at=tuple(at(n) for n in range(count)),
        verdicts=tuple(verdicts),
        passed=(0,) * count,
        totals=(2,) * count,
        misconceptions=tuple(faults or ("",) * count),
        cases=cases,
    )


W, A, T = "wrong_answer", "accepted", "time_limit"
LOGS = [
    log("ada", [W, W, A], ["boundary", "boundary", ""], t1="PPP", t2="FFP"),
    log("bob", [W], ["boundary"], t1="F", t2="F"),
    log("cy", [A], t1="P", t2="P"),
    log("dee", [W, T], ["position", ""], t1="PF", t2="FN", t0="F-"),
    log("ada", [W], problem="p2", t1="F", t2="F"),
]
TIMES = [
    TimeSpent(user=user, problem_id=problem, active_ms=ms, solved=solved)
    for user, problem, ms, solved in (
        ("ada", "p1", 300_000, True),
        ("bob", "p1", 900_000, False),
        ("cy", "p1", 100_000, True),
        ("ada", "p2", 50_000, True),
    )
]


def counted(tally):
    assert tally.count == len(tally.submission_ids)
    return tally.submission_ids


def test_attempts_verdicts_and_time():
    told = problem_statistics(PROBLEM, LOGS, TIMES)
    assert (told.tried, told.attempts) == (("ada", "bob", "cy", "dee"), 7)
    assert counted(told.accepted) == ("ada3", "cy1")
    assert told.median_attempts == 2.0
    assert [(one.attempts, counted(one.tally)) for one in told.attempts_to_accept] == [
        (1, ("cy1",)),
        (3, ("ada3",)),
    ]
    assert [(one.verdict, counted(one.tally)) for one in told.verdicts] == [
        (A, ("ada3", "cy1")),
        (W, ("bob1",)),
        (T, ("dee2",)),
    ]
    time = told.time
    assert (time.lower_quartile_ms, time.median_ms, time.upper_quartile_ms) == (
        *(150_000, 200_000, 250_000),
    )
    assert time.users == ("ada", "cy")


def test_each_test_has_its_rate_over_newest_attempts_and_who_failed_it_first():
    told = {one.name: one for one in problem_statistics(PROBLEM, LOGS, TIMES).cases}
    assert list(told) == ["t1", "t2", "t0"]
    second = told["t2"]
    assert counted(second.passed) == ("ada3", "cy1")
    assert (counted(second.failed), counted(second.not_run)) == (("bob1",), ("dee2",))
    assert second.pass_rate == 0.6667
    assert counted(second.failed_first) == ("ada1", "bob1", "dee1")
    assert counted(told["t1"].failed) == ("bob1", "dee2")
    gone = told["t0"]
    assert (gone.is_current, gone.pass_rate, gone.visibility) == (False, None, None)
    assert counted(gone.failed_first) == ("dee1",)


def test_misunderstandings_are_counted_by_learners_with_every_attempt_that_shows_one():
    first, second = problem_statistics(PROBLEM, LOGS, TIMES).misconceptions
    assert (first.misconception, first.users) == ("boundary", ("ada", "bob"))
    assert counted(first.tally) == ("ada1", "ada2", "bob1")
    assert (second.misconception, counted(second.tally)) == ("position", ("dee1",))


def test_a_problem_that_nobody_tried_has_no_rate_and_no_median():
    told = problem_statistics(PROBLEM, [], [])
    assert (told.tried, told.median_attempts, told.time.median_ms) == ((), None, None)
    assert [one.pass_rate for one in told.cases] == [None, None]
