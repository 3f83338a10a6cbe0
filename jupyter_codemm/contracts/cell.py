"""The first line of an answer cell: which problem it answers, in which language and file.

Python functions and classes are plain cells whose first line is `# codemm: <problem>`. Everything
else is a `%%codemm <language> <problem> [file]` cell; a Python program is one too, since running it
in the kernel would wait for its input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.problem import Problem

_ID = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}"
_PLAIN = re.compile(
    rf"#[ \t]*codemm[ \t]*:[ \t]*(?P<id>{_ID})(?:[ \t]+(?P<file>[\w.]{{1,64}}))?[ \t]*\Z"
)
_MAGIC = re.compile(
    rf"%%codemm[ \t]+(?P<language>\w+)[ \t]+(?P<id>{_ID})(?:[ \t]+(?P<file>[\w.]{{1,64}}))?[ \t]*\Z"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A parsed first line. `file` names an extra file; the entry file is meant without it."""

    problem_id: str
    language: Language
    file: str | None = None


def parse_header(source: str) -> tuple[Header, str] | None:
    """Return the header of a cell and the code after it, or None when the cell answers nothing.

    Blank lines before the header are tolerated.
    """
    first, _, rest = source.lstrip("\ufeff \t\r\n").partition("\n")
    first = first.rstrip("\r")
    plain = _PLAIN.match(first)
    if plain:
        return Header(plain["id"], "python", plain["file"]), rest
    magic = _MAGIC.match(first)
    if magic and magic["language"] in LANGUAGES:
        return Header(magic["id"], cast("Language", magic["language"]), magic["file"]), rest
    return None


def is_plain(problem: Problem) -> bool:
    """Return whether a problem's answer is an ordinary Python cell."""
    return problem.language == "python" and problem.kind in ("function", "class")


def header_line(problem: Problem) -> str:
    """Return the first line of the problem's answer cell."""
    if is_plain(problem):
        return f"# codemm: {problem.id}"
    return f"%%codemm {problem.language} {problem.id}"
