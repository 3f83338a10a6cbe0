"""A message cut at its separators, with the known topics found in each piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_codemm.spec.topic_names import KNOWN_TOPICS, LONGEST, MODIFIERS
from jupyter_codemm.spec.words import SEPARATORS, Token, at

_JOINING = frozenset("and or nor y e und et oder ou".split())
_SPLITS = _JOINING | frozenset("but plus aber pero".split())
_CUTS = SEPARATORS | _SPLITS
_SENTENCE_ENDS = frozenset(".!?")
# Everyday words that are topics only where topics are listed.
_CAREFUL = frozenset(
    """having distinct views conditions methods searching algorithms simulation parsing streams
    interfaces indexes select where math maths listen tri felder ordering filtering templates
    matrix ciclos threads unions""".split()
)
_POSSESSIVES = frozenset("my our his her their your the these".split())
_STYLE_VERBS = frozenset("return returns print prints".split())


@dataclass(frozen=True, slots=True)
class Span:
    """A known topic at the tokens from `start` up to `end`."""

    start: int
    end: int
    tag: str
    careful: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """The tokens from `start` up to `end`, between separators.

    `joined` says that an "and" or "or" led to it, `after_stop` that a sentence ended before it.
    """

    start: int
    end: int
    joined: bool
    after_stop: bool
    spans: tuple[Span, ...]

    @property
    def places(self) -> range:
        """The indexes of the chunk's tokens."""
        return range(self.start, self.end)

    def inside(self, index: int) -> bool:
        """Return whether the token at an index is part of a known topic."""
        return any(s.start <= index < s.end for s in self.spans)


def known_spans(tokens: tuple[Token, ...]) -> tuple[Span, ...]:
    """Return the known topics of a message, longest first at each place, without overlaps."""
    spans: list[Span] = []
    index = 0
    while index < len(tokens):
        span = _span_at(tokens, index)
        if span is None:
            index += 1
        else:
            spans.append(_modified(tokens, span, floor=spans[-1].end if spans else 0))
            index = span.end
    return tuple(spans)


def _span_at(tokens: tuple[Token, ...], index: int) -> Span | None:
    for length in range(LONGEST, 0, -1):
        words = tokens[index : index + length]
        name = _name(words)
        if not name or len(words) < length:
            continue
        if name in KNOWN_TOPICS and not _is_something_else(tokens, index, index + length):
            return Span(index, index + length, KNOWN_TOPICS[name], name in _CAREFUL)
    return None


def _name(words: tuple[Token, ...]) -> str:
    """Return the words as one name, "" when a mark other than the slash of "if/else" is there."""
    if not words or words[0].kind == "mark" or words[-1].kind == "mark":
        return ""
    if any(w.kind != "word" and not (w.text == "/" and w.glued) for w in words):
        return ""
    return " ".join(w.text for w in words if w.text != "/")


def _is_something_else(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Return whether the name is not a topic here: "my classes", "functions that return"."""
    name = at(tokens, start)
    if name == "classes" and end - start == 1:
        return at(tokens, start - 1) in _POSSESSIVES
    if name == "where" and end - start == 1:
        neighbours = {at(tokens, start - 1), at(tokens, end)} - {""}
        return not neighbours <= _CUTS
    if name in ("functions", "methods", "function"):
        return bool({at(tokens, end + 1), at(tokens, end + 2)} & _STYLE_VERBS)
    return False


def _modified(tokens: tuple[Token, ...], span: Span, *, floor: int) -> Span:
    """Take a word such as "doubly" into the topic that it changes."""
    start, tag = span.start, span.tag
    while start > floor and at(tokens, start - 1) in MODIFIERS:
        start -= 1
        tag = f"{at(tokens, start)} {tag}"
    return Span(start, span.end, tag, span.careful)


def chunks(tokens: tuple[Token, ...], spans: tuple[Span, ...]) -> Iterator[Chunk]:
    """Yield the pieces between separators; an "and" inside a known topic separates nothing."""
    inside = {i for s in spans for i in range(s.start, s.end)}
    remaining = list(reversed(spans))
    start, joined, after_stop = 0, False, False
    for index in range(len(tokens) + 1):
        text = at(tokens, index)
        if index < len(tokens) and (index in inside or text not in _CUTS):
            continue
        own: list[Span] = []
        while remaining and remaining[-1].start < index:
            own.append(remaining.pop())
        if start < index:
            yield Chunk(start, index, joined, after_stop, tuple(own))
            joined, after_stop = False, False
        joined = joined or text in _JOINING
        after_stop = after_stop or text in _SENTENCE_ENDS
        start = index + 1
