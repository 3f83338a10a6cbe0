"""What a question looks for: its words without those that every text has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST_TERMS = 24
"""Further words of a long question are not looked for."""
_LONGEST = 60
_LEAST_SHARED = 2
_STEM = 4
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ingly", "ings", "ing", "edly", "ies", "ied", "ed", "es", "ly", "s")
_COMMON = frozenset(
    """a about after again all also am an and any are as at be because been before being between
    both but by can cannot could did do does doing don done each else ever few for from further get
    give given go got had has have having he help her here him his how i if in into is it its just
    know let like look made make many may me mean means might more most much must my need no nor not
    now of off on once only or other our out over own please put same say see she should show so
    some such tell than that the their them then there these they thing things this those through to
    too under understand until up us use used using very want was way we well were what when where
    which while who whom whose why will with without work works would you your yours
    explain question answer difference""".split()
)


def terms(question: str) -> tuple[str, ...]:
    """Return the words to look for, each once and in order, at most MOST_TERMS of them.

    They hold letters and digits only. When a question has nothing but common words, those count.
    """
    found = list(dict.fromkeys(word for word in _words(question) if len(word) <= _LONGEST))
    telling = [word for word in found if word not in _COMMON and (len(word) > 1 or word.isdigit())]
    return tuple((telling or found)[:MOST_TERMS])


def fit(question: str, text: str) -> float:
    """Return the share of the question's words that a text has, from 0 to 1.

    0 when they share fewer than two words, unless the question has just one. Words are the same
    without their endings.
    """
    asked = {_stem(word) for word in terms(question)}
    if not asked:
        return 0.0
    shared = asked & {_stem(word) for word in _words(text)}
    if len(shared) < min(_LEAST_SHARED, len(asked)):
        return 0.0
    return len(shared) / len(asked)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _bare(word: str) -> str:
    """Return a word without its accents."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    word = _bare(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM - 1:
            word = word.removesuffix(ending)
            break
    if len(word) >= _STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        return word[:-1]  # running, run
    return word.removesuffix("e") if len(word) >= _STEM else word
