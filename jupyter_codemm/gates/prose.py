"""Statements as prose: what is left of a text without its code, and how hard that is to read."""

from __future__ import annotations

import re

_FENCED = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`[^`\n]*`")
_TABLE_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_LIST_MARK = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)|\n\s*\n|\n(?=\x00)")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_COMMON = frozenset("the a an of is are and to in it that for each with from".split())
_COMMON_SHARE = 0.15
# A name in code is read as one word of one syllable, such as "it".
_NAME = " it "


def prose(text: str) -> str:
    """Return a text without code blocks and tables; a code span is one short word."""
    bare = _TABLE_ROW.sub("\n\n", _FENCED.sub("\n\n", text))
    return _LIST_MARK.sub("\x00", _SPAN.sub(_NAME, bare))


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text)


def is_english(text: str) -> bool:
    """Return whether enough of the words are those that every English text has."""
    found = words(text.casefold())
    return bool(found) and sum(w in _COMMON for w in found) / len(found) >= _COMMON_SHARE


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of English prose: the years at school that it asks for."""
    found = words(text)
    if not found:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if words(part))
    syllables = sum(_syllables(word.casefold()) for word in found)
    return 0.39 * len(found) / max(1, sentences) + 11.8 * syllables / len(found) - 15.59


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    is_mute = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - is_mute)
