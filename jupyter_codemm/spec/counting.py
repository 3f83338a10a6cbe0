"""How many problems a message asks for."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.spec import MAX_PROBLEMS
from jupyter_codemm.spec.numerals import may_count
from jupyter_codemm.spec.programming_language import language_at
from jupyter_codemm.spec.vocabulary import (
    ADJECTIVES,
    COUNTED_NOUNS,
    PLURAL_NOUNS,
    SINGULAR_NOUNS,
    difficulty,
)
from jupyter_codemm.spec.words import ARTICLES, ONES, SEPARATORS, Token, at, negated

_OTHER_UNITS = frozenset(
    """minute minutes min mins hour hours second seconds day days week weeks month months year years
    topic topics student students people line lines test tests case cases point points level levels
    time times hint hints language languages attempt attempts letter letters character characters
    word words element elements digit digits bit bits row rows column columns table tables number
    numbers dimension dimensions percent person group groups file files class classes""".split()
)
_ENDS_PHRASE = frozenset(
    """on about with of for in and or but that which should to at by per is are from covering
    using please instead total altogether sobre uber sur mit con com avec de und y et e des im
    auf""".split()
)
_ASKING = frozenset("want need only just make maybe say do have give it to with count".split())
_WANTED = frozenset("give want need make create write generate like do me us".split())
_LAST_WORDS = frozenset("please instead total altogether now then bitte in".split())
_LINKS = frozenset({":", "=", "is", "to", "be"})
_MORE = frozenset("more additional extra mas mais weitere".split())
_FEWER = frozenset("fewer less weniger menos".split())
_RANGE = frozenset("to or - \u2013 bis oder ou o until".split())
_LOOK_AHEAD = 5


@dataclass(frozen=True, slots=True)
class CountHeard:
    """The number of problems asked for, or why none could be read.

    `refused` is a number outside 1..7 as the user wrote it; `between` holds the ends of a range;
    `change` is "two more" or "one fewer".
    """

    value: int | None = None
    refused: str | None = None
    between: tuple[str, str] | None = None
    change: int | None = None

    def __bool__(self) -> bool:
        return self != CountHeard()


def hear_count(tokens: tuple[Token, ...], taken: frozenset[int], *, asked: bool) -> CountHeard:
    """Return the number of problems that a message, or the part after a correction, asks for.

    `taken` are the places of tokens that belong to difficulties. With `asked`, a number alone is an
    answer.
    """
    change = _change(tokens)
    if change:
        return CountHeard(change=change)
    free = [i for i in range(len(tokens)) if i not in taken and may_count(tokens, i)]
    wanted = [i for i in free if not negated(tokens, i) and at(tokens, i - 1) != "than"]
    for index in wanted:
        if _followed_by_problems(tokens, index) or _after_name(tokens, index):
            return _judged(tokens, index)
    for index in wanted:
        if at(tokens, index + 1) not in _OTHER_UNITS and (asked or _asked_for(tokens, index)):
            return _judged(tokens, index)
    if wanted and _only_number(tokens):
        return _judged(tokens, wanted[0])
    if asked and _only_one(tokens):
        return CountHeard(value=1)
    single = any(i not in taken and _one_problem(tokens, i) for i in range(len(tokens)))
    return CountHeard(value=1) if single else CountHeard()


def _only_one(tokens: tuple[Token, ...]) -> bool:
    """Return whether the message is "one", "just one" or "one please"."""
    words = [t.text for t in tokens if t.kind == "word"]
    return any(w in ONES for w in words) and all(w in ONES | _ASKING | _LAST_WORDS for w in words)


def _only_number(tokens: tuple[Token, ...]) -> bool:
    """Return whether the message is a number and nothing else."""
    rest = [t for t in tokens if t.kind != "mark" and t.text not in _LAST_WORDS]
    return len(rest) == 1


def _judged(tokens: tuple[Token, ...], index: int) -> CountHeard:
    token = tokens[index]
    for first, last in ((index - 2, index), (index, index + 2)):
        link = at(tokens, first + 1)
        spanned = link in _RANGE or (link == "and" and at(tokens, first - 1) == "between")
        if spanned and may_count(tokens, first) and may_count(tokens, last):
            return CountHeard(between=(tokens[first].raw, tokens[last].raw))
    if token.value is None or not 1 <= token.value <= MAX_PROBLEMS:
        return CountHeard(refused=token.raw[:12])
    return CountHeard(value=token.value)


def _followed_by_problems(tokens: tuple[Token, ...], index: int) -> bool:
    for place in range(index + 1, index + 1 + _LOOK_AHEAD):
        if place >= len(tokens):
            return False
        if tokens[place].text in COUNTED_NOUNS:
            return True
        joins_labels = difficulty(at(tokens, place - 1)) and difficulty(at(tokens, place + 1))
        if _ends_phrase(tokens, place) and not joins_labels:
            return False
    return False


def _ends_phrase(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    if token.kind == "mark":
        return token.text != "-"
    return token.value is not None or token.text in _ENDS_PHRASE or token.text in _OTHER_UNITS


def _after_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Read "problems: 3", "number of problems is 3" and "problem count 3"."""
    if at(tokens, index - 1) == "count":
        return True
    linked = at(tokens, index - 1) in _LINKS
    return linked and at(tokens, index - 2) in PLURAL_NOUNS | {"count", "number"}


def _asked_for(tokens: tuple[Token, ...], index: int) -> bool:
    """Read "make it 3", "I want 3, not 4" and "just three please"."""
    following = at(tokens, index + 1)
    if following == "instead":
        return True
    ends = not following or following in SEPARATORS or following in _LAST_WORDS
    return ends and at(tokens, index - 1) in _ASKING


def _one_problem(tokens: tuple[Token, ...], index: int) -> bool:
    """Read "one Python problem" and "give me a problem", but not "I have a problem"."""
    if at(tokens, index) not in ONES or at(tokens, index - 1) in ("the", "this", "that", "no"):
        return False
    place = index + 1
    while place <= index + _LOOK_AHEAD and _describes(tokens, place):
        place += 1
    if at(tokens, place) not in SINGULAR_NOUNS - {"one"}:
        return False
    plain_article = at(tokens, index) in ARTICLES and place == index + 1
    return not plain_article or at(tokens, index - 1) in _WANTED


def _describes(tokens: tuple[Token, ...], place: int) -> bool:
    text = at(tokens, place)
    return bool(text in ADJECTIVES or language_at(tokens, place) or difficulty(text))


def _change(tokens: tuple[Token, ...]) -> int | None:
    """Return how many problems are to come on top, or to go: "2 more", "another one"."""
    for index, token in enumerate(tokens):
        value = 1 if token.text in ONES or token.text == "another" else token.value
        if value is None or not 1 <= value <= MAX_PROBLEMS:
            continue
        before, following = at(tokens, index - 1), at(tokens, index + 1)
        if following in _MORE | _FEWER and at(tokens, index + 2) != "than":
            return value if following in _MORE else -value
        if token.text == "another" and _counts_on(tokens, index):
            return tokens[index + 1].value or 1
        if before in ("add", "remove", "drop", "delete") and _counts_on(tokens, index):
            return value if before == "add" else -value
    return None


def _counts_on(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a problem, or a difficulty, is what the word at an index counts."""
    for place in range(index + 1, min(index + 1 + _LOOK_AHEAD, len(tokens))):
        if tokens[place].text in COUNTED_NOUNS | {"one", "ones"} or difficulty(tokens[place].text):
            return True
        if tokens[place].kind == "mark" or tokens[place].text in _ENDS_PHRASE:
            return False
    return False
