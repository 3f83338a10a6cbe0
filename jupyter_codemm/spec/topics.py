"""Which topics a message asks for, adds or drops."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import Literal

from jupyter_codemm.spec.programming_language import language_at
from jupyter_codemm.spec.topic_chunks import Chunk, Span, chunks, known_spans
from jupyter_codemm.spec.vocabulary import (
    ADJECTIVES,
    DIFFICULTY_WORDS,
    FUNCTION_WORDS,
    PROBLEM_NOUNS,
)
from jupyter_codemm.spec.words import Token, at, negated, phrases, says

MAX_TAG = 40
_MAX_WORDS = 4
_MAX_BARE_WORDS = 3
_CUES = frozenset(
    """on about covering covers cover regarding involving concerning focus focusing focused topics
    topic practice practise practicing practising review learn learning sobre uber sur thema themen
    tema temas theme themes""".split()
)
_LINKS = frozenset("on about is are to be should as the working writing".split())
_ENDS = frozenset(
    """for in with please using that which where so because then should at to from by like no not
    nothing without who i we en mit con com avec""".split()
)
_SKIPPED = (
    ADJECTIVES
    | PROBLEM_NOUNS
    | frozenset(
        """the some basic basics tricky fundamental fundamentals core general classic common
        standard typical essential usual normal regular concept concepts programming language only
        also maybe both either stuff""".split()
    )
)
_ADDS = phrases(
    """also|too|as well|add|additionally|include|in addition|tambien|auch|aussi|tambem|ainda"""
)
_REPLACES = ("instead", "only", "change", "switch", "make it", "rather")
_BESIDE = frozenset("please the some ok okay maybe then and also add remove drop no".split())
_WITH = frozenset("with using mit con avec com".split())
_SWAPS = frozenset("replace swap exchange".split())


@dataclass(frozen=True, slots=True)
class TopicsHeard:
    """Topics to take and to leave out. `how` says what happens to the ones decided earlier.

    "bare" topics are named in passing: they fill a gap but change nothing that is decided.
    """

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    how: Literal["replace", "add", "bare"] = "bare"
    too_long: bool = False

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted or self.too_long)


@dataclass(slots=True)
class _Harvest:
    """What the chunks read so far gave."""

    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    announced: bool = False
    listing: bool = False
    denied: bool = False
    pure: bool = True
    too_long: bool = False


def hear_topics(tokens: tuple[Token, ...], *, asked: bool) -> TopicsHeard:
    """Return the topics of a message, or of the part after a correction.

    With `asked`, words that are not known as topics are taken as they stand, unless they are a
    sentence.
    """
    spans = known_spans(tokens)
    harvest = _Harvest(listing=asked)
    for chunk in chunks(tokens, spans):
        _read_chunk(tokens, chunk, harvest, asked=asked)
    wanted = tuple(t for t in dict.fromkeys(harvest.wanted) if t not in harvest.unwanted)
    unwanted = tuple(dict.fromkeys(harvest.unwanted))
    heard = TopicsHeard(wanted, unwanted, "bare", harvest.too_long)
    return replace(heard, how=_how(tokens, harvest, asked=asked))


def _how(
    tokens: tuple[Token, ...], harvest: _Harvest, *, asked: bool
) -> Literal["replace", "add", "bare"]:
    swaps = any(t.text in _SWAPS for t in tokens) and bool(harvest.unwanted)
    if swaps or says(tokens, _ADDS):
        return "add"
    if asked or harvest.announced or says(tokens, _REPLACES):
        return "replace"
    return "add" if harvest.pure else "bare"


def _read_chunk(tokens: tuple[Token, ...], chunk: Chunk, harvest: _Harvest, *, asked: bool) -> None:
    """Read the words between two separators into the harvest."""
    cue = next((i for i in chunk.places if at(tokens, i) in _CUES), None)
    if chunk.after_stop and not asked:
        harvest.listing = False
    harvest.denied = _denied(tokens, chunk, harvest)
    start = chunk.start if harvest.listing and cue is None else chunk.end
    if cue is not None:
        start = cue + 1
        harvest.announced = harvest.announced or not chunk.inside(cue)
    sure = _nothing_else(tokens, chunk)
    found = [s.tag for s in chunk.spans if s.start < start and (sure or _is_sure(tokens, s))]
    found += _listed(tokens, chunk, start, harvest, announced=cue is not None or not asked)
    found = list(dict.fromkeys(found))
    _keep(tokens, chunk, found, harvest)
    empty_cue = cue is not None and cue == chunk.end - 1
    harvest.listing = asked or empty_cue or (bool(found) and start < chunk.end)
    harvest.pure = harvest.pure and bool(found) and sure


def _nothing_else(tokens: tuple[Token, ...], chunk: Chunk) -> bool:
    """Return whether the chunk names a topic and says nothing beside it."""
    return all(chunk.inside(i) or at(tokens, i) in _BESIDE for i in chunk.places)


def _is_sure(tokens: tuple[Token, ...], span: Span) -> bool:
    """Return whether a topic in passing is meant as one; everyday words need a "with" before."""
    return not span.careful or at(tokens, span.start - 1) in _WITH


def _denied(tokens: tuple[Token, ...], chunk: Chunk, harvest: _Harvest) -> bool:
    """Return whether the chunk names what is not wanted, or is joined to one that does."""
    if harvest.denied and chunk.joined:
        return True
    return any(negated(tokens, i) for i in chunk.places) or at(tokens, chunk.start) == "no"


def _keep(tokens: tuple[Token, ...], chunk: Chunk, found: list[str], harvest: _Harvest) -> None:
    denied_tags = {s.tag for s in chunk.spans if negated(tokens, s.start) or _swapped(tokens, s)}
    joined_denial = harvest.denied and (chunk.joined or not chunk.spans)
    for tag in found:
        denied = tag in denied_tags or joined_denial
        (harvest.unwanted if denied else harvest.wanted).append(tag)


def _swapped(tokens: tuple[Token, ...], span: Span) -> bool:
    """Return whether the topic is the X of "replace X with Y"."""
    before = {at(tokens, span.start - 1), at(tokens, span.start - 2)}
    return bool(before & _SWAPS) and at(tokens, span.end) in ("with", "for", "by", "to")


def _listed(
    tokens: tuple[Token, ...], chunk: Chunk, start: int, harvest: _Harvest, *, announced: bool
) -> list[str]:
    """Return the topics of the part of a chunk that lists topics, from `start` on."""
    while start < chunk.end and at(tokens, start) in _LINKS:
        start += 1
    spans = [s for s in chunk.spans if s.start >= start]
    end = _phrase_end(tokens, chunk, start)
    head = [s for s in spans if s.start < end]
    rest = [s.tag for s in spans if s.start >= end and _is_sure(tokens, s)]
    tag = _phrase(tokens, start, end, head, announced=announced)
    if len(tag) > MAX_TAG:
        harvest.too_long, tag = True, ""
    return ([tag] if tag else [s.tag for s in head]) + rest


def _phrase_end(tokens: tuple[Token, ...], chunk: Chunk, start: int) -> int:
    inside = {i for s in chunk.spans for i in range(s.start, s.end)}
    for place in range(start, chunk.end):
        if place > start and place not in inside and at(tokens, place) in _ENDS:
            return place
    return chunk.end


def _phrase(
    tokens: tuple[Token, ...], start: int, end: int, spans: list[Span], *, announced: bool
) -> str:
    """Return the one topic that a phrase is, or "" when it is none."""
    while start < end and _is_idle(tokens, start, spans):
        start += 1
    while start < end and _is_idle(tokens, end - 1, spans):
        end -= 1
    words = tokens[start:end]
    if not words or any(t.kind != "word" for t in words):
        return ""
    if any(s.start == start and s.end < end for s in spans):
        return ""
    known = next((s.tag for s in spans if s.start <= start and s.end == end), None)
    if known or not _is_phrase(words, announced=announced):
        return known or ""
    return " ".join(t.raw.lower() for t in words)


def _is_idle(tokens: tuple[Token, ...], index: int, spans: list[Span]) -> bool:
    """Return whether a word at the edge of a phrase says nothing about the topic."""
    if any(s.start <= index < s.end for s in spans):
        return False
    text = at(tokens, index)
    idle = text in _SKIPPED or text in FUNCTION_WORDS or text in DIFFICULTY_WORDS
    sized = text.partition("-")[0] in DIFFICULTY_WORDS
    return idle or sized or tokens[index].kind == "mark" or language_at(tokens, index) is not None


def _is_phrase(words: tuple[Token, ...], *, announced: bool) -> bool:
    """Return whether words that are no known topic may be one: short, and no part of a sentence."""
    if len(words) > _MAX_WORDS or any(w.text in FUNCTION_WORDS - {"of"} for w in words):
        return False
    if any(w.value is not None or w.text in DIFFICULTY_WORDS for w in words):
        return False
    if len("".join(w.raw for w in words)) < 2:  # noqa: PLR2004 - a letter is no topic
        return False
    if announced:
        return True
    simple = len(words) <= _MAX_BARE_WORDS and all(w.raw.isascii() for w in words)
    return simple or (len(words) == 1 and _is_latin(words[0].raw))


def _is_latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in word if c.isalpha())
