"""How much of one source stands in another text.

The measure: the longest run of the source's normalised tokens found in the text, where runs that
`public` shares (heads, imports, braces) are not the source's own. A text leaks when the run reaches
LEAK_RUN tokens, or the whole body of the source if that is shorter.

Two forms are used. The exact form is the measure for every text. The nameless form, in which every
name is the same, is used for code only (starter code, code spans), where renaming hides nothing; in
prose it would call any dozen words a match.
"""

from __future__ import annotations

import re

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.syntax.tokens import code_tokens, nameless, text_tokens

LEAK_RUN = 12
PUBLIC_RUN = 4
_EDGES = frozenset("{}();")
_PREAMBLE = re.compile(
    r"^[ \t]*(#include\b|import\b|from\s+\S+\s+import\b|using\s+namespace\b).*$", re.MULTILINE
)
_LEADING_MARK = re.compile(r"^[ \t]*(#|//|--|\*)", re.MULTILINE)

Tokens = tuple[str, ...]


class Sought:
    """A source that is looked for in many texts: its own tokens, read only once.

    `public` is what the texts may share, usually the starter that follows from the signature.
    `limit` is the run that is a leak: LEAK_RUN, or the whole body if it is shorter.
    """

    def __init__(self, reference: str, language: Language, *, public: str = "") -> None:
        self._language = language
        parts = body(reference, language, public)
        self._exact = _Runs(parts)
        self._nameless = _Runs([nameless(part, language) for part in parts])
        self.limit = min(LEAK_RUN, max(map(len, parts), default=0)) or LEAK_RUN

    def run_in(self, text: str) -> int:
        """Return the length, in normalised tokens, of the longest run of the source in a text."""
        return max(map(self._exact.longest, prose_readings(text, self._language)))

    def nameless_run_in(self, code: str) -> int:
        """Return the same with every name made equal: renaming hides nothing. For code only."""
        readings = code_readings(code, self._language)
        return max(self._nameless.longest(nameless(one, self._language)) for one in readings)


def longest_shared_run(reference: str, text: str, language: Language, *, public: str = "") -> int:
    """Return the length, in normalised tokens, of the longest run of the reference in the text.

    `public` is what the text may share, usually the starter that follows from the signature.
    """
    return Sought(reference, language, public=public).run_in(text)


def longest_nameless_run(reference: str, code: str, language: Language, *, public: str = "") -> int:
    """Return the same with every name made equal, so that renaming hides nothing. For code only."""
    return Sought(reference, language, public=public).nameless_run_in(code)


def leak_limit(reference: str, language: Language, *, public: str = "") -> int:
    """Return the run that is a leak: LEAK_RUN, or the whole body if it is shorter."""
    return Sought(reference, language, public=public).limit


def body(reference: str, language: Language, public: str = "") -> list[Tokens]:
    """Return the reference's own tokens: its stretches between what `public` shares."""
    tokens = code_tokens(_PREAMBLE.sub("", reference), language)
    shared = set(_runs(code_tokens(public, language), PUBLIC_RUN))
    covered = [False] * len(tokens)
    for start, run in enumerate(_runs(tokens, PUBLIC_RUN)):
        if run in shared:
            covered[start : start + PUBLIC_RUN] = [True] * PUBLIC_RUN
    return _trimmed(_split(tokens, covered))


def prose_readings(text: str, language: Language) -> tuple[Tokens, ...]:
    """Return the ways to read a text that may quote code, apostrophes among its words."""
    return (*code_readings(text, language), text_tokens(text, language, strings=False))


def code_readings(code: str, language: Language) -> tuple[Tokens, ...]:
    """Return the ways to read what may be code, also around comments and in them."""
    # It can be commented out together with its own comments.
    return (
        code_tokens(code, language),
        text_tokens(code, language, strings=True),
        code_tokens(_LEADING_MARK.sub("", code), language),
    )


def _runs(tokens: Tokens, size: int) -> list[Tokens]:
    return [tokens[i : i + size] for i in range(len(tokens) - size + 1)]


def _split(tokens: Tokens, covered: list[bool]) -> list[Tokens]:
    parts: list[list[str]] = [[]]
    for token, is_public in zip(tokens, covered, strict=True):
        if is_public:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts]


def _trimmed(parts: list[Tokens]) -> list[Tokens]:
    # Closing braces around a short body are no part of the idea: without them it leaks as well.
    trimmed = []
    for part in parts:
        start, end = 0, len(part)
        while start < end and part[start] in _EDGES:
            start += 1
        while end > start and part[end - 1] in _EDGES - {")"}:
            end -= 1
        trimmed.append(part[start:end])
    return [part for part in trimmed if part]


class _Runs:
    """Tokens spelled with one letter each: to look for a run is to look for a text, and fast."""

    def __init__(self, parts: list[Tokens]) -> None:
        self._letters: dict[str, str] = {}
        for part in parts:
            for token in part:
                self._letters.setdefault(token, chr(len(self._letters) + 2))
        self._spelled = "\1".join("".join(self._letters[token] for token in part) for part in parts)

    def longest(self, text: Tokens) -> int:
        """Return the length of the longest run that a text shares with one of the parts."""
        other = "".join(self._letters.get(token, "\0") for token in text)
        # What both share stands in either: the shorter one says how often is looked.
        short, long = sorted((self._spelled, other), key=len)
        longest = start = 0
        while start + longest < len(short):
            if short[start : start + longest + 1] in long:
                longest += 1
            else:
                start += 1
        return longest
