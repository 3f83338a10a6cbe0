"""Where a person decides: what waits, the rubric, the comment, and that tests change none of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from jupyter_codemm.contracts.classroom import ChallengeTerms, RubricItem
from jupyter_codemm.contracts.gradebook import OverrideRequest
from jupyter_codemm.contracts.grading import ReviewRequest, RubricLine
from jupyter_codemm.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    WrongStateError,
)
from jupyter_codemm.services import challenges, exporting, grading
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.gradebooks import class_gradebook
from jupyter_codemm.services.reviewing import review, reviews
from tests.fakes.drafts import REFERENCE
from tests.services.schools import ADA, EVE, WRONG, School, run
from tests.services.test_regrading import fixed, regraded

RUBRIC = (RubricItem(name="Names", points=4.0), RubricItem(name="Tests", points=6.0))


def asked(user="ada", given=(3.0, 6.0), **more) -> ReviewRequest:
    lines = tuple(
        RubricLine(name=item.name, points=item.points, given=points)
        for item, points in zip(RUBRIC, given, strict=True)
    )
    return ReviewRequest(user=user, rubric=lines, **more)


def test_work_waits_until_somebody_grades_it_by_the_rubric(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="journey", rubric=RUBRIC)
        assert (await challenges.get(one.ctx, ADA, one.challenge_id)).challenge.terms.rubric
        await one.submit(WRONG, "bob")
        one.pass_time(timedelta(minutes=1))
        await one.submit(WRONG)
        queue = await reviews(one.ctx, EVE, one.challenge_id)
        assert [grade.user for grade in queue.waiting] == ["bob", "ada"]
        assert queue.rubric == RUBRIC
        request = asked(comment="Good names, \ud83d most of them.")
        grade = await review(one.ctx, EVE, one.challenge_id, request)
        assert (grade.percent, grade.from_tests, grade.is_override) == (90.0, 75.0, False)
        seen = (await challenges.get(one.ctx, ADA, one.challenge_id)).grade
        assert [(line.name, line.given) for line in seen.rubric] == [("Names", 3.0), ("Tests", 6.0)]
        assert seen.comment.startswith("Good names, \ufffd")
        queue = await reviews(one.ctx, EVE, one.challenge_id)
        assert [[g.user for g in each] for each in (queue.waiting, queue.reviewed)] == [
            ["bob"],
            ["ada"],
        ]
        book = await class_gradebook(one.ctx, EVE, one.class_id)
        told = {line.user: (line.cells[0].status, line.cells[0].points) for line in book.lines}
        assert told == {"ada": ("graded", 90.0), "bob": ("manual_review", None)}

    run(tmp_path, scenario)


def test_a_later_submission_changes_nothing_until_it_is_opened_again(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="both", rubric=RUBRIC)
        await one.submit(WRONG)
        await review(one.ctx, EVE, one.challenge_id, asked())
        await one.submit(REFERENCE)
        assert ((await one.grade()).percent, (await one.grade()).from_tests) == (90.0, 100.0)
        again = ReviewRequest(user="ada", reopen=True)
        grade = await review(one.ctx, EVE, one.challenge_id, again)
        assert (grade.status, grade.percent, len(grade.rubric)) == ("manual_review", None, 2)
        with pytest.raises(WrongStateError, match="already"):
            await review(one.ctx, EVE, one.challenge_id, again)
        request = asked(given=(None, None), percent=70.0)
        assert (await review(one.ctx, EVE, one.challenge_id, request)).percent == 70.0
        told = await grading.history(one.ctx, ADA, one.challenge_id, "ada")
        assert [(event.cause, event.actor) for event in told.events] == [
            ("submitted", None),
            ("reviewed", "eve"),
            ("submitted", None),
            ("reopened", "eve"),
            ("reviewed", "eve"),
        ]

    run(tmp_path, scenario)


def test_marks_of_a_grade_that_was_opened_again_are_not_told_to_its_learner(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="journey", rubric=RUBRIC)
        await one.submit(WRONG)

        async def seen():
            grade = (await challenges.get(one.ctx, ADA, one.challenge_id)).grade
            (given,) = (await challenges.given_to_me(one.ctx, ADA)).challenges
            assert given.grade == grade
            return grade.status, grade.percent, grade.comment, len(grade.rubric)

        assert await seen() == ("manual_review", None, "", 0)
        await review(one.ctx, EVE, one.challenge_id, asked(comment="Too long."))
        assert await seen() == ("graded", 90.0, "Too long.", 2)
        await review(one.ctx, EVE, one.challenge_id, ReviewRequest(user="ada", reopen=True))
        assert await seen() == ("manual_review", None, "", 0)
        (waiting,) = (await reviews(one.ctx, EVE, one.challenge_id)).waiting
        assert (waiting.comment, len(waiting.rubric)) == ("Too long.", 2)
        await review(one.ctx, EVE, one.challenge_id, asked(given=(4.0, 6.0)))
        assert await seen() == ("graded", 100.0, "", 2)

    run(tmp_path, scenario)


MARKS = ("Too long.", '"given": 3.0', "90.0", "37.0")


def marks_in(text: str) -> tuple[str, ...]:
    return tuple(mark for mark in MARKS if mark in text)


def test_how_a_grade_came_to_be_tells_its_learner_no_mark_that_was_taken_back(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="both", rubric=RUBRIC)
        await one.submit(WRONG)

        async def told(caller: Caller) -> str:
            found = await grading.history(one.ctx, caller, one.challenge_id, "ada")
            return json.dumps(found.to_json())

        async def exported() -> str:
            return (await exporting.export(one.ctx, "ada", "json")).content.decode()

        reopen = ReviewRequest(user="ada", reopen=True)
        await review(one.ctx, EVE, one.challenge_id, asked(comment="Too long."))
        assert marks_in(await told(ADA)) == marks_in(await exported()) == MARKS[:3]
        await review(one.ctx, EVE, one.challenge_id, reopen)
        one.pass_time(timedelta(minutes=1))
        await one.submit(REFERENCE)  # what waits is changed while it waits
        assert marks_in(await told(ADA)) == marks_in(await exported()) == ()
        assert marks_in(await told(EVE)) == MARKS[:3]
        decision = OverrideRequest(user="ada", percent=37.0)
        await grading.override(one.ctx, EVE, one.challenge_id, decision)
        assert marks_in(await told(ADA)) == marks_in(await exported()) == MARKS[3:]
        seen = (await challenges.get(one.ctx, ADA, one.challenge_id)).grade
        assert (seen.percent, seen.rubric) == (37.0, ())
        await grading.override(one.ctx, EVE, one.challenge_id, OverrideRequest(user="ada"))
        await review(one.ctx, EVE, one.challenge_id, asked(given=(4.0, 6.0)))
        assert marks_in(await told(ADA)) == MARKS[3:]
        events = (await grading.history(one.ctx, ADA, one.challenge_id, "ada")).events
        assert [event.cause for event in events][1:3] == ["reviewed", "reopened"]
        assert (events[-1].cause, events[-1].after.percent) == ("reviewed", 100.0)

    run(tmp_path, scenario)


def test_a_decision_in_place_of_a_review_stays_when_the_review_is_opened_again(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="both", rubric=RUBRIC)
        await one.submit(WRONG)
        await review(one.ctx, EVE, one.challenge_id, asked(comment="Too long."))
        for percent in (37.0, None):
            decision = OverrideRequest(user="ada", percent=percent)
            await grading.override(one.ctx, EVE, one.challenge_id, decision)
        reopen = ReviewRequest(user="ada", reopen=True)
        await review(one.ctx, EVE, one.challenge_id, reopen)
        found = await grading.history(one.ctx, ADA, one.challenge_id, "ada")
        assert marks_in(json.dumps(found.to_json())) == MARKS[3:]
        assert found.events[2].after.percent == 37.0

    run(tmp_path, scenario)


def test_what_cannot_be_a_review_is_refused_in_a_sentence(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="journey", rubric=RUBRIC)
        await one.submit(WRONG)
        for wrong, words in (
            (asked(given=(3.0, None)), "percent: is missing"),
            (ReviewRequest(user="ada", percent=50.0), "Names \\(4\\), Tests \\(6\\)"),
            (
                ReviewRequest(user="ada", rubric=(RubricLine(name="Names", points=40.0),)),
                "the lines of this challenge",
            ),
        ):
            with pytest.raises(InvalidInputError, match=words):
                await review(one.ctx, EVE, one.challenge_id, wrong)
        with pytest.raises(NotFoundError, match="bob has submitted nothing"):
            await review(one.ctx, EVE, one.challenge_id, asked("bob"))
        decision = OverrideRequest(user="ada", percent=1.0)
        await grading.override(one.ctx, EVE, one.challenge_id, decision)
        with pytest.raises(WrongStateError, match="against the tests"):
            await review(one.ctx, EVE, one.challenge_id, asked())
        await one.give()
        with pytest.raises(WrongStateError, match="graded by its tests"):
            await review(one.ctx, EVE, one.challenge_id, asked())

    run(tmp_path, scenario)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"user": "ada", "reopen": True, "percent": 5.0}, "reopen"),
        ({"user": "ada", "rubric": [{"name": "x", "points": 1.0, "given": 2.0}]}, "2 of 1 points"),
        ({"user": "", "percent": 5.0}, "user"),
    ],
)
def test_bodies_that_say_two_things_or_nonsense(body, words):
    with pytest.raises(InvalidInputError, match=words):
        ReviewRequest.parse(body)


def test_learners_neither_see_the_queue_nor_grade(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="journey")
        await one.submit(WRONG)
        for caller, error in (
            (ADA, ForbiddenError),
            (Caller("eve"), ForbiddenError),
            (Caller("zoe", acts_as_staff=True), NotFoundError),
        ):
            with pytest.raises(error):
                await reviews(one.ctx, caller, one.challenge_id)
            with pytest.raises(error):
                await review(
                    one.ctx, caller, one.challenge_id, ReviewRequest(user="ada", percent=9.0)
                )

    run(tmp_path, scenario)


def test_a_review_outlives_judging_again_and_says_on_what_it_was_decided(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="both", rubric=RUBRIC)
        first = await one.submit(WRONG)
        await review(one.ctx, EVE, one.challenge_id, asked(comment="Good names."))
        await fixed(one)
        await regraded(one)
        grade = await one.grade()
        assert (grade.percent, grade.comment, len(grade.rubric)) == (90.0, "Good names.", 2)
        assert (grade.decided_on, grade.from_tests, grade.submission_id) == (75.0, 100.0, first.id)
        again = ReviewRequest(user="ada", reopen=True)
        assert (await review(one.ctx, EVE, one.challenge_id, again)).decided_on is None

    run(tmp_path, scenario)


def test_lines_of_a_review_that_was_opened_again_stay_with_their_work(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="both", rubric=RUBRIC)
        await one.submit(WRONG)
        await review(one.ctx, EVE, one.challenge_id, asked(comment="Good names."))
        await review(one.ctx, EVE, one.challenge_id, ReviewRequest(user="ada", reopen=True))
        await fixed(one)
        await regraded(one)
        grade = await one.grade()
        assert (grade.status, grade.from_tests) == ("manual_review", 100.0)
        assert (grade.comment, [line.given for line in grade.rubric]) == ("Good names.", [3.0, 6.0])
        one.pass_time(timedelta(minutes=1))
        later = await one.submit(WRONG)  # by the fixed tests this is as good, and later
        await one.change(terms=ChallengeTerms(evaluation="both", rubric=RUBRIC, counted="last"))
        await regraded(one)
        grade = await one.grade()
        assert (grade.submission_id, grade.comment, grade.rubric) == (later.id, "", ())

    run(tmp_path, scenario)


def test_a_review_counts_again_when_the_decision_against_the_tests_is_taken_back(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="both", rubric=RUBRIC)
        await one.submit(WRONG)
        await review(one.ctx, EVE, one.challenge_id, asked(comment="Good names."))
        for percent in (10.0, 20.0):
            decision = OverrideRequest(user="ada", percent=percent, comment="Copied.")
            await grading.override(one.ctx, EVE, one.challenge_id, decision)
        await fixed(one)
        await regraded(one)
        assert (await one.grade()).percent == 20.0
        await grading.override(one.ctx, EVE, one.challenge_id, OverrideRequest(user="ada"))
        grade = await one.grade()
        assert (grade.percent, grade.comment, grade.is_override) == (90.0, "Good names.", False)
        assert (grade.from_tests, grade.grader) == (100.0, "teacher")

    run(tmp_path, scenario)
