"""Text as words, numbers and marks, folded so that case, accents and typography do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    r"(?P<cpp>[cC]\+\+(?:\d\d)?)"
    r"|(?P<grid>\d{1,2}[ -]?[dD](?![^\W_]))"
    r"|(?P<number>(?:(?<![^\s(:=])-)?\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|['\u2019_-](?=[^\W\d_]))*#?)"
    r"|(?P<mark>\n|[^\s\w]|_)"
)
_MAX_LENGTH = 20_000  # one character may become eighteen when it is normalised
_ELISION = re.compile(r"^[dl]'(?=.)")
_WHOLE = re.compile(r"-?\d{1,6}")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+")
TOO_MANY = 1_000_000
"""The value that stands for every number of more than six digits."""

_UNITS = {
    0: "zero cero null",
    1: "eins",
    2: "two couple dos dois duas zwei deux",
    3: "three tres drei trois",
    4: "four cuatro quatro vier quatre",
    5: "five cinco funf cinq",
    6: "six seis sechs",
    7: "seven siete sete sieben sept",
    8: "eight ocho oito acht huit",
    9: "nine nueve nove neun neuf",
    10: "ten diez dez zehn dix",
    11: "eleven elf onze",
    12: "twelve doce doze zwolf douze",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_HUNDREDS = {"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "million": 10**6}
_NUMBERS = {word: value for value, words in _UNITS.items() for word in words.split()}
NUMBERS: dict[str, int] = _NUMBERS | _TENS | _HUNDREDS
ONES = frozenset("one a an un una uno um uma ein eine einen une".split())
"""Words that mean 1 only when a problem or a difficulty follows."""
_SPLIT_FIRST = frozenset({"python", "java", "sql"})
ARTICLES = frozenset({"a", "an"})

NEGATIONS = frozenset(
    """not nothing without except excluding never avoid skip avoiding skipping nor neither don't
    dont doesn't isn't aren't shouldn't won't can't cannot hate dislike nicht kein keine keinen
    ohne sin sem sans pas drop remove less fewer""".split()
)
_NEGATION_REACH = 4
STOPS = frozenset(".!?;:\n")
SEPARATORS = STOPS | frozenset(",/&+|•*")
_BUT = frozenset({"but", "aber", "pero", "mas", "mais", "sondern", "sino"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark.

    `text` is folded. `value` is the whole number that it means; a number that is not whole has
    none. `glued` says that nothing stands between it and the token before.
    """

    text: str
    raw: str
    kind: Literal["word", "number", "mark"]
    value: int | None = None
    glued: bool = False

    def among(self, words: frozenset[str]) -> bool:
        """Return whether the folded text is one of the words."""
        return self.text in words


def fold(text: str) -> str:
    """Return the text in lower case without accents; curly apostrophes become straight."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, in order. Takes time linear in the text."""
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(unicodedata.normalize("NFKC", text)[:_MAX_LENGTH]):
        token = _token(match, glued=match.start() == end)
        end = match.end()
        if tokens and tokens[-1].text in _TENS and token.kind == "word" and _is_unit(token):
            token = _joined(tokens.pop(), token)
        tokens += _parts(token)
    return tuple(tokens)


def _token(match: re.Match[str], *, glued: bool) -> Token:
    raw = match.group()
    match match.lastgroup:
        case "cpp":
            return Token("c++", raw, "word", glued=glued)
        case "grid":
            return Token(re.sub(r"[ -]", "", raw).lower(), raw, "word", glued=glued)
        case "number":
            return Token(raw, raw, "number", _whole(raw), glued)
        case "word":
            text = _ELISION.sub("", fold(raw))
            return Token(text, raw, "word", NUMBERS.get(text), glued)
        case _:
            return Token(raw, raw, "mark", glued=glued)


def _parts(token: Token) -> tuple[Token, ...]:
    """Split "Python-Aufgaben"; every other word with a hyphen is a word of its own."""
    first, _, rest = token.text.partition("-")
    if token.kind != "word" or not rest or first not in _SPLIT_FIRST:
        return (token,)
    raw_first, _, raw_rest = token.raw.partition("-")
    return Token(first, raw_first, "word"), Token(rest, raw_rest, "word", NUMBERS.get(rest))


def _whole(raw: str) -> int | None:
    digits = raw.replace(",", "") if _THOUSANDS.fullmatch(raw) else raw
    if _WHOLE.fullmatch(digits):
        return int(digits)
    return TOO_MANY if digits.lstrip("-").isdecimal() else None


def _is_unit(token: Token) -> bool:
    return token.value is not None and 0 < token.value < 10  # noqa: PLR2004 - a digit's word


def _joined(tens: Token, unit: Token) -> Token:
    raw = f"{tens.raw} {unit.raw}"
    return Token(f"{tens.text} {unit.text}", raw, "word", (tens.value or 0) + (unit.value or 0))


def at(tokens: tuple[Token, ...], index: int) -> str:
    """Return the folded text at an index, or "" outside."""
    return tokens[index].text if 0 <= index < len(tokens) else ""


def plain(tokens: Iterable[Token]) -> str:
    """Return the words and numbers alone, with a blank before, between and after them."""
    return f" {' '.join(t.text for t in tokens if t.kind != 'mark')} "


def says(tokens: Iterable[Token], phrases: Iterable[str]) -> bool:
    """Return whether one of the phrases stands in the tokens, marks apart."""
    text = plain(tokens)
    return any(f" {phrase} " in text for phrase in phrases)


def negated(tokens: tuple[Token, ...], index: int, reach: int = _NEGATION_REACH) -> bool:
    """Return whether the token at an index is said not to be wanted.

    A comma, a stop or a "but" ends the reach of a "not"; a bare "no" reaches one word far.
    """
    if at(tokens, index - 1) == "no" or _rather(tokens, index):
        return True
    for back in range(index - 1, max(-1, index - 1 - reach), -1):
        text = at(tokens, back)
        if text in SEPARATORS or text in _BUT:
            return False
        if text in NEGATIONS:
            return True
    return False


def _rather(tokens: tuple[Token, ...], index: int) -> bool:
    pairs = {("instead", "of"), ("rather", "than"), ("other", "than")}
    back = 2 if at(tokens, index - 1) in ("the", "a", "in", "using") else 1
    first, second = at(tokens, index - back - 1), at(tokens, index - back)
    return (first, second) in pairs or second in ("statt", "anstatt")


def segments(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """Split at words with which people correct themselves; the last segment is what they mean."""
    parts: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if _corrects(tokens, index):
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(tuple(part) for part in parts if part)


def _corrects(tokens: tuple[Token, ...], index: int) -> bool:
    text, before, after = tokens[index].text, at(tokens, index - 1), at(tokens, index + 1)
    if text in ("actually", "sorry", "wait", "oops", "correction", "eigentlich"):
        return True
    if text in ("no", "nein", "non", "nao"):
        return (index == 0 or before in SEPARATORS) and after in SEPARATORS
    return (text, after) in {("i", "mean"), ("i", "meant"), ("make", "that"), ("scratch", "that")}


def phrases(text: str) -> frozenset[str]:
    """Return phrases that are written one after another with | between them."""
    return frozenset(" ".join(part.split()) for part in text.split("|"))
