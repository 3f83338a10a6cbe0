"""Phrases that are no part of a task; phrases.toml holds them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_WORD = re.compile(r"<([a-z]+)>(?!:)")


def _read() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    words: dict[str, str] = data["words"]
    return tuple((reason, _pattern(phrases, words)) for reason, phrases in data["phrases"].items())


def _pattern(phrases: list[str], words: dict[str, str]) -> re.Pattern[str]:
    whole = "|".join(f"(?:{phrase})" for phrase in phrases)
    filled = _WORD.sub(lambda match: words.get(match[1], match[0]), whole)
    return re.compile(filled, re.IGNORECASE | re.MULTILINE)


PHRASES = _read()
"""What is said of a phrase, and where it is found."""
