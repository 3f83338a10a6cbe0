"""Which variables a program sorts itself: nobody has to hand them over in order."""

from __future__ import annotations

import re

_SORTED = (
    re.compile(r"\b(?:sort|sorted|stable_sort|heapify)\s*\(\s*(\w+)"),
    re.compile(r"\b(\w+)\s*\.\s*sort\s*\("),
    re.compile(r"\b(\w+)\s*\.\s*stream\s*\(\s*\)[^;{}]*\.\s*sorted\s*\("),
)
_COPIED = (
    re.compile(
        r"\b(\w+)\s*=(?!=)[^=;\n]*?\b(\w+)\s*(?:\[\s*:?\s*\]|\.copy\(\)|\.clone\(\))?\)?;?$",
        re.MULTILINE,
    ),
    re.compile(r"\b(\w+)\s*[({]\s*(\w+)(?:\.begin\(\)[^;]*)?[)}]\s*;"),
)
MOST_TEXT = 20_000


def sorted_in(code: str) -> frozenset[str]:
    """Return the names of what a program sorts, also where it sorts a copy."""
    code = code[:MOST_TEXT]
    names = {name for pattern in _SORTED for name in pattern.findall(code)}
    copies = [pair for pattern in _COPIED for pair in pattern.findall(code)]
    return frozenset(names | {whole for copy, whole in copies if copy in names})
