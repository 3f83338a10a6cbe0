"""Staff reads what a learner did for the class, and the learner sees that it was read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.errors import ForbiddenError, NotFoundError
from jupyter_codemm.services import classes, grading
from jupyter_codemm.services.accesses import accesses_to
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.exporting import export
from jupyter_codemm.services.hinting import hint
from jupyter_codemm.services.learner_records import LearnerRecords, OfClass
from jupyter_codemm.services.replaying import Replays
from tests.fakes.drafts import REFERENCE
from tests.services.schools import EVE, WRONG, School, run


def reads(one: School):
    return LearnerRecords(one.ctx, Replays(one.ctx))


def eve_of(one: School, user="ada", caller=EVE) -> OfClass:
    return OfClass(caller, one.class_id, user)


async def told(one: School, user="ada"):
    log = await accesses_to(one.ctx, user)
    return [(line.actor, line.what, line.problem_id, line.reads) for line in log.accesses]


def test_staff_reads_the_journey_of_the_class_and_nothing_of_private_practice(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        private = (await one.practise()).id
        await one.submit(WRONG)
        await hint(one.ctx, "ada", HintRequest(problem_id="p-1", level=1))
        last = await one.submit(REFERENCE)
        records, of = reads(one), eve_of(one)
        timeline = await records.journey(of, "p-1")
        assert {row.problem_id for row in timeline.rows} == {"p-1"}
        assert [row.verdict for row in timeline.rows if row.kind == "submitted"] == [
            "wrong_answer",
            "accepted",
        ]
        step = await records.step(of, "p-1", timeline.steps)
        assert (step.code, step.solved, step.attempts) == (REFERENCE, True, 2)
        assert [row.kind for row in (await records.interactions(of, "p-1")).rows] == [
            "submission"
        ] * 2
        assert len((await records.solutions(of, "p-1")).versions) == 2
        found = await records.submissions(of)
        assert [each.passed for each in found] == [8, 6]
        assert (await records.submission(of, last.id)).source.code == REFERENCE
        record = await records.record(of)
        assert [problem.problem_id for problem in record.problems] == ["p-1"]
        assert record.cells[0].percent == 100.0
        for read in (
            records.journey(of, "own-p"),
            records.step(of, "own-p", 1),
            records.submission(of, private),
            records.submissions(of, "no-such"),
        ):
            with pytest.raises(NotFoundError):
                await read
        assert await told(one) == [
            ("eve", "record", None, 1),
            ("eve", "submission", None, 1),
            ("eve", "submissions", None, 1),
            ("eve", "solutions", "p-1", 1),
            ("eve", "interactions", "p-1", 1),
            ("eve", "replay", "p-1", 1),
            ("eve", "journey", "p-1", 1),
        ]

    run(tmp_path, scenario)


def test_a_replay_watched_step_by_step_is_one_line_until_a_pause(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        records, of = reads(one), eve_of(one)
        for step in (1, 2, 3):
            await records.step(of, "p-1", step)
            one.pass_time(timedelta(minutes=1))
        one.pass_time(timedelta(minutes=31))
        await records.step(of, "p-1", 1)
        assert await told(one) == [("eve", "replay", "p-1", 1), ("eve", "replay", "p-1", 3)]
        newest, older = (await accesses_to(one.ctx, "ada")).accesses
        assert older.last_at - older.first_at == timedelta(minutes=2)
        assert (newest.class_id, newest.class_name) == (one.class_id, "Loops")
        assert await told(one, "bob") == []
        told_all = (await export(one.ctx, "ada", "json")).content
        assert told_all.count(b'"what": "replay"') == 4

    run(tmp_path, scenario)


def test_who_reads_how_a_grade_came_to_be_is_told_unless_it_is_their_own(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        await grading.history(one.ctx, EVE, one.challenge_id, "ada")
        await grading.history(one.ctx, Caller("ada"), one.challenge_id, "ada")
        assert await told(one) == [("eve", "grade", None, 1)]

    run(tmp_path, scenario)


def test_what_is_refused_is_neither_read_nor_written_down(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        records = reads(one)
        for caller, error in (
            (Caller("eve"), ForbiddenError),
            (Caller("bob", acts_as_staff=True), ForbiddenError),
            (Caller("zoe", acts_as_staff=True), NotFoundError),
        ):
            of = eve_of(one, caller=caller)
            for read in (
                records.record(of),
                records.journey(of, "p-1"),
                records.step(of, "p-1", 1),
                records.submissions(of),
            ):
                with pytest.raises(error):
                    await read
        with pytest.raises(NotFoundError, match="no learner"):
            await records.record(eve_of(one, "zoe"))
        with pytest.raises(NotFoundError, match="no learner"):
            await records.record(eve_of(one, "eve"))
        assert await told(one) == []

    run(tmp_path, scenario)


def test_a_reading_that_cannot_be_written_down_does_not_happen(tmp_path):
    """The row is written in the transaction that reads: without it there is no answer."""

    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        records, of = reads(one), eve_of(one)
        with pytest.raises(Exception, match="step"):
            await records.step(of, "p-1", 999)
        assert await told(one) == [("eve", "replay", "p-1", 1)]
        await classes.unenrol(one.ctx, EVE, one.class_id, "ada")
        assert (await records.record(of)).is_member is False
        await one.ctx.store.transact(lambda tx: tx.people.erase("ada", actor="ada"))
        assert await told(one) == []
        with pytest.raises(NotFoundError):
            await records.step(of, "p-1", 1)

    run(tmp_path, scenario)


def test_alerts_about_the_class_are_shown_with_what_they_rest_on(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for _ in range(4):
            await one.submit(WRONG)
        (alert,) = [
            each
            for each in (await reads(one).record(eve_of(one))).alerts
            if each.trigger == "no_new_test_passed"
        ]
        assert alert.problem_id == "p-1"
        assert len(alert.evidence) >= 3

    run(tmp_path, scenario)
