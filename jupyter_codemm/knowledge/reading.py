"""A file as text: what learners can read of it, and where in it each part stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from jupyter_codemm.contracts.knowledge import ENDINGS, MAX_TEXT, MediaType
from jupyter_codemm.contracts.recorded_text import MAX_LINE, cleaned
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.knowledge.pdf import pages_of
from jupyter_codemm.knowledge.refusing import refused

NOT_UTF8 = "This file is not text in UTF-8."
NO_NOTEBOOK = "This file is not a notebook of format 4."
NO_TEXT = "There is no text in this file."
NO_TEXT_IN_PDF = f"{NO_TEXT} A scanned page is a picture, which cannot be searched."
TOO_LONG = f"This file has more than {MAX_TEXT:,} characters of text."
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*)$", re.MULTILINE)
"""What may close a heading is taken off later: a pattern for it tries all ways to part a line."""
_BELOW = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_SHOWN = 80
_LINES = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, and the offsets from which on it stands at another place."""

    text: str
    marks: tuple[tuple[int, str], ...] = ()


def media_of(name: str) -> MediaType:
    """Return what kind of file a name says it is; raises InvalidInputError for any other."""
    _, dot, ending = name.rpartition(".")
    media = ENDINGS.get(ending.casefold()) if dot else None
    if media is None:
        shown = cleaned(name)[-_SHOWN:]
        raise InvalidInputError(
            f"Add Markdown (.md), a notebook (.ipynb), a PDF (.pdf) or text (.txt), not {shown!r}.",
            where="name",
        )
    return media


def read_text(content: bytes, media: MediaType, seconds: Callable[[], float]) -> Reading:
    """Return the text of a file.

    `seconds` is a clock; a PDF that takes too long is given up. Raises InvalidInputError, one
    sentence for the user, for what cannot be read or holds no text.
    """
    reading = _READERS[media](content, seconds)
    if len(reading.text) > MAX_TEXT:
        raise refused(TOO_LONG)
    if not reading.text.strip():
        raise refused(NO_TEXT_IN_PDF if media == "pdf" else NO_TEXT)
    return reading


def joined(parts: list[tuple[str, str]]) -> Reading:
    """Return parts, each a place and a text, as one text with blank lines between them."""
    marks, texts, offset = [], [], 0
    for place, part in parts:
        text = cleaned(part).strip()
        if not text:
            continue
        marks.append((offset, place))
        texts.append(text)
        offset += len(text) + 2
    return Reading("\n\n".join(texts), tuple(marks))


def _plain(content: bytes, _: Callable[[], float]) -> Reading:
    text = _decoded(content)
    marks, offset = [], 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        if number % _LINES == 0:
            marks.append((offset, f"line {number + 1}"))
        offset += len(line)
    return Reading(text, tuple(marks))


def _markdown(content: bytes, _: Callable[[], float]) -> Reading:
    text = _decoded(content)
    return Reading(text, _headings(text))


def _headings(text: str) -> tuple[tuple[int, str], ...]:
    """Return where headings stand, each with those above it."""
    path: list[tuple[int, str]] = []
    marks = []
    for found in _HEADING.finditer(text):
        depth = len(found[1])
        path = [*(one for one in path if one[0] < depth), (depth, _heading(found[2]))]
        marks.append((found.start(), _BELOW.join(name for _, name in path)[:MAX_LINE]))
    return tuple(marks)


def _heading(line: str) -> str:
    """Return the words of a heading, without the signs that may close it."""
    words = line.rstrip(" \t")
    return (words.rstrip("#").rstrip(" \t") or words)[:_SHOWN]


def _notebook(content: bytes, _: Callable[[], float]) -> Reading:
    try:
        told = json.loads(_decoded(content))
    except (ValueError, RecursionError):
        raise refused(NO_NOTEBOOK) from None
    cells = told.get("cells") if isinstance(told, dict) else None
    if not isinstance(cells, list):
        raise refused(NO_NOTEBOOK)
    return joined([(f"cell {number}", _source(cell)) for number, cell in enumerate(cells, 1)])


def _source(cell: object) -> str:
    """Return what is written in a cell; what a program printed is no material."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("markdown", "code"):
        return ""
    source = cell.get("source")
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _pdf(content: bytes, seconds: Callable[[], float]) -> Reading:
    return joined([(f"page {number}", text) for number, text in pages_of(content, seconds)])


def _decoded(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise refused(NOT_UTF8) from None
    return cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))


_READERS: dict[MediaType, Callable[[bytes, Callable[[], float]], Reading]] = {
    "markdown": _markdown,
    "notebook": _notebook,
    "pdf": _pdf,
    "text": _plain,
}
