"""How much of one source stands in another text.

The measure: the longest run of the source's normalised tokens found in the text, where runs that
`public` shares (heads, imports, braces) are not the source's own. A text leaks when the run reaches
LEAK_RUN tokens, or the whole body of the source if that is shorter.

Two forms are used. The exact form is the measure for every text. The nameless form, in which every
name is the same, is used for code only (starter code, code spans), where renaming hides nothing; in
prose it would call any dozen words a match.

Who looks into many texts makes a Sought once: the source is read once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.syntax.tokens import code_tokens, nameless, text_tokens

LEAK_RUN = 12
PUBLIC_RUN = 4
BARRIER = "\n"
"""What no source holds as a token: it keeps runs from going on from one text to the next."""
_EDGES = frozenset("{}();")
# There it only ends a line, and line ends are nothing.
_ENDS_A_LINE: dict[Language, str] = {"python": ";"}
PREAMBLE = re.compile(
    r"^[ \t]*(#include\b|import\b|from\s+\S+\s+import\b|using\s+namespace\b).*$", re.MULTILINE
)
_LEADING_MARK = re.compile(r"^[ \t]*(#|//|--|\*)", re.MULTILINE)

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Sought:
    """A reference that is looked for: its own stretches of tokens, read once for many texts."""

    parts: tuple[Tokens, ...]
    language: Language

    @classmethod
    def of(cls, reference: str, language: Language, *, public: str = "") -> Sought:
        """Return what is looked for; `public` is what texts may share, usually the starter."""
        return cls(tuple(body(reference, language, public)), language)

    @property
    def limit(self) -> int:
        """The run that is a leak: LEAK_RUN, or the whole body if it is shorter."""
        return min(LEAK_RUN, max(map(len, self.parts), default=0)) or LEAK_RUN

    def longest(self, readings: Iterable[Tokens]) -> int:
        """Return the longest run of it in any reading of a text."""
        return max(map(self._exact.longest, readings), default=0)

    def longest_nameless(self, readings: Iterable[Tokens]) -> int:
        """Return the same for readings in which every name is the same already."""
        return max(map(self._nameless.longest, readings), default=0)

    @cached_property
    def _exact(self) -> _Spelled:
        return _Spelled.of(self.parts)

    @cached_property
    def _nameless(self) -> _Spelled:
        return _Spelled.of([nameless(part, self.language) for part in self.parts])


def longest_shared_run(reference: str, text: str, language: Language, *, public: str = "") -> int:
    """Return the length, in normalised tokens, of the longest run of the reference in the text.

    `public` is what the text may share, usually the starter that follows from the signature.
    """
    return Sought.of(reference, language, public=public).longest(prose_readings(text, language))


def longest_nameless_run(reference: str, code: str, language: Language, *, public: str = "") -> int:
    """Return the same with every name made equal, so that renaming hides nothing. For code only."""
    sought = Sought.of(reference, language, public=public)
    return sought.longest_nameless(nameless_readings([code], language))


def leak_limit(reference: str, language: Language, *, public: str = "") -> int:
    """Return the run that is a leak: LEAK_RUN, or the whole body if it is shorter."""
    return Sought.of(reference, language, public=public).limit


def body(reference: str, language: Language, public: str = "") -> list[Tokens]:
    """Return the reference's own tokens: its stretches between what `public` shares."""
    tokens = _gapless(code_tokens(PREAMBLE.sub("", reference), language), language)
    shared = set(_runs(code_tokens(public, language), PUBLIC_RUN))
    covered = [False] * len(tokens)
    for start, run in enumerate(_runs(tokens, PUBLIC_RUN)):
        if run in shared:
            covered[start : start + PUBLIC_RUN] = [True] * PUBLIC_RUN
    return _trimmed(_split(tokens, covered))


def prose_readings(text: str, language: Language) -> tuple[Tokens, ...]:
    """Return the ways to read a text that may quote code, apostrophes among its words."""
    loose = text_tokens(text, language, strings=False)
    return (*code_readings(text, language), _gapless(loose, language))


def code_readings(code: str, language: Language) -> tuple[Tokens, ...]:
    """Return the ways to read what may be code, also around comments and in them."""
    # It can be commented out together with its own comments.
    readings = (
        code_tokens(code, language),
        text_tokens(code, language, strings=True),
        code_tokens(_LEADING_MARK.sub("", code), language),
    )
    return tuple(_gapless(one, language) for one in readings)


def nameless_readings(pieces: Iterable[str], language: Language) -> tuple[Tokens, ...]:
    """Return the ways to read pieces of code, all names made the same; no run spans two pieces."""
    each = [code_readings(piece, language) for piece in pieces]
    return tuple(
        tuple(token for one in way for token in (*nameless(one, language), BARRIER))
        for way in zip(*each, strict=True)
    )


def _gapless(tokens: Tokens, language: Language) -> Tokens:
    end = _ENDS_A_LINE.get(language)
    return tuple(token for token in tokens if token != end) if end in tokens else tokens


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


@dataclass(frozen=True)
class _Spelled:
    """Stretches with one character for each token.

    So a search for a run is a search for a substring, which is fast.
    """

    parts: tuple[str, ...]
    letters: dict[str, str]

    @classmethod
    def of(cls, parts: Iterable[Tokens]) -> _Spelled:
        letters: dict[str, str] = {}
        spelled = [
            "".join(letters.setdefault(token, chr(len(letters) + 1)) for token in part)
            for part in parts
        ]
        return cls(tuple(spelled), letters)

    def longest(self, text: Tokens) -> int:
        sought = "".join(self.letters.get(token, "\0") for token in text)
        longest = 0
        for part in self.parts:
            start = 0
            while start + longest < len(part):
                if part[start : start + longest + 1] in sought:
                    longest += 1
                else:
                    start += 1
        return longest
