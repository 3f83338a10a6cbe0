"""The gradebook of a class: what stands in it, page by page and as files."""

from __future__ import annotations

import csv
import io

import pytest

from jupyter_codemm.contracts.classroom import ChallengeTerms, LatePolicy, NewChallenge
from jupyter_codemm.contracts.gradebook import OverrideRequest
from jupyter_codemm.contracts.grading import ReviewRequest
from jupyter_codemm.errors import ForbiddenError, InvalidInputError, NotFoundError
from jupyter_codemm.services import challenges, classes, grading
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.gradebooks import class_gradebook, gradebook_file
from jupyter_codemm.services.reviewing import review
from tests.classroom import rfc4180
from tests.fakes.drafts import REFERENCE
from tests.fakes.fixed_clock import START
from tests.services.schools import ADA, DAY, EVE, WRONG, School, run
from tests.services.test_regrading import regraded

FORMS = ("nbgrader", "canvas", "moodle")
EVIL = '=HYPERLINK("http://x.example", "a,b")\n@second'


async def cells(one: School):
    book = await class_gradebook(one.ctx, EVE, one.class_id)
    return {line.user: line.cells[0] for line in book.lines}


def test_it_tells_grades_lateness_overrides_and_attempts(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(due_at=START + DAY, points=20.0)
        await one.submit(WRONG)
        one.pass_time(2 * DAY)
        await one.submit(REFERENCE, "ada")
        await one.submit(WRONG, "bob")
        decision = OverrideRequest(user="bob", percent=90.0, comment="A good idea.")
        await grading.override(one.ctx, EVE, one.challenge_id, decision)
        found = await cells(one)
        ada, bob = found["ada"], found["bob"]
        assert list(found) == ["ada", "bob"]
        assert (ada.points, ada.percent, ada.attempts, ada.is_late) == (20.0, 100.0, 2, True)
        assert (bob.points, bob.percent, bob.from_tests) == (18.0, 90.0, 75.0)
        assert (bob.is_override, bob.comment, bob.attempts) == (True, "A good idea.", 1)

    run(tmp_path, scenario)


def test_what_waits_for_a_verdict_is_told_and_is_no_attempt(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(REFERENCE)
        waiting = (await one.submit(WRONG)).updated(
            id="u-waits", status="queued", outcome=None, judged_at=None
        )
        await one.ctx.store.transact(lambda tx: tx.submissions.add(waiting))
        found = (await cells(one))["ada"]
        assert (found.attempts, found.waiting, found.status) == (2, 1, "graded")

    run(tmp_path, scenario)


def test_who_left_stays_with_a_grade_and_staff_never_stands_in_it(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(REFERENCE)
        await one.submit(REFERENCE, "eve")
        for user in ("ada", "bob"):
            await classes.unenrol(one.ctx, EVE, one.class_id, user)
        book = await class_gradebook(one.ctx, EVE, one.class_id)
        assert [(line.user, line.is_member) for line in book.lines] == [("ada", False)]

    run(tmp_path, scenario)


def test_pages_join_without_a_gap_and_drafts_are_no_columns(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await challenges.create(
            one.ctx, EVE, one.class_id, NewChallenge(activity_id="activity-1", title="Later")
        )
        await classes.grant(one.ctx, EVE, one.class_id, "cy", "learner")
        first = await class_gradebook(one.ctx, EVE, one.class_id, limit=2)
        rest = await class_gradebook(one.ctx, EVE, one.class_id, limit=2, after=first.next)
        assert [len(book.lines) for book in (first, rest)] == [2, 1]
        assert (first.learners, rest.next) == (3, None)
        assert [one.title for one in first.challenges] == ["One"]
        for limit in (0, 201):
            with pytest.raises(InvalidInputError, match="limit"):
                await class_gradebook(one.ctx, EVE, one.class_id, limit=limit)

    run(tmp_path, scenario)


def test_only_staff_with_its_credential_gets_it(tmp_path):
    async def scenario(one: School) -> None:
        for caller, error in (
            (ADA, ForbiddenError),
            (Caller("eve"), ForbiddenError),
            (Caller("zoe", acts_as_staff=True), NotFoundError),
        ):
            with pytest.raises(error):
                await class_gradebook(one.ctx, caller, one.class_id)
            with pytest.raises(error):
                await gradebook_file(one.ctx, caller, one.class_id, "canvas")

    run(tmp_path, scenario)


@pytest.mark.parametrize("form", FORMS)
def test_files_are_what_the_standard_says_and_nothing_in_them_is_calculated(tmp_path, form):
    """Read by Python's own reader and by one that takes nothing but RFC 4180."""

    async def scenario(one: School) -> None:
        await one.give(points=20.0)
        await one.change(title=EVIL)
        await one.submit(WRONG)
        for user in ("@cy", "-1+1", "+4"):
            await classes.grant(one.ctx, EVE, one.class_id, user, "learner")
        decision = OverrideRequest(user="@cy", percent=50.0, comment=f"\t{EVIL}\r\nÀ bientôt")
        await grading.override(one.ctx, EVE, one.challenge_id, decision)
        made = await gradebook_file(one.ctx, EVE, one.class_id, form)
        strict = rfc4180.records(made.content)
        assert strict == list(csv.reader(io.StringIO(made.content.decode(), newline="")))
        book = await class_gradebook(one.ctx, EVE, one.class_id)
        for text in (cell for record in strict for cell in record):
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r")), text
        people = {cell for record in strict for cell in record} & {"ada", "'@cy", "'-1+1", "'+4"}
        assert len(people) == len(book.lines) - 1 == 4  # bob stands as he is
        header = strict[0]
        column = header.index("score" if form == "nbgrader" else "'" + EVIL)
        told = sum(float(record[column] or 0) for record in strict[1:])
        possible = 20.0 if form == "canvas" else 0.0  # its second row
        assert told - possible == sum(line.cells[0].points or 0 for line in book.lines) == 25.0

    run(tmp_path, scenario)


def test_a_challenge_deleted_in_the_meantime_is_no_column_and_its_grades_come_back(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(REFERENCE)
        await challenges.delete(one.ctx, EVE, one.challenge_id)
        assert (await class_gradebook(one.ctx, EVE, one.class_id)).challenges == ()
        await challenges.restore(one.ctx, EVE, one.class_id, one.challenge_id)
        assert (await cells(one))["ada"].percent == 100.0

    run(tmp_path, scenario)


async def nbgrader(one: School):
    made = await gradebook_file(one.ctx, EVE, one.class_id, "nbgrader")
    rows = csv.DictReader(io.StringIO(made.content.decode(), newline=""))
    return {row["student_id"]: row for row in rows}


@pytest.mark.parametrize("evaluation", ["tests", "journey", "both"])
def test_the_figures_for_nbgrader_are_those_of_the_page(evaluation, tmp_path):
    late = LatePolicy(kind="deduct", percent_a_day=10, at_most_percent=50)

    async def scenario(one: School) -> None:
        await one.give(due_at=START + DAY, points=20.0, late=late, evaluation=evaluation)
        for user in ("cy", "dee", "flo"):
            await classes.grant(one.ctx, EVE, one.class_id, user, "learner")
        one.pass_time(2 * DAY)
        made = {user: await one.submit(REFERENCE, user) for user in ("ada", "cy", "dee")}
        one.pass_time(DAY)
        for user in ("cy", "flo"):  # of flo there is nothing else
            asked = OverrideRequest(user=user, percent=35.0)
            await grading.override(one.ctx, EVE, one.challenge_id, asked)
        if evaluation != "tests":
            asked = ReviewRequest(user="dee", percent=95.0)
            await review(one.ctx, EVE, one.challenge_id, asked)
        rows, page = await nbgrader(one), await class_gradebook(one.ctx, EVE, one.class_id)
        cells = {line.user: line.cells[0] for line in page.lines}
        told = {
            user: tuple(
                None if row[name] == "" else float(row[name])
                for name in ("raw_score", "late_submission_penalty", "score", "max_score")
            )
            for user, row in rows.items()
        }
        by_tests = (20.0, 2.0, 18.0, 20.0)
        waits = (None, 0.0, None, 20.0)
        reviewed = (19.0, 0.0, 19.0, 20.0)
        assert told == {
            "ada": by_tests if evaluation == "tests" else waits,
            "bob": (0.0, 0.0, 0.0, 20.0),
            "cy": (7.0, 0.0, 7.0, 20.0),
            "dee": by_tests if evaluation == "tests" else reviewed,
            "flo": (7.0, 0.0, 7.0, 20.0),
        }
        for user, cell in cells.items():
            at = made[user].submitted_at if user in made else None
            assert cell.submitted_at == at
            assert rows[user]["timestamp"] == (
                "" if at is None else at.strftime("%Y-%m-%d %H:%M:%S")
            )
            assert told[user][2] == (0.0 if user == "bob" else cell.points)
            if cell.points is not None:
                assert told[user][1] == cell.penalty_percent * 20.0 / 100

    run(tmp_path, scenario)


def test_a_changed_evaluation_shows_until_a_grade_is_made_by_it(tmp_path):
    async def scenario(one: School) -> None:
        await one.give(evaluation="journey")
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        await one.change(terms=ChallengeTerms(evaluation="tests"))
        found = await cells(one)
        assert {name: (c.status, c.is_before_change) for name, c in found.items()} == {
            "ada": ("manual_review", True),
            "bob": ("manual_review", True),
        }
        # What waits for a person is not stuck: somebody may still look at it.
        asked = ReviewRequest(user="ada", percent=80.0)
        await review(one.ctx, EVE, one.challenge_id, asked)
        await regraded(one)
        found = await cells(one)
        # A decision holds by itself, whatever the evaluation is.
        assert (found["ada"].points, found["ada"].is_before_change) == (80.0, False)
        assert (found["bob"].points, found["bob"].is_before_change) == (75.0, False)
        assert (await nbgrader(one))["bob"]["score"] == "75.0"
        again = ReviewRequest(user="ada", reopen=True)
        await review(one.ctx, EVE, one.challenge_id, again)
        waits = (await cells(one))["ada"]
        assert (waits.status, waits.is_before_change) == ("manual_review", True)

    run(tmp_path, scenario)
