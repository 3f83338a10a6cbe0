"""The review of a program: what is noted, what is good, and the score that follows from the notes.

The score is 100 less the points of the notes, at least 0. A kind of note costs its points for each
place, up to a number of places: `COSTS` is the whole formula. It says how a program reads; nothing
is graded by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.syntax.grammar import CPP, JAVA
from jupyter_codemm.syntax.queries import trees
from jupyter_codemm.tutoring.checking import findings, told
from jupyter_codemm.tutoring.checking.checks import entry_text, is_unchanged
from jupyter_codemm.tutoring.reviewing import lines
from jupyter_codemm.tutoring.reviewing.braces_shape import braces_shape
from jupyter_codemm.tutoring.reviewing.python_shape import python_shape
from jupyter_codemm.tutoring.reviewing.shape import Shape
from jupyter_codemm.tutoring.reviewing.strengths import strengths

LONGEST = 20_000
"""Characters of a program that is reviewed: a longer one is no answer to an exercise."""

COSTS: dict[str, tuple[int, int]] = {
    "odd": (8, 3),
    "dead": (6, 2),
    "commented_code": (4, 2),
    "repeated": (8, 2),
    "long_function": (8, 2),
    "deep": (8, 1),
    "short_name": (3, 3),
    "empty_name": (3, 3),
    "name_style": (2, 2),
    "long_line": (2, 3),
    "no_comment": (4, 1),
}
"""Points of each kind of note, and for how many places they are taken."""

_DEAD = frozenset(("unreachable", "unused_variable", "unused_parameter"))
_ODD = frozenset(
    "same_branches compared_alone identity text_compared empty_body compared_with_itself"
    " every_column limit_unordered and_or join_without null_compared not_in_nulls".split()
)
"""Findings that hold whatever the verdict is; the others are doubts about what a program does."""

_LONG_FUNCTION, _DEEP, _UNCOMMENTED = 30, 3, 20
_COUNTERS = frozenset("ijkmnrcxy_")
_EMPTY = re.compile(r"(?:te?mp|foo|baz|var|thing|stuff|asdf|aaa|xxx|abc)\d*")
_HUMPS = re.compile(r"[a-z0-9]+(?:[A-Z][a-z0-9]*)+")
_SNAKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_OTHER_STYLE = {"python": _HUMPS, "java": _SNAKE}

_SENTENCES = {
    "commented_code": "Line {line} is code inside a comment. Is it still needed?",
    "repeated": (
        "From line {line} on, the lines of line {other} come again. Could one loop or one function "
        "do both?"
    ),
    "long_function": (
        "`{name}` (line {line}) has {count} lines. Which part of it is a step of its own that "
        "could get a name?"
    ),
    "deep": (
        "Line {line} is {count} levels deep. Which condition could be settled earlier, so that the "
        "rest needs one level less?"
    ),
    "short_name": "`{name}` in line {line} is one letter. What does it stand for?",
    "empty_name": "`{name}` in line {line} says nothing about what it holds. What is it?",
    "name_style": "`{name}` in line {line} is not spelt as names are in this language.",
    "long_line": "Line {line} is longer than 100 characters. Where could it be broken?",
    "no_comment": (
        "There is no comment in {count} lines. Which step would you have to explain to a friend?"
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at in a line of the program."""

    kind: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """Notes in the order of the lines, what is good, and the score from 0 to 100."""

    score: int
    notes: tuple[Note, ...]
    strengths: tuple[str, ...]


def review(problem: Problem, source: Source) -> Review | None:
    """Return the review of the entry file; None for the starter code and what cannot be read."""
    code = entry_text(problem, source)
    if len(code) > LONGEST or is_unchanged(problem, code):
        return None
    shape = _shape(code, problem.language)
    if shape is None:
        return None
    shape = shape.without(_shape(problem.starter, problem.language) or Shape())
    code = lines.without_given_comments(code, problem.starter, problem.language)
    notes = sorted(_notes(problem, source, code, shape), key=lambda note: (note.line, note.kind))
    kinds = {note.kind for note in notes}
    said = lines.comment_lines(code, problem.language)
    return Review(
        score=_score(notes),
        notes=tuple(notes),
        strengths=strengths(
            shape, kinds, own=lines.own_count(code, problem.starter), comments=bool(said)
        ),
    )


def _score(notes: list[Note]) -> int:
    off = 0
    for kind, (points, places) in COSTS.items():
        off += points * min(places, sum(note.kind == kind for note in notes))
    return max(0, 100 - off)


def _shape(code: str, language: Language) -> Shape | None:
    if language == "python":
        return python_shape(code)
    if language == "sql":
        return Shape() if trees(code) else None
    return braces_shape(code, JAVA if language == "java" else CPP)


def _notes(problem: Problem, source: Source, code: str, shape: Shape) -> Iterator[Note]:
    for found in findings(problem, source):
        if found.kind in _DEAD | _ODD:
            yield Note("dead" if found.kind in _DEAD else "odd", found.line, told(found))
    language = problem.language
    for line in lines.commented_code(code, language):
        yield _noted("commented_code", line)
    for line, other in lines.repeated_runs(code, language):
        yield _noted("repeated", line, other=other)
    for line in lines.long_lines(code):
        yield _noted("long_line", line)
    count = lines.own_count(code, problem.starter)
    if count > _UNCOMMENTED and not lines.comment_lines(code, language):
        yield _noted("no_comment", 1, count=count)
    yield from _of_shape(shape, language)


def _of_shape(shape: Shape, language: Language) -> Iterator[Note]:
    for one in shape.functions:
        if one.lines > _LONG_FUNCTION:
            yield _noted("long_function", one.line, name=one.name, count=one.lines)
    if shape.depth > _DEEP:
        yield _noted("deep", shape.deepest, count=shape.depth)
    style = _OTHER_STYLE.get(language)
    for name, line in shape.names:
        if len(name) == 1 and name not in _COUNTERS:
            yield _noted("short_name", line, name=name)
        elif _EMPTY.fullmatch(name):
            yield _noted("empty_name", line, name=name)
        elif style is not None and style.fullmatch(name):
            yield _noted("name_style", line, name=name)


def _noted(kind: str, line: int, *, name: str = "", count: int = 0, other: int = 0) -> Note:
    text = _SENTENCES[kind].format(line=line, name=name[:40], count=count, other=other)
    return Note(kind, line, text)
