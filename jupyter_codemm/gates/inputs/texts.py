"""What texts proposed inputs hold: their characters, lengths and shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from jupyter_codemm.gates.inputs.formats import BY_CHANCE, FORMATS, formats_of
from jupyter_codemm.gates.inputs.spans import Span, spanned

EDGE = ""
REUSE = 3
FEW_WORDS = 12
MAX_DIGITS = 18
RUN = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class TextRule:
    """What every text that was seen keeps to.

    `follows` are the kinds of characters, or the words of a fixed vocabulary, that may stand beside
    each other; `rare` are characters of kinds that were never seen; `marks` says how often a
    character that is neither letter, digit nor space occurs.
    """

    sizes: Span
    alphabet: tuple[str, ...]
    follows: frozenset[tuple[str, str]]
    marks: dict[str, Span]
    numbers: Span | None
    leading_zeros: bool
    words: tuple[str, ...] | None
    formats: tuple[str, ...]
    rare: tuple[str, ...] = ()

    def holds(self, text: str) -> bool:
        """Return whether a text looks like those that were seen."""
        if not self.sizes.holds(len(text)) or not set(text) <= set(self.alphabet):
            return False
        if not _neighbours(text, self.words) <= self.follows or not self._numbers_hold(text):
            return False
        if any(not span.holds(text.count(mark)) for mark, span in self.marks.items()):
            return False
        if self.words is not None and not set(_LETTERS.findall(text)) <= set(self.words):
            return False
        return all(FORMATS[name](text) for name in self.formats)

    def with_empty(self) -> TextRule:
        """Return the rule of the same texts and the empty one."""
        follows = self.follows | {(EDGE, EDGE)}
        return replace(self, sizes=Span(0, self.sizes.high), follows=follows)

    def with_characters(self, characters: str) -> TextRule:
        """Return the rule of the same texts made of these characters, too.

        A kind of character that was never seen may stand between those that were, where it
        breaks the least. What a few texts had by chance, such as no letter twice, is forgotten; a
        vocabulary stays as it is.
        """
        if self.words is not None:
            return self
        known = {kind for pair in self.follows for kind in pair} - {EDGE}
        inner = known & {"a", "A", "0"} or known
        new = {_kind(char) for char in characters} - known
        between = {pair for kind in new for one in inner for pair in ((one, kind), (kind, one))}
        return replace(
            self,
            alphabet=tuple(dict.fromkeys((*self.alphabet, *characters))),
            follows=self.follows | between,
            rare=tuple(char for char in dict.fromkeys(characters) if _kind(char) in new),
            formats=tuple(name for name in self.formats if name not in BY_CHANCE),
        )

    def with_mixed_case(self) -> TextRule:
        """Return the rule of the same texts with capitals and small letters in any order."""
        if self.words is not None:
            return self
        cased = (product(_cases(one), _cases(other)) for one, other in self.follows)
        return replace(self, follows=self.follows.union(*cased))

    def _numbers_hold(self, text: str) -> bool:
        if self.numbers is None:
            return True
        runs = _DIGITS.findall(text)
        if not self.leading_zeros and any(run[0] == "0" and len(run) > 1 for run in runs):
            return False
        if any(len(run) > MAX_DIGITS for run in runs):
            return False
        return all(self.numbers.low <= int(run) <= self.numbers.high for run in runs)


def text_rule(texts: Sequence[str]) -> TextRule:
    """Learn the rule of the texts that were seen, at least one."""
    runs = [run for text in texts for run in _DIGITS.findall(text)]
    mixed = any(not text.isdigit() for text in texts if text)
    short = [run for run in runs if len(run) <= MAX_DIGITS]
    words = _vocabulary(texts)
    alphabet = tuple(dict.fromkeys(char for text in texts for char in text))
    return TextRule(
        sizes=spanned([len(text) for text in texts]) or Span(0, 0),
        alphabet=alphabet,
        follows=frozenset(pair for text in texts for pair in _neighbours(text, words)),
        marks=_marks(texts, alphabet),
        numbers=spanned([int(run) for run in short]) if mixed and len(short) == len(runs) else None,
        leading_zeros=any(run[0] == "0" and len(run) > 1 for run in runs),
        words=words,
        formats=formats_of(texts),
    )


def _marks(texts: Sequence[str], alphabet: Sequence[str]) -> dict[str, Span]:
    """Return how often each mark occurs, for texts that also hold letters or digits."""
    if not any(char.isalnum() for char in alphabet):
        return {}
    marks = [char for char in alphabet if not char.isalnum() and not char.isspace()]
    counts = {mark: spanned([text.count(mark) for text in texts]) for mark in marks}
    return {mark: span for mark, span in counts.items() if span}


def _vocabulary(texts: Sequence[str]) -> tuple[str, ...] | None:
    """Return the words of the texts if they are few and come again and again."""
    words = Counter(word for text in texts for word in _LETTERS.findall(text))
    long = [word for word in words if len(word) > 1]
    few = 0 < len(words) <= FEW_WORDS and words.total() >= REUSE * len(words)
    # Over a handful of letters any text repeats: that is no vocabulary.
    rich = len({char for word in long for char in word}) > len(long)
    return tuple(words) if few and rich else None


def _kind(run: str) -> str:
    if run.isdigit():
        return "0"
    if run.isalpha():
        return "A" if run.isupper() else "a"
    return run


def _cases(kind: str) -> tuple[str, ...]:
    """Return the kinds that a kind of letter can be, itself for any other."""
    return ("a", "A") if kind in ("a", "A") else (kind,)


def _neighbours(text: str, words: Sequence[str] | None) -> frozenset[tuple[str, str]]:
    """Return the pairs of kinds that stand beside each other, with the edges of the text."""
    runs = list(text) if words is None else RUN.findall(text)
    kinds = [run if words and run in words else _kind(run) for run in runs]
    return frozenset(pairwise([EDGE, *kinds, EDGE]))
