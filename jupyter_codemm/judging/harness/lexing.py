"""Reading C-like source without its comments and literals."""

from __future__ import annotations

import re

_NOISE = re.compile(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)"
    r'|"""(?:\\.|.)*?(?:"""|\Z)'
    r'|"(?:\\.|[^"\\\n])*"?'
    r"|'(?:\\.|[^'\\\n])*'?",
    re.DOTALL,
)


def bare(text: str) -> str:
    """Return Java or C++ source with comments and literals replaced by spaces, lines kept."""
    return _NOISE.sub(lambda m: "\n" * m.group().count("\n") or " ", text)
