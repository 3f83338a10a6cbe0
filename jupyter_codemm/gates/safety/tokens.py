"""Tokens of a file with their neighbours, which is enough to tell uses of names apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.syntax.tokens import STRING, code_tokens

_NAME = re.compile(r"[^\W\d]\w*")


class Token(NamedTuple):
    """One token, what stands before and after it, and what stands before that."""

    at: int
    text: str
    second: str
    before: str
    after: str

    @property
    def is_name(self) -> bool:
        """Whether it is a name or a keyword."""
        return _NAME.fullmatch(self.text) is not None


def spread(code: str, language: Language) -> list[Token]:
    """Return the tokens of code; texts are empty, so that nothing in them looks like code."""
    found = [STRING if token.startswith(STRING) else token for token in code_tokens(code, language)]
    padded = ["", "", *found, ""]
    return [Token(i, text, padded[i], padded[i + 1], padded[i + 3]) for i, text in enumerate(found)]


def dotted(tokens: list[Token], start: Token) -> list[str]:
    """Return the names of a path such as `java.util.List` from its first one on."""
    path, at = [start.text], start.at
    while at + 2 < len(tokens) and tokens[at + 1].text in (".", "::"):
        path.append(tokens[at + 2].text)
        at += 2
    return path
