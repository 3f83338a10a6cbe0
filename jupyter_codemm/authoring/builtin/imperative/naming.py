"""Names and texts: placeholders, and the spelling that each language expects."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from jupyter_codemm.contracts.base import Language


def filled(text: str, words: Mapping[str, object]) -> str:
    """Fill every `$placeholder` of a text; raises KeyError for one that has no word."""
    return Template(text).substitute(words)


def function_name(words: str, language: Language) -> str:
    """Return a function's name, given in snake_case, as the language spells it."""
    if language != "java":
        return words
    head, *tail = words.split("_")
    return head + "".join(part.capitalize() for part in tail)


def sentence(text: str) -> str:
    """Return the text with a capital at its start and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":")) else text + "."
