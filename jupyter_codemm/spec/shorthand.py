"""Difficulty mixes as people write them: "easy:2 medium:2", "two easy and one medium", "all easy"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty
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
    PROBLEM_NOUNS,
    REST,
    SINGULAR_NOUNS,
    difficulty,
)
from jupyter_codemm.spec.words import (
    ARTICLES,
    ONES,
    SEPARATORS,
    Token,
    at,
    negated,
    says,
)

_BINDS = frozenset({":", "=", "x", "×", "*", "(", "-", "–"})
_BETWEEN = frozenset("x × * of them these those the should be are as is will - von de".split())
_NOT_ONE = frozenset("the this that last first which no any each every other only den der".split())
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
    unclear: bool = False

    def __bool__(self) -> bool:
        return bool(self.counts or self.whole or self.rest or self.unclear)

    @property
    def total(self) -> int:
        """The sum of the explicit counts."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class MixItem:
    """A difficulty with its number, and the tokens from `start` up to `end` that say so."""

    difficulty: Difficulty
    count: int
    start: int
    end: int


def hear_mix(tokens: tuple[Token, ...], *, asked: bool) -> Mix:
    """Return the mix that a message, or the part after a correction, asks for.

    With `asked`, an answer such as "easy" or "easy and hard" is a mix by itself.
    """
    items = mix_items(tokens)
    if items:
        counts: dict[Difficulty, int] = {}
        for item in items:
            counts[item.difficulty] = counts.get(item.difficulty, 0) + item.count
        return Mix(counts=counts, rest=_rest(tokens, items))
    bare = [i for i in range(len(tokens)) if _names(tokens, i) and not negated(tokens, i)]
    whole = _whole(tokens, bare, asked=asked)
    if not whole and _balanced(tokens, asked=asked):
        whole = DIFFICULTIES
    return Mix(whole=whole, mostly=says(tokens, MOSTLY))


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


def _names(tokens: tuple[Token, ...], index: int) -> Difficulty | None:
    """Return the difficulty named at an index; "easy to read" and "hard for me" name none."""
    follows = at(tokens, index + 1) in ("to", "for", "enough")
    if follows and difficulty(at(tokens, index + 2)) is None:
        return None
    return difficulty(at(tokens, index))


def _item_at(tokens: tuple[Token, ...], index: int) -> MixItem | None:
    if negated(tokens, index):
        return None
    if _names(tokens, index):
        return _label_first(tokens, index)
    return _number_first(tokens, index)


def _label_first(tokens: tuple[Token, ...], index: int) -> MixItem | None:
    """Read "easy:2", "medium x3", "hard (1)", "easy problems: 2" and "easy 2"."""
    name = _names(tokens, index)
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
    following = _names(tokens, place + 1)
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
    name = _names(tokens, place)
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
    if joins and _names(tokens, place + 2):
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
    return text in _BETWEEN or text in ADJECTIVES or language_at(tokens, place) is not None


def _single(tokens: tuple[Token, ...], place: int) -> bool:
    """Return whether "a hard …" ends here or goes on to one problem."""
    step = place + 1
    while step <= place + 3 and (  # noqa: PLR2004 - a few words between, "a hard Python problem"
        at(tokens, step) in ADJECTIVES or language_at(tokens, step)
    ):
        step += 1
    text = at(tokens, step)
    return not text or text in SINGULAR_NOUNS or text in SEPARATORS or text in JOINERS


def _rest(tokens: tuple[Token, ...], items: list[MixItem]) -> Difficulty | None:
    taken = {i for item in items for i in range(item.start, item.end)}
    for index, token in enumerate(tokens):
        if token.text not in REST:
            continue
        for place in range(index + 1, index + 5):
            name = _names(tokens, place)
            if name and place not in taken:
                return name
    return None


def _whole(tokens: tuple[Token, ...], bare: list[int], *, asked: bool) -> tuple[Difficulty, ...]:
    """Return the bare difficulties that speak of all problems, with those joined to them."""
    if asked and _only_fillers(tokens):
        chosen = bare
    else:
        chosen = [i for i in bare if _speaks_of_all(tokens, i)]
        chosen = _with_joined(tokens, bare, chosen)
    names = {difficulty(tokens[i].text) for i in chosen}
    if says(tokens, MOSTLY):
        return tuple(dict.fromkeys(n for n in (_names(tokens, i) for i in chosen) if n))
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
    while place >= index - 3 and at(tokens, place) in _BETWEEN | {"all", "that"}:
        place -= 1
    if at(tokens, place) not in COUNTED_NOUNS:
        return False
    return any(usable_number(tokens, place - step) is not None for step in (1, 2, 3))


def _with_joined(tokens: tuple[Token, ...], bare: list[int], chosen: list[int]) -> list[int]:
    """Add the labels joined by "and", "to", "/" or a comma to a label that speaks of all."""
    joined = set(chosen)
    for index, following in [
        *zip(bare[1:], bare, strict=False),
        *zip(bare, bare[1:], strict=False),
    ]:
        low, high = sorted((index, following))
        between = [t.text for t in tokens[low + 1 : high]]
        links = all(w in JOINERS or w in SEPARATORS or w == "-" for w in between)
        if links and (index in joined or following in joined):
            joined |= {index, following}
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
