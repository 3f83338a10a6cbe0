"""The live view and the statistics, as they follow from what learners do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.contracts.noting import Note
from jupyter_codemm.contracts.recording import SettingsChange
from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.errors import ForbiddenError, InvalidInputError, NotFoundError
from jupyter_codemm.services import classes, noting
from jupyter_codemm.services.class_views import MOST_ROWS, live, statistics, submissions
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.hinting import hint
from jupyter_codemm.services.journeys import Journeys
from tests.fakes.drafts import REFERENCE, good_draft
from tests.services.schools import ADA, EVE, WRONG, School, run

MINUTE = timedelta(minutes=1)


async def seen(one: School):
    view = await live(one.ctx, EVE, one.class_id)
    return view, {line.user: line for line in view.lines}


def test_who_is_where_with_the_rows_of_each_number(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        view, lines = await seen(one)
        assert (view.not_started, view.active, view.struggling) == (("ada", "bob"), (), ())
        await noting.note(one.ctx, "ada", Note(problem_id="p-1", what="opened"))
        _, lines = await seen(one)
        assert (lines["ada"].problem_id, lines["ada"].what) == ("p-1", "problem_opened")
        wrong = await one.submit(WRONG)
        await hint(one.ctx, "ada", HintRequest(problem_id="p-1", level=1))
        view, lines = await seen(one)
        ada = lines["ada"]
        assert (ada.challenge_id, ada.session_open, ada.is_active) == (one.challenge_id, True, True)
        assert (ada.submission_ids, ada.verdict) == ((wrong.id,), "wrong_answer")
        assert (ada.passed, ada.total, ada.hints_used, ada.solved_ids) == (6, 8, 1, ())
        record = await one.ctx.store.transact(lambda tx: tx.journeys.records("ada")[-1])
        assert (ada.record_id, ada.what) == (record.id, record.event.type)
        assert (view.active, view.not_started) == (("ada",), ("bob",))
        assert [(p.id, p.title, p.users) for p in view.problems] == [
            ("p-1", good_draft().problem.title, ("ada",))
        ]
        one.pass_time(6 * MINUTE)
        view, _ = await seen(one)
        assert view.active == ()
        right = await one.submit(REFERENCE)
        _, lines = await seen(one)
        assert lines["ada"].submission_ids == (wrong.id, right.id)
        assert lines["ada"].solved_ids == ("p-1",)

    run(tmp_path, scenario)


def test_who_struggles_stands_first_with_the_evidence_until_it_is_solved(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        for _ in range(4):
            await one.submit(WRONG, "bob")
            one.pass_time(MINUTE)
        await noting.note(one.ctx, "ada", Note(problem_id="p-1", what="opened"))
        view, lines = await seen(one)
        assert [line.user for line in view.lines] == ["bob", "ada"]
        assert view.struggling == ("bob",)
        records = await one.ctx.store.transact(lambda tx: tx.journeys.records("bob"))
        submitted = {record.id for record in records if record.event.type == "submitted"}
        (alert,) = [a for a in lines["bob"].alerts if a.trigger == "no_new_test_passed"]
        assert len(alert.evidence) >= 3
        assert set(alert.evidence) <= submitted
        await one.submit(REFERENCE, "bob")
        view, _ = await seen(one)
        assert view.struggling == ()

    run(tmp_path, scenario)


def test_an_activity_that_was_given_twice_is_told_by_what_is_published(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.change(state="draft")
        await one.give()
        await one.submit(WRONG)
        view, lines = await seen(one)
        assert [(each.id, each.challenge_id) for each in view.problems] == [
            ("p-1", one.challenge_id)
        ]
        assert lines["ada"].challenge_id == one.challenge_id

    run(tmp_path, scenario)


def test_a_sitting_that_was_left_is_no_longer_open(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        at = one.ctx.clock.now()
        one.pass_time(31 * MINUTE)
        await Journeys(one.ctx).sweep()
        _, lines = await seen(one)
        assert (lines["ada"].session_open, lines["ada"].last_at) == (False, at)

    run(tmp_path, scenario)


def test_who_paused_the_record_or_did_nothing_for_the_class_is_nowhere(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await Journeys(one.ctx).change_settings("ada", SettingsChange(recording=False))
        await one.submit(REFERENCE)
        _, lines = await seen(one)
        assert (lines["ada"].problem_id, lines["ada"].solved_ids) == (None, ("p-1",))
        await one.submit(REFERENCE, "eve")
        await classes.unenrol(one.ctx, EVE, one.class_id, "bob")
        _, lines = await seen(one)
        assert set(lines) == {"ada"}

    run(tmp_path, scenario)


def test_statistics_are_of_learners_and_follow_each_verdict(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        first = await one.submit(WRONG)
        one.pass_time(MINUTE)
        last = await one.submit(REFERENCE)
        wrong = await one.submit(WRONG, "bob")
        await one.submit(WRONG, "eve")
        told = await statistics(one.ctx, EVE, one.challenge_id)
        assert told.learners == ("ada", "bob")
        (problem,) = told.problems
        assert (problem.tried, problem.attempts) == (("ada", "bob"), 3)
        assert problem.accepted.submission_ids == (last.id,)
        assert (problem.median_attempts, problem.time.users) == (2.0, ("ada",))
        assert problem.time.median_ms == 60_000
        assert [case.name for case in problem.cases] == [
            test.name for test in good_draft().problem.tests
        ]
        failed = [case for case in problem.cases if case.failed.count]
        assert len(failed) == 2  # the two of eight that the wrong program fails
        for case in failed:
            assert case.failed.submission_ids == (wrong.id,)
            assert set(case.failed_first.submission_ids) == {first.id, wrong.id}
            assert case.pass_rate == 0.5

    run(tmp_path, scenario)


def test_nobody_but_staff_sees_either(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for caller, error in (
            (ADA, ForbiddenError),
            (Caller("eve"), ForbiddenError),
            (Caller("zoe", acts_as_staff=True), NotFoundError),
        ):
            with pytest.raises(error):
                await live(one.ctx, caller, one.class_id)
            with pytest.raises(error):
                await statistics(one.ctx, caller, one.challenge_id)

    run(tmp_path, scenario)


def test_the_rows_behind_a_number_are_those_of_the_challenge_alone(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        wrong = await one.submit(WRONG)
        right = await one.submit(REFERENCE, "bob")
        asked = [wrong.id, right.id, "submission-of-nobody"]
        found = await submissions(one.ctx, EVE, one.challenge_id, asked)
        assert [(row.id, row.user, row.verdict) for row in found] == [
            (right.id, "bob", "accepted"),
            (wrong.id, "ada", "wrong_answer"),
        ]
        elsewhere = wrong.updated(id="submission-elsewhere", challenge_id=None)
        await one.ctx.store.transact(lambda tx: tx.submissions.add(elsewhere))
        assert await submissions(one.ctx, EVE, one.challenge_id, [elsewhere.id]) == ()
        with pytest.raises(ForbiddenError):
            await submissions(one.ctx, ADA, one.challenge_id, [wrong.id])
        with pytest.raises(InvalidInputError, match="at most 200"):
            await submissions(one.ctx, EVE, one.challenge_id, ["x"] * (MOST_ROWS + 1))

    run(tmp_path, scenario)
