"""Lists of people, as schools export them, read into enrolments."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.classroom import ALIASES, ROLES, Role
from jupyter_codemm.errors import InvalidInputError

MOST_LINES = 5_000
MOST_BYTES = 2_000_000
_NAMES = ("user", "username", "user name", "login", "login id", "sis login id", "student_id", "id")
_ROLES = ("role", "rolle", "type")
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")
_ACCOUNT = re.compile(r"[\w.@+-]{1,200}")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A person of a list, and the line of the file that names them, from 1."""

    line: int
    user: str
    role: Role


@dataclass(frozen=True, slots=True)
class Roster:
    """What a list says. Each of `problems` names a line that was not taken, and why."""

    people: tuple[RosterLine, ...]
    problems: tuple[str, ...]


def read_roster(content: bytes) -> Roster:
    """Return the people of a CSV file with a header, in order, each once.

    Comma, semicolon or tab may be between the columns, and UTF-8, UTF-16 or Windows' own encoding
    is understood. Raises InvalidInputError when there is no column with names of accounts, or too
    much of anything; a line that cannot be taken keeps none of the others out.
    """
    if len(content) > MOST_BYTES:
        raise InvalidInputError(
            f"roster: {len(content):,} bytes, at most {MOST_BYTES:,}", where="roster"
        )
    rows = _rows(_text(content))
    header = next(rows, None)
    if header is None:
        raise InvalidInputError("roster: the file is empty", where="roster")
    names, roles = _column(header[1], _NAMES), _column(header[1], _ROLES)
    if names is None:
        shown = ", ".join(header[1])[:120]
        raise InvalidInputError(
            f"roster: no column has names of accounts; one of {', '.join(_NAMES[:4])} is needed "
            f"(got {shown!r})",
            where="roster",
        )
    return _read(rows, names, roles)


def _read(rows: Iterator[tuple[int, list[str]]], names: int, roles: int | None) -> Roster:
    people: dict[str, RosterLine] = {}
    problems: list[str] = []
    for number, (line, cells) in enumerate(rows, start=1):
        if number > MOST_LINES:
            raise InvalidInputError(
                f"roster: more than {MOST_LINES:,} people; give them in several files",
                where="roster",
            )
        user = cells[names].strip() if names < len(cells) else ""
        told = cells[roles].strip() if roles is not None and roles < len(cells) else ""
        role = _role(told)
        if not _ACCOUNT.fullmatch(user):
            problems.append(f"line {line}: {user[:60]!r} is no name of an account")
        elif role is None:
            problems.append(f"line {line}: {told[:60]!r} is no role")
        elif user in people:
            problems.append(f"line {line}: {user} is in line {people[user].line} already")
        else:
            people[user] = RosterLine(line, user, role)
    return Roster(tuple(people.values()), tuple(problems))


def _text(content: bytes) -> str:
    # UTF-16 is only meant where its mark is: any even number of bytes can be read as it.
    is_utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in _ENCODINGS:
        if (encoding == "utf-16") != is_utf16:
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInputError("roster: the encoding of the file is not known", where="roster")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    if "\0" in text:
        raise InvalidInputError("roster: this is no text", where="roster")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidInputError(f"roster: no CSV: {error}", where="roster") from None


def _column(header: Sequence[str], known: Sequence[str]) -> int | None:
    titles = [title.strip().casefold() for title in header]
    return next((titles.index(name) for name in known if name in titles), None)


def _role(told: str) -> Role | None:
    """Return the role of a word: learner where there is none, None for an unknown one."""
    if not told:
        return "learner"
    word = told.casefold()
    return next((role for role in ROLES if role == word), ALIASES.get(word))
