"""A gradebook as nbgrader, Canvas and Moodle read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from jupyter_codemm.classroom import gradebook_table
from jupyter_codemm.contracts.gradebook import (
    ClassGradebook,
    GradebookCell,
    GradebookChallenge,
    GradebookLine,
)

NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def book(*titles, lines=(), points=20.0, at=NOON):
    challenges = [
        GradebookChallenge(id=f"h{n}", title=title, points=points, due_at=at)
        for n, title in enumerate(titles, start=1)
    ]
    return ClassGradebook(
        class_id="c1",
        name="Loops",
        challenges=tuple(challenges),
        lines=tuple(
            GradebookLine(user=user, is_member=True, cells=tuple(cells)) for user, *cells in lines
        ),
        learners=len(lines),
    )


def cell(points=None, name="h1", **more):
    status = "pending" if points is None else "graded"
    known = {"status": status, "percent": None if points is None else points * 5}
    return GradebookCell(challenge_id=name, points=points, **(known | more))


def table(form, *titles, lines=()):
    made = gradebook_table(book(*titles, lines=lines), form)
    return made.columns, [[row.get(name) for name in made.columns] for row in made.rows]


def test_nbgrader_has_a_row_for_each_learner_and_challenge_with_what_lateness_took():
    at = {"submitted_at": NOON, "graded_at": NOON + timedelta(days=1)}
    late = cell(15.0, is_late=True, penalty_percent=20.0, **at)
    decided = cell(12.0, is_override=True, penalty_percent=20.0, **at)
    lines = [
        ("ada", late),
        ("bob@north.example", cell()),
        ("cy", cell(attempts=1, status="manual_review", penalty_percent=20.0, **at)),
        ("dee", decided),
    ]
    columns, rows = table("nbgrader", "Sums", lines=lines)
    assert columns == (
        *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
        *("raw_score", "late_submission_penalty", "score", "max_score"),
    )
    stamp = "2026-03-01 12:30:00"
    assert rows == [
        ["Sums", stamp, stamp, "ada", "", "", "", 19.0, 4.0, 15.0, 20.0],
        ["Sums", stamp, "", "bob@north.example", "", "", "bob@north.example", 0.0, 0.0, 0.0, 20.0],
        ["Sums", stamp, stamp, "cy", "", "", "", None, 0.0, None, 20.0],  # nobody has decided yet
        ["Sums", stamp, stamp, "dee", "", "", "", 12.0, 0.0, 12.0, 20.0],
    ]


def test_what_nbgrader_reads_adds_up_and_is_never_more_than_there_is():
    points = 33.34
    for score, percent in ((33.33, 50.0), (27.78, 16.67), (27.79, 16.67), (0.0, 33.335)):
        cells = cell(score, penalty_percent=percent)
        made = gradebook_table(book("Sums", lines=[("ada", cells)], points=points), "nbgrader")
        (row,) = made.rows
        off, raw = row["late_submission_penalty"], row["raw_score"]
        assert round(raw - off, 2) == row["score"] == score
        assert raw <= points


def test_nbgrader_has_moments_in_utc_wherever_they_were_typed():
    there = timezone(timedelta(hours=5))
    one = cell(1.0, submitted_at=NOON.astimezone(there))
    made = gradebook_table(
        book("Sums", lines=[("ada", one)], at=NOON.astimezone(there)), "nbgrader"
    )
    (row,) = made.rows
    assert (row["duedate"], row["timestamp"]) == ("2026-03-01 12:30:00",) * 2


def test_canvas_has_its_columns_and_the_points_possible_in_the_second_row():
    lines = [("ada", cell(15.0)), ("bob", cell())]
    columns, rows = table("canvas", "Sums", lines=lines)
    assert columns == ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Sums")
    assert rows == [
        ["    Points Possible", None, None, None, None, 20.0],
        ["ada", None, None, "ada", "Loops", 15.0],
        ["bob", None, None, "bob", "Loops", None],  # nothing: Canvas changes nothing
    ]


def test_no_title_makes_canvas_read_a_column_of_its_own():
    """It takes a number in brackets for an id, and drops columns named like its sums."""
    titles = ("Loops (12)", "Final score, part 1", "Sums", "Sums", "Section", "Sums - 2")
    columns, _ = table("canvas", *titles)
    assert columns[5:] == (
        *("Loops [12]", "Final-score, part 1", "Sums", "Sums - 2", "Section - 2", "Sums - 2 - 2"),
    )


def test_moodle_names_people_and_never_a_comment_without_its_grade():
    lines = [("ada", cell(15.0, comment="Well done."), cell(None, "h2"))]
    columns, rows = table("moodle", "Sums", "Sums (feedback)", lines=lines)
    assert columns == (
        *("Username", "Email address", "Sums", "Sums (feedback) - 2"),
        *("Sums (feedback)", "Sums (feedback) (feedback)"),
    )
    assert rows == [["ada", "", 15.0, "Well done.", None, ""]]


def test_a_class_without_learners_or_challenges_is_a_header():
    assert table("nbgrader")[1] == []
    assert len(table("canvas", "Sums")[1]) == 1
    assert table("moodle", "Sums")[1] == []
