"""Difficulties that have a number of their own: "2 easy", "medium x3", "a hard problem"."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.spec.numerals import usable_number
from jupyter_codemm.spec.programming_language import language_at
from jupyter_codemm.spec.vocabulary import (
    ADJECTIVES,
    COUNTED_NOUNS,
    JOINERS,
    PROBLEM_NOUNS,
    SINGULAR_NOUNS,
    difficulty,
)
from jupyter_codemm.spec.words import ARTICLES, ONES, SEPARATORS, Token, at, negated

_BINDS = frozenset({":", "=", "x", "\u00d7", "*", "(", "-", "\u2013"})
BETWEEN = frozenset("x \u00d7 * of them these those the should be are as is will - von de".split())
_NOT_ONE = frozenset("the this that last first which no any each every other only den der".split())


@dataclass(frozen=True, slots=True)
class MixItem:
    """A difficulty with its number, and the tokens from `start` up to `end` that say so."""

    difficulty: Difficulty
    count: int
    start: int
    end: int


def mix_places(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Return the places of the tokens that belong to a difficulty with a number."""
    return frozenset(i for item in mix_items(tokens) for i in range(item.start, item.end))


def mix_items(tokens: tuple[Token, ...]) -> list[MixItem]:
    """Return every difficulty that has a number of its own, in order."""
    items: list[MixItem] = []
    index = 0
    while index < len(tokens):
        item = _item_at(tokens, index)
        if item is None:
            index += 1
        else:
            items.append(item)
            index = item.end
    return items


def named_difficulty(tokens: tuple[Token, ...], index: int) -> Difficulty | None:
    """Return the difficulty named at an index; "easy to read" and "hard for me" name none."""
    follows = at(tokens, index + 1) in ("to", "for", "enough")
    if follows and difficulty(at(tokens, index + 2)) is None:
        return None
    return difficulty(at(tokens, index))


def _item_at(tokens: tuple[Token, ...], index: int) -> MixItem | None:
    if negated(tokens, index):
        return None
    if named_difficulty(tokens, index):
        return _label_first(tokens, index)
    return _number_first(tokens, index)


def _label_first(tokens: tuple[Token, ...], index: int) -> MixItem | None:
    """Read "easy:2", "medium x3", "hard (1)", "easy problems: 2" and "easy 2"."""
    name = named_difficulty(tokens, index)
    place = index + 1
    if at(tokens, place) in PROBLEM_NOUNS and at(tokens, place + 1) in (":", "="):
        place += 1
    explicit = at(tokens, place) in _BINDS
    place += explicit
    value = usable_number(tokens, place)
    if name is None or value is None:
        return None
    if not explicit and not _pairs_label_first(tokens, place):
        return None
    return MixItem(name, value, index, place + 1)


def _pairs_label_first(tokens: tuple[Token, ...], place: int) -> bool:
    """Return whether the number at `place` belongs to the label before it: "easy 2 hard 1"."""
    following = named_difficulty(tokens, place + 1)
    if following is None:
        return at(tokens, place + 1) not in COUNTED_NOUNS
    return usable_number(tokens, place + 2) is not None


def _number_first(tokens: tuple[Token, ...], index: int) -> MixItem | None:
    """Read "2 easy", "two of them easy", "2 short Java easy ones", "one hard", "a hard problem"."""
    value = usable_number(tokens, index)
    one = value is None and _is_one(tokens, index)
    if value is None and not one:
        return None
    place = index + 1
    while place <= index + 4 and _passes(tokens, place, seen_of=at(tokens, index + 1) == "of"):
        place += 1
    name = named_difficulty(tokens, place)
    if name is None or negated(tokens, place) or _belongs_to_next(tokens, index, place):
        return None
    if one and at(tokens, index) in ARTICLES and not _single(tokens, place):
        return None
    return MixItem(name, 1 if value is None else value, index, place + 1)


def _belongs_to_next(tokens: tuple[Token, ...], index: int, place: int) -> bool:
    """Return whether the number counts more than the label.

    So it is in "3 problems easy 2 hard 1" and in "3 easy and medium problems".
    """
    joins = at(tokens, place + 1) in JOINERS or at(tokens, place + 1) == "/"
    if joins and named_difficulty(tokens, place + 2):
        return True
    if at(tokens, index + 1) not in PROBLEM_NOUNS:
        return False
    if usable_number(tokens, place + 1) is None:
        return False
    return _pairs_label_first(tokens, place + 1)


def _is_one(tokens: tuple[Token, ...], index: int) -> bool:
    return at(tokens, index) in ONES | {"another"} and at(tokens, index - 1) not in _NOT_ONE


def _passes(tokens: tuple[Token, ...], place: int, *, seen_of: bool) -> bool:
    text = at(tokens, place)
    if text in PROBLEM_NOUNS and (seen_of or at(tokens, place - 1) not in PROBLEM_NOUNS):
        return True
    return text in BETWEEN or text in ADJECTIVES or language_at(tokens, place) is not None


def _single(tokens: tuple[Token, ...], place: int) -> bool:
    """Return whether "a hard …" ends here or goes on to one problem."""
    step = place + 1
    while step <= place + 3 and (at(tokens, step) in ADJECTIVES or language_at(tokens, step)):
        step += 1
    text = at(tokens, step)
    return not text or text in SINGULAR_NOUNS or text in SEPARATORS or text in JOINERS
