"""A class is given an activity: who sees it when, what is taken, and what it is worth."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from jupyter_codemm.contracts.classroom import (
    ChallengeChange,
    LatePolicy,
    NewOrganization,
)
from jupyter_codemm.contracts.gradebook import OverrideRequest
from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.errors import ForbiddenError, NotFoundError, WrongStateError
from jupyter_codemm.services import activities, challenges, classes, grading, solving
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.hinting import hint
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.fixed_clock import START
from tests.services.schools import ADA, DAY, EVE, WRONG, School, run
from tests.store.engines import change


def test_learners_see_what_is_published_and_released_and_strangers_nothing(tmp_path):
    async def scenario(one: School) -> None:
        with pytest.raises(NotFoundError):
            await solving.view_problem(one.ctx, "ada", "p-1")
        await one.give(release_at=START + DAY)
        for call in (challenges.get, challenges.notebook):
            with pytest.raises(NotFoundError):
                await call(one.ctx, ADA, one.challenge_id)
        assert (await challenges.of_class(one.ctx, ADA, one.class_id)).challenges == ()
        with pytest.raises(NotFoundError):
            await one.submit(REFERENCE)
        assert (await one.submit(REFERENCE, "eve")).outcome.verdict == "accepted"
        one.pass_time(DAY)
        (seen,) = (await challenges.of_class(one.ctx, ADA, one.class_id)).challenges
        assert (seen.is_open, [p.id for p in seen.problems]) == (True, ["p-1"])
        assert (await solving.view_problem(one.ctx, "ada", "p-1")).id == "p-1"
        with pytest.raises(NotFoundError):
            await solving.view_problem(one.ctx, "zoe", "p-1")
        await one.change(state="draft")
        with pytest.raises(NotFoundError):
            await solving.view_problem(one.ctx, "ada", "p-1")

    run(tmp_path, scenario)


def test_her_notebook_holds_no_hidden_test(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        written = str((await challenges.notebook(one.ctx, ADA, one.challenge_id)).notebook)
        hidden = [test for test in good_draft().problem.tests if test.visibility == "hidden"]
        assert len(hidden) == 5
        assert "p-1" in written
        assert not [t.name for t in hidden if str(t.input) in written or t.name in written]

    run(tmp_path, scenario)


def test_the_best_submission_is_the_grade_and_each_step_is_kept(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        assert (await one.grade()).status == "pending"
        wrong = await one.submit(WRONG)
        assert (wrong.challenge_id, wrong.outcome.passed) == (one.challenge_id, 6)
        assert (await one.grade()).percent == 75.0
        one.pass_time(timedelta(minutes=1))
        await one.submit(REFERENCE)
        one.pass_time(timedelta(minutes=1))
        await one.submit(WRONG)
        told = await grading.history(one.ctx, ADA, one.challenge_id, "ada")
        assert [event.after.percent for event in told.events] == [75.0, 100.0]
        assert (await challenges.get(one.ctx, ADA, one.challenge_id)).grade.percent == 100.0
        assert (await one.grade("bob")).status == "pending"
        with pytest.raises(ForbiddenError):
            await grading.history(one.ctx, ADA, one.challenge_id, "bob")

    run(tmp_path, scenario)


def test_attempts_and_the_due_date_close_it_and_nothing_is_lost(tmp_path):
    async def scenario(one: School) -> None:
        late = LatePolicy(kind="refuse")
        await one.give(attempts=2, due_at=START + DAY, late=late)
        await one.submit(WRONG)
        await one.submit(WRONG)
        with pytest.raises(WrongStateError, match="2 attempts"):
            await one.submit(REFERENCE)
        assert not (await challenges.get(one.ctx, ADA, one.challenge_id)).is_open
        one.pass_time(DAY + timedelta(seconds=1))
        with pytest.raises(WrongStateError, match="was due"):
            await one.submit(REFERENCE, "bob")
        assert (await solving.view_problem(one.ctx, "bob", "p-1")).id == "p-1"
        assert (await one.grade()).percent == 75.0

    run(tmp_path, scenario)


def test_attempts_count_without_a_look_at_the_programs(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(attempts=1)
        made = await one.submit(REFERENCE)
        # There may be a thousand long ones, and this is asked again and again.
        place = tmp_path / "codemm.sqlite"
        change(place, "UPDATE submissions SET document = '{' WHERE id = :id", id=made.id)
        with pytest.raises(WrongStateError, match="1 attempts"):
            await one.submit(WRONG)
        (seen,) = (await challenges.of_class(one.ctx, ADA, one.class_id)).challenges
        assert (seen.closed_by, seen.solved) == ("attempts", 1)

    run(tmp_path, scenario)


def test_an_activity_that_is_given_twice_takes_attempts_where_some_are_left(tmp_path):
    async def scenario(one: School) -> None:
        limits = {}
        for attempts in (1, 2):
            await one.give(attempts=attempts)
            limits[one.challenge_id] = attempts
        made = [(await one.submit(WRONG)).challenge_id for _ in range(3)]
        assert Counter(made) == limits
        with pytest.raises(WrongStateError, match="attempts at this challenge are used"):
            await one.submit(REFERENCE)
        assert (await one.submit(REFERENCE, "bob")).challenge_id == made[0]
        assert (await solving.view_problem(one.ctx, "ada", "p-1")).id == "p-1"

    run(tmp_path, scenario)


def test_what_is_late_costs_what_the_policy_says(tmp_path):
    async def scenario(one: School) -> None:
        late = LatePolicy(kind="deduct", percent_a_day=10)
        await one.give(due_at=START + DAY, late=late)
        one.pass_time(2 * DAY + timedelta(hours=1))
        await one.submit(REFERENCE)
        grade = await one.grade()
        assert (grade.percent, grade.penalty_percent) == (80.0, 20.0)

    run(tmp_path, scenario)


def test_a_decision_of_staff_stands_until_it_is_taken_back(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        decision = OverrideRequest(user="ada", percent=90.0, comment="A good idea.")
        await grading.override(one.ctx, EVE, one.challenge_id, decision)
        await one.submit(REFERENCE)
        grade = await one.grade()
        assert (grade.percent, grade.from_tests, grade.comment) == (90.0, 100.0, "A good idea.")
        back = OverrideRequest(user="ada")
        assert (await grading.override(one.ctx, EVE, one.challenge_id, back)).percent == 100.0
        with pytest.raises(WrongStateError):
            await grading.override(one.ctx, EVE, one.challenge_id, back)
        stranger = OverrideRequest(user="zoe", percent=1.0)
        with pytest.raises(NotFoundError, match="zoe"):
            await grading.override(one.ctx, EVE, one.challenge_id, stranger)
        told = await grading.history(one.ctx, EVE, one.challenge_id, "ada")
        assert [(event.cause, event.actor) for event in told.events] == [
            ("submitted", None),
            ("overridden", "eve"),
            ("submitted", None),
            ("released_override", "eve"),
        ]

    run(tmp_path, scenario)


def test_a_class_keeps_the_version_that_it_was_given(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        other = good_draft().problem.updated(title="Another story", version=2)
        changed = await activities.get_activity(one.ctx, "eve", "activity-1")
        changed = changed.updated(problems=[other.to_json()], version=2)
        await one.ctx.store.transact(lambda tx: tx.activities.save(changed, "edited"))
        before = await solving.view_problem(one.ctx, "ada", "p-1")
        await one.change(newest=True)
        after = await solving.view_problem(one.ctx, "ada", "p-1")
        assert before.title != after.title == "Another story"
        with pytest.raises(WrongStateError, match="given to a class"):
            await activities.delete(one.ctx, "eve", "activity-1")

    run(tmp_path, scenario)


def test_she_finds_it_with_her_class_and_her_notebook_of_that_version(tmp_path):
    async def scenario(at: School) -> None:
        assert (await challenges.given_to_me(at.ctx, ADA)).challenges == ()
        await at.give(attempts=2)
        found = await challenges.given_to_me(at.ctx, ADA)
        assert [one.school_class.name for one in found.classes] == ["Loops"]
        assert not found.teaches
        (seen,) = found.challenges
        assert (seen.solved, seen.notebook, seen.is_renewed, seen.closed_by) == (
            *(0, None, False, None),
        )
        await challenges.remember(at.ctx, ADA, at.challenge_id, "loops/one.ipynb")
        await at.submit(WRONG)
        await at.submit(REFERENCE)
        (seen,) = (await challenges.given_to_me(at.ctx, ADA)).challenges
        assert (seen.solved, seen.notebook, seen.closed_by) == (1, "loops/one.ipynb", "attempts")
        changed = await activities.get_activity(at.ctx, "eve", "activity-1")
        changed = changed.updated(title="Two", version=2)
        await at.ctx.store.transact(lambda tx: tx.activities.save(changed, "edited"))
        await at.change(newest=True)
        (seen,) = (await challenges.given_to_me(at.ctx, ADA)).challenges
        assert (seen.notebook, seen.is_renewed) == (None, True)
        (his,) = (await challenges.given_to_me(at.ctx, Caller("bob"))).challenges
        assert (his.solved, his.notebook, his.is_renewed) == (0, None, False)
        with pytest.raises(NotFoundError):
            await challenges.remember(at.ctx, Caller("eli"), at.challenge_id, "one.ipynb")
        nothing = await challenges.given_to_me(at.ctx, Caller("eli"))
        assert (nothing.classes, nothing.teaches) == ((), False)

    run(tmp_path, scenario)


def test_who_has_an_organisation_teaches_before_it_has_a_class(tmp_path):
    async def scenario(at: School) -> None:
        new = NewOrganization(name="South", admin="sue").made("o2", START)
        await classes.found_organization(at.ctx.store, new, "sue")
        told = {
            user: (await challenges.given_to_me(at.ctx, Caller(user))).teaches
            for user in ("sue", "root", "eve", "ada", "zoe")
        }
        assert told == {"sue": True, "root": True, "eve": True, "ada": False, "zoe": False}

    run(tmp_path, scenario)


def test_its_policy_of_hints_goes_before_that_of_the_problem(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(hint_policy="off")
        with pytest.raises(NotFoundError, match="switched off"):
            await hint(one.ctx, "ada", HintRequest(problem_id="p-1", level=1))

    run(tmp_path, scenario)


def test_of_two_who_change_it_one_hears_that_the_other_was_faster(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.change(title="First")
        stale = ChallengeChange(version=1, title="Second")
        with pytest.raises(WrongStateError, match="meanwhile"):
            await challenges.change(one.ctx, EVE, one.challenge_id, stale)
        assert (await challenges.get(one.ctx, ADA, one.challenge_id)).challenge.title == "First"

    run(tmp_path, scenario)


def test_a_challenge_that_is_deleted_comes_back_with_its_grades(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(REFERENCE)
        await challenges.delete(one.ctx, EVE, one.challenge_id)
        with pytest.raises(NotFoundError):
            await solving.view_problem(one.ctx, "ada", "p-1")
        await challenges.restore(one.ctx, EVE, one.class_id, one.challenge_id)
        assert (await one.grade()).percent == 100.0

    run(tmp_path, scenario)


def test_of_a_problem_that_was_given_twice_the_open_one_is_worked_on(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(due_at=START + DAY, late=LatePolicy(kind="refuse"))
        first = one.challenge_id
        assert (await one.submit(WRONG)).challenge_id == first
        await one.give()
        one.pass_time(2 * DAY)
        again = await one.submit(REFERENCE)
        assert (again.challenge_id, (await one.grade()).percent) == (one.challenge_id, 100.0)
        await one.change(state="draft")
        with pytest.raises(WrongStateError, match="was due"):
            await one.submit(REFERENCE)

    run(tmp_path, scenario)


def test_nothing_is_submitted_to_a_class_that_is_hidden(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        root = Caller("root", acts_as_staff=True)
        await classes.delete_class(one.ctx, root, one.class_id)
        for user in ("ada", "tom"):
            with pytest.raises(NotFoundError):
                await one.submit(WRONG, user)
        await classes.restore_class(one.ctx, root, "o1", one.class_id)
        assert (await one.submit(REFERENCE)).outcome.verdict == "accepted"

    run(tmp_path, scenario)
