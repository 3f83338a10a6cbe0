"""The places in a learner's files that messages name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.report import ReportMark

MOST_MARKS = 20
_COMPILED = re.compile(
    r"^(?P<file>[\w.]+):(?P<line>\d{1,6}):(?:(?P<column>\d{1,6}):)? (?P<message>\S.*)$",
    re.MULTILINE,
)
_ASIDE = re.compile(r"(note|warning):")
_RAISED = re.compile(r"^(?P<message>.*)\((?P<file>[\w.]+):(?P<line>\d{1,6})\)\s*\Z", re.DOTALL)


def marks_of(outcome: Outcome) -> tuple[ReportMark, ...]:
    """Return every place that a compiler or an uncaught error names, each once, in their order."""
    found = dict.fromkeys((*_compiled(outcome), *_raised(outcome)))
    return tuple(found)[:MOST_MARKS]


def _compiled(outcome: Outcome) -> Iterator[ReportMark]:
    for match in _COMPILED.finditer(outcome.compile_output):
        if int(match["line"]) and not _ASIDE.match(match["message"]):
            message = match["message"].removeprefix("error: ")
            yield _mark(match["file"], match["line"], match["column"], message)


def _raised(outcome: Outcome) -> Iterator[ReportMark]:
    for case in outcome.cases:
        match = _RAISED.match(case.message)
        if match and int(match["line"]):
            yield _mark(match["file"], match["line"], None, match["message"])


def _mark(file: str, line: str, column: str | None, message: str) -> ReportMark:
    at = int(column) if column and int(column) else None
    return ReportMark(file=file, line=int(line), column=at, message=message.strip())
