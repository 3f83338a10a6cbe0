"""A gradebook as the tables that other systems read: nbgrader's own, Canvas's and Moodle's.

Only what these systems are known to match people and columns by is in them. The cells are values;
whoever writes them as a file keeps spreadsheets from calculating them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from jupyter_codemm.contracts.gradebook import (
    ClassGradebook,
    GradebookCell,
    GradebookChallenge,
    GradebookLine,
)

GradebookFormat = Literal["nbgrader", "canvas", "moodle"]
Value = str | float | None
_NBGRADER = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_MOODLE = ("Username", "Email address")
_STAMP = "%Y-%m-%d %H:%M:%S"
_CANVAS_ID = re.compile(r"\((\d+)\)\s*$")
_CANVAS_TOTALS = re.compile(
    r"\b(Current|Final|Override) (Score|Points|Grade|Status)\b", re.IGNORECASE
)
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class GradeTable:
    """A header and the rows below it."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Value], ...]


def gradebook_table(book: ClassGradebook, form: GradebookFormat) -> GradeTable:
    """Return a gradebook as a system reads it; what is not graded yet has no points."""
    makers: dict[GradebookFormat, Callable[[ClassGradebook], GradeTable]] = {
        "nbgrader": _nbgrader,
        "canvas": _canvas,
        "moodle": _moodle,
    }
    return makers[form](book)


def _nbgrader(book: ClassGradebook) -> GradeTable:
    titles = _distinct([one.title for one in book.challenges], ())
    rows = [
        _nbgrader_row(title, challenge, line, line.cells[place])
        for place, (challenge, title) in enumerate(zip(book.challenges, titles, strict=True))
        for line in book.lines
    ]
    return GradeTable(_NBGRADER, tuple(rows))


def _nbgrader_row(
    title: str, challenge: GradebookChallenge, line: GradebookLine, cell: GradebookCell
) -> Mapping[str, Value]:
    # nbgrader gives nothing for what was not submitted, and so does a sum over its file.
    missing = cell.status == "pending" and not cell.attempts and not cell.waiting
    score = 0.0 if missing else cell.points
    off = 0.0
    if score is not None and not cell.is_override:
        # Rounded apart the two could come to a cent more than there is.
        most = max(0.0, challenge.points - score)
        off = round(min(cell.penalty_percent * challenge.points / 100, most), _DIGITS)
    return {
        "assignment": title,
        "duedate": _stamp(challenge.due_at),
        "timestamp": _stamp(cell.submitted_at),
        "student_id": line.user,
        "last_name": "",
        "first_name": "",
        "email": _email(line.user),
        "raw_score": None if score is None else round(score + off, _DIGITS),
        "late_submission_penalty": off,
        "score": score,
        "max_score": challenge.points,
    }


def _stamp(at: datetime | None) -> str:
    """Return a moment as nbgrader writes it: in UTC, without saying so."""
    return "" if at is None else at.astimezone(UTC).strftime(_STAMP)


def _canvas(book: ClassGradebook) -> GradeTable:
    # Canvas takes a number in brackets for the id of a column of its own, and reads no column that
    # is named like one of its sums.
    named = [
        _CANVAS_ID.sub(r"[\1]", _CANVAS_TOTALS.sub(r"\1-\2", one.title)) for one in book.challenges
    ]
    titles = _distinct(named, _CANVAS)
    points: dict[str, Value] = {"Student": "    Points Possible"}
    points |= {title: one.points for title, one in zip(titles, book.challenges, strict=True)}
    rows = [
        {"Student": line.user, "SIS Login ID": line.user, "Section": book.name}
        | {title: cell.points for title, cell in zip(titles, line.cells, strict=True)}
        for line in book.lines
    ]
    return GradeTable((*_CANVAS, *titles), (points, *rows))


def _moodle(book: ClassGradebook) -> GradeTable:
    # Moodle empties the grade of a comment that is imported without it: they stand together.
    titles = _distinct([one.title for one in book.challenges], _MOODLE)
    comments = _distinct([f"{title} (feedback)" for title in titles], (*_MOODLE, *titles))
    pairs = list(zip(titles, comments, strict=True))
    rows = tuple(_moodle_row(line, pairs) for line in book.lines)
    return GradeTable((*_MOODLE, *(name for pair in pairs for name in pair)), rows)


def _moodle_row(line: GradebookLine, pairs: Sequence[tuple[str, str]]) -> Mapping[str, Value]:
    row: dict[str, Value] = {"Username": line.user, "Email address": _email(line.user)}
    for (title, comment), cell in zip(pairs, line.cells, strict=True):
        row |= {title: cell.points, comment: cell.comment}
    return row


def _distinct(titles: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    """Return titles that differ from each other and from what is taken, the second with a 2."""
    used, numbers = set(taken), Counter[str]()
    found = []
    for title in titles:
        name = title
        while name in used:
            numbers[title] += 1
            name = f"{title} - {numbers[title] + 1}"
        used.add(name)
        found.append(name)
    return tuple(found)


def _email(user: str) -> str:
    """Return the name of an account that is an address; nothing else is known of addresses."""
    return user if "@" in user[1:-1] else ""
