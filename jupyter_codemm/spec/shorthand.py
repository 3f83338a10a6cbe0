"""Difficulty mixes as people write them: "easy:2 medium:2", "2 easy and one hard", "all easy"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty
from jupyter_codemm.spec.mix_items import BETWEEN, MixItem, mix_items, named_difficulty
from jupyter_codemm.spec.numerals import usable_number
from jupyter_codemm.spec.programming_language import language_at
from jupyter_codemm.spec.vocabulary import (
    ADJECTIVES,
    ALL_WORDS,
    COUNTED_NOUNS,
    JOINERS,
    LEVEL_NOUNS,
    MOSTLY,
    PLURAL_NOUNS,
    REST,
    difficulty,
)
from jupyter_codemm.spec.words import (
    SEPARATORS,
    Token,
    at,
    negated,
    says,
)

_FILLERS = frozenset(
    """please all just only make them it i i'd want would like let's go with ok okay mostly
    mainly the problems problem ones one questions exercises should be are a an to for and or y
    e und et o oder well then maybe some both yes por favor bitte""".split()
)
_BALANCED = frozenset(
    """mixed mix mixture balanced evenly spread progressive progressively increasing variety
    gemischt mezcla misto mixto""".split()
)
_EACH = (
    "one of each",
    "each difficulty",
    "one each",
    "all three",
    "all difficulties",
    "all levels",
)


@dataclass(frozen=True, slots=True)
class Mix:
    """What a message says about difficulties.

    `counts` are explicit numbers. `whole` are difficulties without numbers that share the problems
    evenly; with `mostly` the first takes most. `rest` takes what the counts leave.
    """

    counts: dict[Difficulty, int] = field(default_factory=dict)
    whole: tuple[Difficulty, ...] = ()
    rest: Difficulty | None = None
    mostly: bool = False

    def __bool__(self) -> bool:
        return bool(self.counts or self.whole or self.rest)

    @property
    def total(self) -> int:
        """The sum of the explicit counts."""
        return sum(self.counts.values())


def hear_mix(tokens: tuple[Token, ...], *, asked: bool) -> Mix:
    """Return the mix that a message, or the part after a correction, asks for.

    Difficulties alone, such as "easy and hard", are a mix. With `asked`, "mixed" is one too.
    """
    items = mix_items(tokens)
    if items:
        counts: dict[Difficulty, int] = {}
        for item in items:
            counts[item.difficulty] = counts.get(item.difficulty, 0) + item.count
        return Mix(counts=counts, rest=_rest(tokens, items))
    bare = [i for i in range(len(tokens)) if named_difficulty(tokens, i) and not negated(tokens, i)]
    whole = _whole(tokens, bare)
    if not whole and _balanced(tokens, asked=asked):
        whole = DIFFICULTIES
    return Mix(whole=whole, mostly=says(tokens, MOSTLY))


def _rest(tokens: tuple[Token, ...], items: list[MixItem]) -> Difficulty | None:
    taken = {i for item in items for i in range(item.start, item.end)}
    for index, token in enumerate(tokens):
        if token.text not in REST | MOSTLY:
            continue
        for place in range(index + 1, index + 5):
            name = named_difficulty(tokens, place)
            if name and place not in taken:
                return name
    return None


def _whole(tokens: tuple[Token, ...], bare: list[int]) -> tuple[Difficulty, ...]:
    """Return the bare difficulties that speak of all problems, with those joined to them."""
    if _only_fillers(tokens):
        chosen = bare
    else:
        chosen = [i for i in bare if _speaks_of_all(tokens, i)]
        chosen = _with_joined(tokens, bare, chosen)
    names = {difficulty(tokens[i].text) for i in chosen}
    if says(tokens, MOSTLY):
        return tuple(dict.fromkeys(n for n in (named_difficulty(tokens, i) for i in chosen) if n))
    return tuple(d for d in DIFFICULTIES if d in names)


def _only_fillers(tokens: tuple[Token, ...]) -> bool:
    known: tuple[Callable[[str], object], ...] = (
        difficulty,
        _FILLERS.__contains__,
        LEVEL_NOUNS.__contains__,
        ALL_WORDS.__contains__,
        MOSTLY.__contains__,
    )
    return all(t.kind == "mark" or any(knows(t.text) for knows in known) for t in tokens)


def _speaks_of_all(tokens: tuple[Token, ...], index: int) -> bool:
    before = [at(tokens, index - step) for step in range(1, 5)]
    clause = before[: next((k for k, w in enumerate(before) if w in SEPARATORS - {":"}), 4)]
    if set(clause) & (ALL_WORDS | MOSTLY) or at(tokens, index + 1) in ("only", "solo", "nur"):
        return at(tokens, index + 1) not in ("for", "to", "if")
    if {*clause[:2]} & LEVEL_NOUNS or at(tokens, index + 1) in LEVEL_NOUNS:
        return True
    return _of_these_problems(tokens, index) or _made(clause) or _after_total(tokens, index)


def _of_these_problems(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether "easy" goes on to problems: "easy Python problems", "hard ones"."""
    if at(tokens, index - 1) in ("the", "these", "those"):
        return False
    place = index + 1
    while place <= index + 4 and (at(tokens, place) in ADJECTIVES or language_at(tokens, place)):
        place += 1
    return at(tokens, place) in PLURAL_NOUNS or at(tokens, place) in ("probleme", "stuff")


def _made(clause: list[str]) -> bool:
    """Return whether the words before, nearest first, are "make them" or the like."""
    things = ("them", "it", "these", "those", "problems", "everything")
    near = [w for w in clause if w not in ("be", "a", "bit", "to")]
    return near[:1] != [] and near[0] in things and bool({"make", "keep", "set"} & set(near[:4]))


def _after_total(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether the label follows a number of problems: "4 problems hard"."""
    place = index - 1
    while place >= index - 3 and at(tokens, place) in BETWEEN | {"all", "that"}:
        place -= 1
    if at(tokens, place) not in COUNTED_NOUNS:
        return False
    return any(usable_number(tokens, place - step) is not None for step in (1, 2, 3))


def _with_joined(tokens: tuple[Token, ...], bare: list[int], chosen: list[int]) -> list[int]:
    """Add the labels joined by "and", "to", "/" or a comma to a label that speaks of all."""
    joined = set(chosen)
    pairs = [*pairwise(bare)]
    for low, high in [*reversed(pairs), *pairs]:
        between = [t.text for t in tokens[low + 1 : high]]
        links = all(w in JOINERS or w in SEPARATORS or w == "-" for w in between)
        if links and (low in joined or high in joined):
            joined |= {low, high}
    return sorted(joined)


def _balanced(tokens: tuple[Token, ...], *, asked: bool) -> bool:
    if says(tokens, _EACH):
        return True
    for index, token in enumerate(tokens):
        if token.text in _BALANCED:
            near = [at(tokens, index + step) for step in (-2, -1, 1, 2, 3)]
            if asked or set(near) & LEVEL_NOUNS:
                return True
    return False
