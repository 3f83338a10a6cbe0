"""Names and texts: placeholders, and the spelling that each language expects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Template

from jupyter_codemm.contracts.base import Language

_ONCE = re.compile(r"\b1 times\b")
_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=[aei]|hours?\b|o(?!ne))")


def filled(text: str, words: Mapping[str, object]) -> str:
    """Fill every `$placeholder` of a text; raises KeyError for one that has no word."""
    return Template(text).substitute(words)


def function_name(words: str, language: Language) -> str:
    """Return a function's name, given in snake_case, as the language spells it."""
    if language != "java":
        return words
    head, *tail = words.split("_")
    return head + "".join(part.capitalize() for part in tail)


def with_articles(text: str) -> str:
    """Write `an` where a filled-in word asks for it, and `once` for `1 times`.

    What stands in backticks is left alone.
    """
    parts = text.split("`")
    parts[::2] = [_BEFORE_VOWEL.sub(r"\1n ", _ONCE.sub("once", part)) for part in parts[::2]]
    return "`".join(parts)


def sentence(text: str) -> str:
    """Return the text with a capital at its start and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":")) else text + "."
