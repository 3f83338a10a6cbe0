"""A class keeps for its days what was done for it; submissions and grades stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.contracts.classroom import ClassChange
from jupyter_codemm.contracts.grading import ReviewRequest
from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.errors import ForbiddenError, InvalidInputError, WrongStateError
from jupyter_codemm.services import classes
from jupyter_codemm.services.class_retention import DailyRetention
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.hinting import hint
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.learner_records import LearnerRecords, OfClass
from jupyter_codemm.services.replaying import Replays
from jupyter_codemm.services.retaining import Retention, expire, expired
from jupyter_codemm.services.reviewing import review
from tests.fakes.drafts import REFERENCE
from tests.services.schools import ADA, EVE, WRONG, School, run
from tests.store.engines import change

ROOT = Caller("root", acts_as_staff=True)


async def keep(one: School, days: int):
    change = ClassChange(record_days=days)
    return await classes.change_class(one.ctx, EVE, one.class_id, change)


def test_after_its_days_a_record_is_gone_and_the_work_goes_on(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await keep(one, 30)
        await one.submit(WRONG)
        await hint(one.ctx, "ada", HintRequest(problem_id="p-1", level=1))
        journeys, replays = Journeys(one.ctx), Replays(one.ctx)
        await one.practise()  # the newest record is none of the class's, and stays
        assert len((await replays.timeline("ada", "p-1")).rows) > 1
        before = await journeys.worked("ada")
        assert {each.problem_id for each in before.problems} == {"own-p", "p-1"}
        grade = await one.grade()
        daily = DailyRetention(one.ctx)
        assert await daily.sweep() == 0
        one.pass_time(timedelta(days=31))
        assert await daily.sweep() == 1
        assert (await replays.timeline("ada", "p-1")).rows == ()
        after = await journeys.worked("ada")
        assert [each.problem_id for each in after.problems] == ["own-p"]
        assert await one.grade() == grade
        records = LearnerRecords(one.ctx, replays)
        made = await records.submissions(OfClass(EVE, one.class_id, "ada"))
        assert [each.passed for each in made] == [6]
        await one.submit(REFERENCE)
        assert len((await replays.timeline("ada", "p-1")).rows) > 1

    run(tmp_path, scenario)


def test_what_waits_for_a_persons_grade_is_kept_until_it_has_one(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="journey")
        await keep(one, 30)
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        asked = ReviewRequest(user="bob", percent=80.0)
        await review(one.ctx, EVE, one.challenge_id, asked)
        daily, replays = DailyRetention(one.ctx), Replays(one.ctx)
        one.pass_time(timedelta(days=31))
        (told,) = (await expired(one.ctx.store, one.ctx.clock, Retention())).classes
        assert set(told.records) == {"bob"}
        assert await daily.sweep() == 1
        assert (await replays.timeline("ada", "p-1")).rows
        asked = ReviewRequest(user="ada", percent=80.0)
        await review(one.ctx, EVE, one.challenge_id, asked)
        one.pass_time(timedelta(days=2))
        assert await daily.sweep() == 1
        assert (await replays.timeline("ada", "p-1")).rows == ()

    run(tmp_path, scenario)


def test_what_nobody_can_grade_any_more_is_not_kept_for_that(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="journey")
        await keep(one, 30)
        await one.submit(WRONG)
        await classes.delete_class(one.ctx, ROOT, one.class_id)
        one.pass_time(timedelta(days=31))
        assert await DailyRetention(one.ctx).sweep() == 1

    run(tmp_path, scenario)


DAMAGED_ROW = (
    "INSERT INTO journey (user_name, id, problem_id, type, recorded_at, document)"
    " SELECT user_name, 900, problem_id, type, recorded_at, '{}'"
    " FROM journey WHERE user_name = 'ada' AND id = 1"
)


@pytest.mark.parametrize(
    ("damage", "learners"),
    [
        ("UPDATE learners SET settings = '{' WHERE user_name = 'ada'", 1),
        (DAMAGED_ROW.format("{"), 2),
        (DAMAGED_ROW.format('{"code_state_id": [1]}'), 2),
    ],
)
def test_a_damaged_record_keeps_nobody_elses(damage, learners, tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await keep(one, 30)
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        change(tmp_path / "codemm.sqlite", damage)
        one.pass_time(timedelta(days=31))
        assert await DailyRetention(one.ctx).sweep() == learners
        assert (await Replays(one.ctx).timeline("bob", "p-1")).rows == ()

    run(tmp_path, scenario)


def test_nor_does_it_where_the_site_says_how_long(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        change(tmp_path / "codemm.sqlite", "UPDATE learners SET settings = '{' WHERE last_id > 0")
        await one.submit(WRONG, "eve")
        one.pass_time(timedelta(days=31))
        gone = await expire(one.ctx.store, one.ctx.clock, Retention(30, {}))
        assert set(gone.records) == {"eve"}

    run(tmp_path, scenario)


def test_days_are_for_who_manages_the_roster_and_from_what_was_seen(tmp_path):
    async def scenario(one: School) -> None:
        assert (await keep(one, 180)).record_days == 180
        seen = (await keep(one, 90)).version
        with pytest.raises(ForbiddenError):
            await classes.change_class(one.ctx, ADA, one.class_id, ClassChange(record_days=60))
        stale = ClassChange(version=seen - 1, record_days=60)
        with pytest.raises(WrongStateError):
            await classes.change_class(one.ctx, EVE, one.class_id, stale)
        (mine,) = await classes.my_classes(one.ctx, ADA)
        assert mine.school_class.record_days == 90
        assert (await keep(one, 0)).record_days is None

    run(tmp_path, scenario)


@pytest.mark.parametrize("days", [-1, 1, 29, 3651])
def test_days_that_are_none_are_named(days):
    with pytest.raises(
        InvalidInputError, match="record_days: must be from 30 to 3650 days"
    ) as told:
        ClassChange.parse({"record_days": days})
    assert str(days) in str(told.value)
