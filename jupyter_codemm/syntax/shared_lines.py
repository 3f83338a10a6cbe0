"""How much of a source's own lines stands in other texts, whatever stands between the lines.

The measure: of the tokens of all lines of at least LINE_TOKENS tokens, the share that belongs to
lines found whole. A line ends where the source's does, at a brace, at a semicolon that ends a
statement, and before a clause of a query. Lines that `public` holds, and heads of functions and
classes, say nothing. It is 0 unless FEWEST_LINES are found: of one line, or two, many texts speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.syntax.shared_runs import PREAMBLE, Tokens
from jupyter_codemm.syntax.tokens import STRING, code_tokens, nameless, without_comments

LINE_TOKENS = 4
FEWEST_LINES = 3
_EDGES = frozenset("{}();:,")
_HEADS = frozenset(("def", "class"))
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_BREAKS = frozenset("{};")
_CLAUSES = frozenset(
    """select from where group having order limit join left right union except intersect with and
    or values set""".split()
)
_NO_LETTERS = re.compile(rf"[\s\"'`_{STRING}]+")


def own_lines(source: str, language: Language, public: str = "") -> tuple[Tokens, ...]:
    """Return the lines of a source that say something, each once."""
    given = _row(code_tokens(public, language))
    bare = without_comments(PREAMBLE.sub("", source), language)
    cut = (
        _trimmed(piece)
        for line in bare.splitlines()
        for piece in _pieces(code_tokens(line, language), language)
    )
    own = (line for line in cut if len(line) >= LINE_TOKENS and line[0] not in _HEADS)
    return tuple(dict.fromkeys(line for line in own if _row(line) not in given))


def nameless_lines(
    lines: Iterable[Tokens], language: Language, public: str = ""
) -> tuple[Tokens, ...]:
    """Return the same lines with every name made equal, without those that `public` holds so."""
    given = _row(nameless(code_tokens(public, language), language))
    told = dict.fromkeys(nameless(line, language) for line in lines)
    return tuple(line for line in told if _row(line) not in given)


def share_in_texts(lines: tuple[Tokens, ...], texts: Iterable[str]) -> float:
    """Return the share of lines that stand in any text; blanks, quotes and case do not matter."""
    seen = "\n".join(map(_squeezed, texts))
    return _share(lines, [line for line in lines if _squeezed("".join(line)) in seen])


def share_in_readings(lines: tuple[Tokens, ...], readings: Iterable[Tokens]) -> float:
    """Return the share of lines that are runs of any reading, token by token."""
    seen = "\n".join(map(_row, readings))
    return _share(lines, [line for line in lines if _row(line) in seen])


def _share(lines: tuple[Tokens, ...], found: list[Tokens]) -> float:
    if len(found) < FEWEST_LINES:
        return 0.0
    return sum(map(len, found)) / sum(map(len, lines))


def _pieces(tokens: Tokens, language: Language) -> Iterator[Tokens]:
    start = depth = 0
    for at, token in enumerate(tokens):
        depth += (token in _OPENING) - (token in _CLOSING)
        if token in _BREAKS and depth <= 0:
            yield tokens[start:at]
            start = at + 1
        elif language == "sql" and token in _CLAUSES:
            yield tokens[start:at]
            start = at
    yield tokens[start:]


def _trimmed(line: Tokens) -> Tokens:
    start, end = 0, len(line)
    while start < end and line[start] in _EDGES:
        start += 1
    while end > start and line[end - 1] in _EDGES - {")"}:
        end -= 1
    return line[start:end]


def _row(tokens: Tokens) -> str:
    return f" {' '.join(tokens)} "


def _squeezed(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()
