"""Which of a learner's lines a misunderstanding is in: lines that can hold it, near its goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.artefacts import Misconception
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.syntax.tokens import code_tokens

_COMPARED = r"<|>|\brange\b|\bbetween\b"
_CHOICE = r"\b(?:if|elif|while|and|or|not|when|where|case|switch|having)\b|&&|\|\||!|\?"
_LITERAL = r"\d|[\"']|\b(?:true|false|none|null|nullptr)\b"
_SHAPES: dict[Misconception, str] = {
    "boundary": _COMPARED,
    "decision": f"{_CHOICE}|==|<|>|\\bin\\b",
    "fixed_value": _LITERAL,
    "position": r"\[|\bat\b|\bget\b|\bcharAt\b|\bsubstr",
    "calculation": r"[+\-*/%]",
    "missing_step": r"\S",
    "result": r"\breturn\b|\bprint|\bcout\b|\bselect\b",
    "accumulation": r"[+\-*/]=|\+\+|--|\b(?:append|add|push|push_back|put|insert|emplace)\b|=",
    "start": (
        r"=\s*(?:-?\d|[\"'\[{(]|new\b|\w+\[|none|true|false|\w+\()|\w+(?:<[^>]*>)?\s+\w+\s*[;=]"
    ),
    "wrong_name": r"[^\W\d]\w*",
    "wrong_function": r"\w\s*\(",
    "flow": r"\b(?:return|break|continue|else|elif|for|while|yield)\b",
    "argument_order": r",|-|/|%|\?|\belse\b",
    "join": r"\bjoin\b|\bon\b",
    "missing_clause": r"\S",
    "duplicate_rows": r"\bdistinct\b|\bselect\b|\bset\b",
    "grouping": r"\bgroup\b|\bpartition\b|\bover\b",
    "ordering": r"\border\b|\bdesc\b|\basc\b",
    "missing_case": r"\bcase\b|\bwhen\b|\belse\b",
    "missing_values": r"\bnull\b|\bcoalesce\b|\bcount\b|\bifnull\b",
    "text_pattern": r"\blike\b|\bglob\b",
    "other": r"\S",
}
_SAME = 0.0002
_COMPILED = {tag: re.compile(shape, re.IGNORECASE) for tag, shape in _SHAPES.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """One line, or a few in a row."""

    first: int
    last: int

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last


def own_lines(problem: Problem, code: str) -> list[int]:
    """Return the lines that the learner wrote: not the starter's, and no comments."""
    language = problem.language
    starter = FACTS[language].starter(problem.signature)
    given = {code_tokens(line, language) for line in starter.splitlines()}
    told = [code_tokens(line, language) for line in code.splitlines()]
    return [n for n, line in enumerate(told, 1) if line and line not in given]


def place_of(
    misconception: Misconception, share: float | None, problem: Problem, code: str
) -> Place | None:
    """Return where a misunderstanding most likely is, None when nothing points to a line.

    `share` is how far down in a solution it was seen, from 0 to 1. Of lines that can hold it the
    nearest to that is taken; without a share there must be only one. In a query nothing points to a
    line: queries are laid out in many ways, and what is wrong is often what is not there.
    """
    if problem.language == "sql":
        return None
    own, lines = own_lines(problem, code), code.splitlines()
    # A program of as many lines as the one with the known fault has it in the very same line.
    same = [n for n in own if share is not None and abs(_share(own, n) - share) < _SAME]
    if same:
        return Place(same[0], same[0])
    shape = _COMPILED[misconception]
    able = [n for n in own if shape.search(_bare(lines[n - 1], problem.language))]
    if not able:
        return None
    if share is None:
        return Place(able[0], able[0]) if len(able) == 1 else None
    nearest = min(able, key=lambda n: (abs(_share(own, n) - share), n))
    return Place(nearest, nearest)


def _share(own: Sequence[int], line: int) -> float:
    return (own.index(line) + 0.5) / len(own)


def _bare(line: str, language: Language) -> str:
    return (
        line.split(FACTS[language].comment, maxsplit=1)[0]
        if language != "sql"
        else line.split("--", maxsplit=1)[0]
    )
