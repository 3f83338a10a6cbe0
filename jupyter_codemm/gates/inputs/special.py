"""Inputs so special that a change of them could break what the statement promises.

A finished game, a legal position or a solvable puzzle follow rules that nobody can read from a few
examples. Where a statement promises one, new inputs hold it only as the author proposed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jupyter_codemm.gates.inputs.domain import Domain

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_WHOLE = (
    r"(?:correct|legal|finished|solvable|well-formed|complete|consistent|possible|proper|reachable)"
)
_PROMISED = re.compile(
    rf"\b(?:always|guaranteed to be|promised to be|certainly)\s+(?:an?\s+)?{_WHOLE}\b"
    rf"|\b(?:holds?|contains?|describes?|is|are)\s+(?:always\s+)?(?:an?|one)\s+{_WHOLE}\s"
    r"(?:and\s\w+\s)?(?:\w+\s)?(?:game|match|position|board|puzzle|sudoku|tournament|schedule"
    r"|plan|tour|route|tiling|hand)\b",
    re.IGNORECASE,
)
# "The input is always correct" says that it is as described, and that can be seen.
_PLAIN = re.compile(
    r"\b(?:inputs?|arguments?|data|values?|numbers?|results?|answers?)\b[^.]{0,12}$", re.IGNORECASE
)
_RESULT = re.compile(r"\b(?:returns?|prints?|tells?|whether|if|when)\b[^.]*$", re.IGNORECASE)


def with_special(domain: Domain, names: Sequence[str], statement: str) -> Domain:
    """Return the domain of arguments with those frozen that a statement promises to be special.

    These are the collections and texts that the sentence names, or all of them if it names none.
    Values without names are told by no sentence.
    """
    sentences = [text for text in _SENTENCE.split(statement) if _is_promise(text)]
    if not sentences:
        return domain
    named = {name for name in names for text in sentences if _mentions(text, name)}
    parts = []
    for place, part in enumerate(domain.parts):
        told = not named or (place < len(names) and names[place] in named)
        is_built = part.sizes is not None or part.text is not None or bool(part.parts)
        parts.append(replace(part, frozen=True) if told and is_built else part)
    return replace(domain, parts=tuple(parts))


def _is_promise(sentence: str) -> bool:
    match = _PROMISED.search(sentence)
    if match is None:
        return False
    before = sentence[: match.start()]
    return not _PLAIN.search(
        before.removesuffix(" ").removesuffix(" is").removesuffix(" are")
    ) and (not _RESULT.search(before))


def _mentions(sentence: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence))
