"""A test was wrong: everything that was submitted is judged again, and nothing is lost."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.classroom import ChallengeTerms
from jupyter_codemm.contracts.gradebook import OverrideRequest
from jupyter_codemm.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    UnreachableError,
    WrongStateError,
)
from jupyter_codemm.services import activities, challenges, grading
from jupyter_codemm.services.attempting import is_attempt
from jupyter_codemm.services.class_views import statistics
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.erasing import Erasure, erase_in_class
from jupyter_codemm.services.judging_here import JudgingHere
from jupyter_codemm.services.regrade_records import lease_key
from jupyter_codemm.services.regrading import Regrades
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import make_context
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.pauses import Pauses
from tests.services.schools import ADA, EVE, WRONG, School, run


def right_by_now():
    """Return the problem with tests that take `>=` for right, as the teacher had meant it."""
    problem = good_draft().problem
    tests = []
    for test in problem.tests:
        values, limit = test.input.args
        meant = sum(value >= limit for value in values)
        tests.append(test.updated(expected={"value": meant}).to_json())
    return problem.updated(tests=tests, version=2)


async def fixed(one: School) -> None:
    """Store the fixed problem, and give it to the class."""
    before = await activities.get_activity(one.ctx, "eve", "activity-1")
    after = before.updated(problems=[right_by_now().to_json()], version=2)
    await one.ctx.store.transact(lambda tx: tx.activities.save(after, "fixed"))
    await one.change(newest=True)


def runs_on(ctx, pause=None) -> Regrades:
    """Return runs that judge in the sandbox of a context."""
    pause = pause or Pauses()
    return Regrades(ctx, JudgingHere(ctx.sandbox, 1, pause), pause=pause)


async def regraded(one: School):
    """Run a regrading to its end and return its report."""
    runs = runs_on(one.ctx)
    made = await runs.start(EVE, one.challenge_id)
    await runs.wait()
    report = await runs.report(EVE, one.challenge_id, made.id)
    await runs.close()
    return report


async def percents(one: School):
    book = await grading.gradebook(one.ctx, EVE, one.challenge_id)
    return {grade.user: grade.percent for grade in book.grades}


def test_grades_follow_the_fixed_tests_and_the_first_verdicts_stay(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        wrong, right = await one.submit(WRONG), await one.submit(REFERENCE, "bob")
        assert await percents(one) == {"ada": 75.0, "bob": 100.0}
        await fixed(one)
        report = await regraded(one)
        assert await percents(one) == {"ada": 100.0, "bob": 75.0}
        run_ = report.regrade
        assert (run_.state, run_.done, run_.total, run_.activity_version) == ("done", 2, 2, 2)
        ada, bob = report.lines
        assert (ada.before.percent, ada.after.percent) == (75.0, 100.0)
        assert (bob.before.percent, bob.after.percent) == (100.0, 75.0)
        (change,) = ada.changed
        assert (change.submission_id, change.before, change.after) == (
            *(wrong.id, "wrong_answer", "accepted"),
        )
        assert (change.before_passed, change.after_passed, change.after_total) == (6, 8, 8)
        kept = await one.ctx.store.transact(lambda tx: tx.submissions.get(right.id, "bob"))
        assert (kept.outcome.verdict, kept.problem_version) == ("accepted", 1)
        told = await grading.history(one.ctx, Caller("bob"), one.challenge_id, "bob")
        assert [(event.cause, event.actor) for event in told.events] == [
            ("submitted", None),
            ("regraded", "eve"),
        ]
        (again,) = told.judged_again
        assert (again.submission_id, again.verdict, again.problem_version) == (
            *(right.id, "wrong_answer", 2),
        )
        (problem,) = (await statistics(one.ctx, EVE, one.challenge_id)).problems
        assert problem.accepted.submission_ids == (wrong.id,)

    run(tmp_path, scenario)


def test_what_staff_decided_stays_and_the_tests_stand_beside_it(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        decision = OverrideRequest(user="ada", percent=10.0, comment="Copied.")
        await grading.override(one.ctx, EVE, one.challenge_id, decision)
        await fixed(one)
        (line,) = (await regraded(one)).lines
        assert (line.before.percent, line.after.percent) == (10.0, 10.0)
        assert (line.before.from_tests, line.after.from_tests) == (75.0, 100.0)
        grade = await one.grade()
        assert (grade.is_override, grade.comment) == (True, "Copied.")
        back = OverrideRequest(user="ada")
        assert (await grading.override(one.ctx, EVE, one.challenge_id, back)).percent == 100.0

    run(tmp_path, scenario)


def test_what_is_submitted_later_counts_beside_what_was_judged_again(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        await fixed(one)
        await regraded(one)
        later = await one.submit(REFERENCE)
        assert (later.problem_version, later.outcome.passed) == (2, 6)
        assert (await one.grade()).percent == 100.0
        report = await regraded(one)
        assert [(line.judged, line.changed) for line in report.lines] == [(0, ())]
        assert (report.regrade.done, report.regrade.total) == (2, 2)

    run(tmp_path, scenario)


class Gate:
    """A sandbox that lets so many executions pass and holds the next one back."""

    def __init__(self, passes: int) -> None:
        self.inner = BareSandbox()
        self.tier = self.inner.tier
        self.left = passes
        self.held = asyncio.Event()
        self.open = asyncio.Event()

    async def execute(self, *args, **more):
        if self.left == 0:
            self.held.set()
            await self.open.wait()
        self.left -= 1
        return await self.inner.execute(*args, **more)

    def __getattr__(self, name):
        return getattr(self.inner, name)


def with_sandbox(one: School, sandbox, holder="server-1"):
    return make_context(one.ctx.store, sandbox=sandbox, clock=one.ctx.clock, holder=holder)


def test_it_can_be_cancelled_and_who_was_settled_stays_so(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        await fixed(one)
        gate = Gate(1)
        runs = runs_on(with_sandbox(one, gate))
        made = await runs.start(EVE, one.challenge_id)
        await gate.held.wait()
        with pytest.raises(WrongStateError, match="under way"):
            await runs.start(EVE, one.challenge_id)
        (seen,) = await runs.of_challenge(EVE, one.challenge_id)
        assert (seen.done, seen.total, seen.state) == (1, 2, "running")
        ended = await runs.cancel(EVE, one.challenge_id, made.id)
        assert (ended.state, ended.done) == ("cancelled", 1)
        await runs.wait()
        assert await percents(one) == {"ada": 100.0, "bob": 75.0}
        with pytest.raises(WrongStateError, match="ended"):
            await runs.cancel(EVE, one.challenge_id, made.id)
        await runs.close()
        report = await regraded(one)
        assert [line.judged for line in report.lines] == [0, 1]
        assert await percents(one) == {"ada": 100.0, "bob": 100.0}

    run(tmp_path, scenario)


def test_who_had_everything_erased_and_submits_again_is_settled_by_that_alone(tmp_path, caplog):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        await fixed(one)
        gate = Gate(0)
        runs = runs_on(with_sandbox(one, gate))
        made = await runs.start(EVE, one.challenge_id)
        await gate.held.wait()
        root = Caller("root", acts_as_staff=True)
        await erase_in_class(one.ctx, Erasure(root, one.class_id, "ada", "ada"))
        again = await one.submit(REFERENCE)
        gate.left = 10
        gate.open.set()
        await runs.wait()
        report = await runs.report(EVE, one.challenge_id, made.id)
        await runs.close()
        assert report.regrade.state == "done"
        assert [(line.user, line.judged) for line in report.lines] == [("ada", 0), ("bob", 1)]
        assert await percents(one) == {"ada": 75.0, "bob": 100.0}
        assert (await one.grade()).submission_id == again.id
        assert "KeyError" not in caplog.text

    run(tmp_path, scenario)


def test_the_next_server_goes_on_with_those_who_are_left(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        await fixed(one)
        gate = Gate(1)
        runs = runs_on(with_sandbox(one, gate))
        made = await runs.start(EVE, one.challenge_id)
        await gate.held.wait()
        await runs.close()
        again = runs_on(with_sandbox(one, BareSandbox(), "server-2"))
        await again.recover()
        await again.wait()
        report = await again.report(EVE, one.challenge_id, made.id)
        await again.close()
        assert (report.regrade.state, report.regrade.done) == ("done", 2)
        assert [line.judged for line in report.lines] == [1, 1]
        assert await percents(one) == {"ada": 100.0, "bob": 100.0}

    run(tmp_path, scenario)


def test_a_server_that_died_is_followed_when_its_lease_has_run_out_and_not_before(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        await fixed(one)
        dead = runs_on(with_sandbox(one, Gate(0), "server-dead"))
        made = await dead.start(EVE, one.challenge_id)
        again = runs_on(with_sandbox(one, BareSandbox(), "server-2"))
        await again.recover()
        lease = await one.ctx.store.transact(lambda tx: tx.leases.get(lease_key(made.id)))
        assert lease.holder == "server-dead"
        one.ctx.clock.advance(16)
        await again.recover()
        await again.wait()
        assert await percents(one) == {"ada": 100.0, "bob": None}
        await again.close()
        await dead.close()
        events = (await grading.history(one.ctx, ADA, one.challenge_id, "ada")).events
        assert [event.cause for event in events] == ["submitted", "regraded"]

    run(tmp_path, scenario)


class Remembering(JudgingHere):
    """A queue that answers a job it knows with what was there first, as those of workers do."""

    def __init__(self, *args):
        super().__init__(*args)
        self.known = {}

    async def submit(self, job):
        if job.id not in self.known:
            await super().submit(job)

    async def result(self, job_id):
        if job_id not in self.known:
            self.known[job_id] = await super().result(job_id)
        return self.known[job_id]


def test_a_queue_that_remembers_the_first_verdicts_judges_again(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        jobs = Remembering(one.ctx.sandbox, 1)
        submission = await one.submit(WRONG)
        jobs.known[submission.id] = submission.outcome
        await fixed(one)
        runs = Regrades(one.ctx, jobs, pause=Pauses())
        await runs.start(EVE, one.challenge_id)
        await runs.wait()
        await runs.close()
        assert (await percents(one))["ada"] == 100.0

    run(tmp_path, scenario)


class Away(BareSandbox):
    """A sandbox that cannot be reached at first."""

    away = True

    async def execute(self, *args, **more):
        if self.away:
            raise UnreachableError("The judge is away.")
        return await super().execute(*args, **more)


def test_while_the_judge_is_away_it_waits_and_says_so(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        await fixed(one)
        sandbox, pauses = Away(), Pauses()
        runs = runs_on(with_sandbox(one, sandbox), pauses)
        made = await runs.start(EVE, one.challenge_id)
        await pauses.reached(2)  # the heartbeat's, and that of the run
        report = await runs.report(EVE, one.challenge_id, made.id)
        assert "cannot be reached" in report.regrade.note
        sandbox.away = False
        await pauses.pass_on()
        await runs.wait()
        report = await runs.report(EVE, one.challenge_id, made.id)
        assert (report.regrade.state, report.regrade.note) == ("done", "")
        await runs.close()

    run(tmp_path, scenario)


def test_who_may_not_release_starts_none_and_other_challenges_have_none(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        runs = runs_on(one.ctx)
        with pytest.raises(InvalidInputError, match="Nothing was submitted"):
            await runs.start(EVE, one.challenge_id)
        await one.submit(WRONG)
        made = await runs.start(EVE, one.challenge_id)
        await runs.wait()
        for caller, error in (
            (ADA, ForbiddenError),
            (Caller("eve"), ForbiddenError),
            (Caller("zoe", acts_as_staff=True), NotFoundError),
        ):
            for ask in (
                runs.start(caller, one.challenge_id),
                runs.cancel(caller, one.challenge_id, made.id),
                runs.of_challenge(caller, one.challenge_id),
                runs.report(caller, one.challenge_id, made.id),
            ):
                with pytest.raises(error):
                    await ask
        first = one.challenge_id
        await one.give()
        assert one.challenge_id != first
        with pytest.raises(NotFoundError, match="regrading"):
            await runs.report(EVE, one.challenge_id, made.id)
        await runs.close()

    run(tmp_path, scenario)


def test_a_submission_that_the_judge_failed_gets_its_first_verdict(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        done = await one.submit(REFERENCE)
        broken = done.updated(
            id="u-broken",
            outcome=done.outcome.updated(verdict="judge_error", cases=[], passed=0, points=0.0),
        )
        await one.ctx.store.transact(lambda tx: tx.submissions.add(broken))
        assert not is_attempt(broken)
        (line,) = (await regraded(one)).lines
        assert (line.judged, line.failed) == (1, 0)
        (change,) = line.changed
        assert (change.submission_id, change.after) == ("u-broken", "accepted")

    run(tmp_path, scenario)


def test_the_terms_of_a_challenge_do_not_change_by_it(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(attempts=1)
        await one.submit(WRONG)
        await fixed(one)
        await regraded(one)
        seen = await challenges.get(one.ctx, ADA, one.challenge_id)
        assert (seen.is_open, seen.challenge.terms) == (False, ChallengeTerms(attempts=1))
        assert seen.grade.percent == 100.0

    run(tmp_path, scenario)
