"""Text that is nearly JSON → text that is JSON, in one pass over its tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A string without an end is matched to the end of the text, so that nothing in it is a token; its
# end is optional, as a match that fails there is tried again from every quote inside. A single
# quote ends a string only where something that can follow a value follows.
_TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\])*+"?)"""
    r"""|(?P<quoted>'(?:\\.|[^'\\]|'(?!\s*+[,:}\]]))*+'?)"""
    r"""|(?P<comment>//[^\n]*+|/\*.*?(?:\*/|\Z))"""
    r"""|(?P<word>\b(?:True|False|None)\b)"""
    r"""|(?P<other>[^"'/TFN]++|.)""",
    re.DOTALL,
)
# A string is matched whole, so that its commas stay.
_TRAILING_COMMA = re.compile(r'"(?:\\.|[^"\\])*+"?|,(?=\s*+[}\]])', re.DOTALL)
_WORDS = {"True": "true", "False": "false", "None": "null"}
_ESCAPE = re.compile(r'\\(.)|"', re.DOTALL)
_KNOWN = frozenset('"\\/bfnrtu')
_PIECE = re.compile(r'"(?:\\.|[^"\\])*+"?|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)
_MAX_DEPTH = 200
_OPENING, _CLOSING = ("{", "["), ("}", "]")
_BELOW_ROOT = 2


def as_json(text: str) -> str:
    """Return the text without trailing commas and comments, in JSON's own quotes and words."""
    spelled = "".join(_spelled(match) for match in _TOKEN.finditer(text))
    return _TRAILING_COMMA.sub(lambda m: "" if m.group() == "," else m.group(), spelled)


def _spelled(match: re.Match[str]) -> str:
    token = match.group()
    match match.lastgroup:
        case "comment":
            return ""
        case "word":
            return _WORDS[token]
        case "string" if len(token) > 1 and token.endswith('"'):
            return _quoted(token[1:-1])
        case "quoted" if len(token) > 1 and token.endswith("'"):
            return _quoted(token[1:-1])
        case _:
            return token


def _quoted(inner: str) -> str:
    return f'"{_ESCAPE.sub(_escaped, inner)}"'


def _escaped(match: re.Match[str]) -> str:
    """Escape a bare double quote, and let a backslash that escapes nothing stand for itself."""
    letter = match.group(1)
    if letter is None:
        return '\\"'
    if letter in _KNOWN:
        return match.group()
    return "'" if letter == "'" else f"\\\\{letter}"


@dataclass(frozen=True, slots=True)
class CutJson:
    """An object closed where its text stopped; `key` is the key of the root that it stopped in."""

    text: str
    key: str


def cut_json(text: str) -> CutJson | None:
    """Return what stands whole in an object whose text stops in the middle, if anything does.

    Whole are the entries of the root before the last comma of the root; of the entry in which the
    text stops the items before the last comma of its list stay. None for an object that ends.
    """
    at = _Place()
    for match in _PIECE.finditer(text):
        at.step(match.group(), match.start())
        if not 0 < at.depth <= _MAX_DEPTH:
            return None
    if at.in_list:
        return CutJson(f"{text[: at.item_end]}]}}", at.key)
    return CutJson(f"{text[: at.root_end]}}}", at.key) if at.root_end else None


@dataclass(slots=True)
class _Place:
    """Where a walk over the pieces of an object is, and what was whole before."""

    depth: int = 0
    root_end: int = 0
    item_end: int = 0
    key: str = ""
    in_list: bool = False
    _string: str = ""

    def step(self, piece: str, start: int) -> None:
        if piece in _OPENING:
            self.depth += 1
            if self.depth == _BELOW_ROOT:
                self.item_end, self.in_list = start + 1, piece == "["
        elif piece in _CLOSING:
            self.depth -= 1
            self.in_list = self.in_list and self.depth >= _BELOW_ROOT
        elif piece == ",":
            self._comma(start)
        elif piece == ":" and self.depth == 1:
            self.key = self._string
        elif self.depth == 1:
            self._string = piece.strip('"')

    def _comma(self, start: int) -> None:
        if self.depth == 1:
            self.root_end, self.key = start, ""
        elif self.depth == _BELOW_ROOT and self.in_list:
            self.item_end = start
