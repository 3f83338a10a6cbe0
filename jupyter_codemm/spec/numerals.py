"""Which numbers of a message may count something at all."""

from __future__ import annotations

from jupyter_codemm.spec.programming_language import is_version
from jupyter_codemm.spec.words import Token, at, negated

_ORDINAL = frozenset(
    """week chapter grade unit lesson lecture module section part page level version year number no
    problem question exercise slot task first last next day semester class aufgabe kapitel woche
    ejercicio problema exercice""".split()
)


def usable_number(tokens: tuple[Token, ...], index: int) -> int | None:
    """Return the number at an index unless it is a version, an ordinal, or said not to be meant."""
    if not may_count(tokens, index) or negated(tokens, index):
        return None
    return tokens[index].value


def may_count(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a number stands at an index that is neither a version nor an ordinal."""
    if not 0 <= index < len(tokens):
        return False
    token = tokens[index]
    if token.kind != "number" and token.value is None:
        return False
    ordinal = token.kind == "number" and at(tokens, index - 1) in _ORDINAL
    return not ordinal and not is_version(tokens, index)
