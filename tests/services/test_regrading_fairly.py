"""Judging again takes nothing from anybody, leaves nobody out, and ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.errors import UnreachableError
from jupyter_codemm.services import activities, challenges, submissions
from jupyter_codemm.services.class_views import submissions as rows
from jupyter_codemm.services.judging import SubmissionQueue
from jupyter_codemm.services.learner_records import LearnerRecords, OfClass
from jupyter_codemm.services.regrade_turns import DELETED, RENEWED
from jupyter_codemm.services.replaying import Replays
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import REFERENCE
from tests.fakes.pauses import Pauses
from tests.services.schools import ADA, EVE, WRONG, School, run
from tests.services.test_regrading import Gate, fixed, percents, regraded, runs_on, with_sandbox


async def failed(one: School, code: str, name: str = "u-failed"):
    """Store a submission that the judge failed, made before everything else."""
    done = await one.submit(code, "bob")
    broken = done.updated(
        id=name,
        user="ada",
        outcome=done.outcome.updated(verdict="judge_error", cases=[], passed=0, points=0.0),
    )
    await one.ctx.store.transact(lambda tx: tx.submissions.add(broken))
    one.pass_time(timedelta(minutes=1))
    return broken


async def stored(one: School, regrade_id: str):
    return await one.ctx.store.transact(lambda tx: tx.regrades.get(regrade_id))


@pytest.mark.parametrize("counted", ["best", "last"])
def test_what_the_judge_failed_takes_no_attempt_when_it_is_judged_later(counted, tmp_path):
    async def scenario(one: School) -> None:
        await one.give(attempts=1, counted=counted)
        await failed(one, WRONG)
        right = await one.submit(REFERENCE)
        assert right.outcome.verdict == "accepted"
        await regraded(one)
        grade = await one.grade()
        assert (grade.percent, grade.submission_id) == (100.0, right.id)

    run(tmp_path, scenario)


def test_what_the_judge_failed_counts_once_it_is_judged_and_leaves_the_attempt(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(attempts=1)
        await failed(one, REFERENCE)
        await regraded(one)
        assert (await one.grade()).percent == 100.0
        assert (await challenges.get(one.ctx, ADA, one.challenge_id)).is_open
        assert (await one.submit(WRONG)).outcome.verdict == "wrong_answer"
        assert not (await challenges.get(one.ctx, ADA, one.challenge_id)).is_open

    run(tmp_path, scenario)


def test_a_run_whose_challenge_is_deleted_ends_and_says_why(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        await fixed(one)
        gate = Gate(1)
        runs = runs_on(with_sandbox(one, gate))
        made = await runs.start(EVE, one.challenge_id)
        await gate.held.wait()
        await challenges.delete(one.ctx, EVE, one.challenge_id)
        gate.open.set()
        await runs.wait()
        ended = await stored(one, made.id)
        assert (ended.state, ended.note, ended.done) == ("cancelled", DELETED, 1)
        assert ended.ended_at is not None
        await challenges.restore(one.ctx, EVE, one.class_id, one.challenge_id)
        assert await percents(one) == {"ada": 100.0, "bob": 75.0}
        await runs.close()
        assert [line.judged for line in (await regraded(one)).lines] == [0, 1]

    run(tmp_path, scenario)


class NeverThere(BareSandbox):
    async def execute(self, *args, **more):
        raise UnreachableError("The judge is away.")


def test_a_run_that_waits_for_the_judge_ends_with_its_challenge_too(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        await fixed(one)
        pauses = Pauses()
        runs = runs_on(with_sandbox(one, NeverThere()), pauses)
        made = await runs.start(EVE, one.challenge_id)
        await pauses.reached(2)  # the heartbeat's, and that of the run
        await challenges.delete(one.ctx, EVE, one.challenge_id)
        await pauses.pass_on()
        await runs.wait()
        assert (await stored(one, made.id)).state == "cancelled"
        await runs.close()

    run(tmp_path, scenario)


def test_a_run_ends_when_the_challenge_gives_other_tests_meanwhile(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        await fixed(one)
        gate = Gate(1)
        runs = runs_on(with_sandbox(one, gate))
        made = await runs.start(EVE, one.challenge_id)
        await gate.held.wait()
        before = await activities.get_activity(one.ctx, "eve", "activity-1")
        newer = before.problems[0].updated(version=3)
        after = before.updated(problems=[newer.to_json()], version=3)
        await one.ctx.store.transact(lambda tx: tx.activities.save(after, "newer"))
        await one.change(newest=True)
        gate.open.set()
        await runs.wait()
        await runs.close()
        ended = await stored(one, made.id)
        assert (ended.state, ended.note) == ("cancelled", RENEWED)
        assert [line.judged for line in (await regraded(one)).lines] == [1, 1]

    run(tmp_path, scenario)


def test_what_had_no_verdict_when_it_began_is_judged_by_the_new_tests_too(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG, "bob")
        gate = Gate(0)
        held = SubmissionQueue(with_sandbox(one, gate, "server-2"), pause=Pauses())
        waits = await held.submit(
            "ada", SubmitRequest(problem_id="p-1", source=Source.single(WRONG))
        )
        await gate.held.wait()
        await fixed(one)
        pauses = Pauses()
        runs = runs_on(one.ctx, pauses)
        made = await runs.start(EVE, one.challenge_id)
        await pauses.reached(2)  # the heartbeat's, and that of the run
        waiting = (await runs.report(EVE, one.challenge_id, made.id)).regrade
        assert (waiting.done, waiting.total, waiting.state) == (1, 2, "running")
        assert "no verdict yet" in waiting.note
        gate.left = 100
        gate.open.set()
        first = await held.wait("ada", waits.id, 60)
        assert (first.outcome.verdict, first.problem_version) == ("wrong_answer", 1)
        await pauses.pass_on()
        await runs.wait()
        ended = await stored(one, made.id)
        assert (ended.state, ended.done, ended.total, ended.note) == ("done", 2, 2, "")
        assert await percents(one) == {"ada": 100.0, "bob": 100.0}
        await runs.close()
        await held.close()

    run(tmp_path, scenario)


def test_who_has_everything_erased_under_way_is_left_out(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        await fixed(one)
        gate = Gate(0)
        runs = runs_on(with_sandbox(one, gate))
        made = await runs.start(EVE, one.challenge_id)
        await gate.held.wait()
        await one.ctx.store.transact(lambda tx: tx.people.erase("ada", actor="ada"))
        gate.left = 100
        gate.open.set()
        await runs.wait()
        report = await runs.report(EVE, one.challenge_id, made.id)
        assert [line.user for line in report.lines] == ["bob"]
        assert report.regrade.state == "done"
        gone = await one.ctx.store.transact(lambda tx: tx.grades.get(one.challenge_id, "ada"))
        assert gone is None
        await runs.close()

    run(tmp_path, scenario)


def test_every_view_tells_the_verdict_that_counts_now(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        wrong, right = await one.submit(WRONG), await one.submit(REFERENCE, "bob")
        await fixed(one)
        await regraded(one)
        for user, name, solved, told in (
            ("ada", wrong.id, 1, ("accepted", 8, "wrong_answer")),
            ("bob", right.id, 0, ("wrong_answer", 6, "accepted")),
        ):
            caller = ADA if user == "ada" else type(ADA)(user)
            (view,) = (await challenges.of_class(one.ctx, caller, one.class_id)).challenges
            assert view.solved == solved
            (mine,) = await submissions.list_submissions(one.ctx, user)
            (row,) = await rows(one.ctx, EVE, one.challenge_id, [name])
            of = OfClass(EVE, one.class_id, user)
            records = LearnerRecords(one.ctx, Replays(one.ctx))
            (listed,) = await records.submissions(of)
            for each in (mine, row, listed):
                assert (each.verdict, each.passed, each.first_verdict) == told
                assert each.problem_version == 2
            whole = await records.submission(of, name)
            own = await submissions.get_submission(one.ctx, user, name)
            for each in (whole, own):
                got = (each.outcome.verdict, each.outcome.passed, each.first_verdict)
                assert got == told

    run(tmp_path, scenario)
