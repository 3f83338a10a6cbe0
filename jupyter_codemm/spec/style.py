"""Whether solutions return, print, or do both."""

from __future__ import annotations

from jupyter_codemm.contracts.base import ProblemStyle
from jupyter_codemm.spec.words import SEPARATORS, Token, at, negated, says

_PRINT = frozenset("print prints printing printed imprimir ausgeben afficher".split())
_RETURN = frozenset("return returns returning returned retornar devolver zuruckgeben".split())
_SURE: dict[ProblemStyle, tuple[str, ...]] = {
    "mixed": (
        "mixed style",
        "style mixed",
        "style is mixed",
        "return and print",
        "print and return",
    ),
    "stdout": ("stdout", "standard output", "console output", "print style", "style print"),
    "return": (
        "return style",
        "style return",
        "return value",
        "return values",
        "return statement",
        "return type",
        "return a value",
        "return the value",
        "return the result",
        "return the answer",
        "return results",
    ),
}
_BEFORE = frozenset("that which should to must and just only they it we functions them".split())
_BOTH = ("both", "mixed", "a mix", "mix", "mixture", "either")


def hear_style(tokens: tuple[Token, ...], *, asked: bool) -> ProblemStyle | None:
    """Return the style that a message asks for.

    With `asked`, the bare words "return", "print", "mixed" and "both" are answers.
    """
    prints = _mentions(tokens, _PRINT | {"stdout"}, asked=asked)
    returns = _mentions(tokens, _RETURN, asked=asked)
    if says(tokens, _SURE["mixed"]) or (asked and says(tokens, _BOTH)) or (prints and returns):
        return "mixed"
    if prints or (says(tokens, _SURE["stdout"]) and not _refuses(tokens, "output")):
        return "stdout"
    if returns or (says(tokens, _SURE["return"]) and not _refuses(tokens, "return")):
        return "return"
    return None


def _mentions(tokens: tuple[Token, ...], words: frozenset[str], *, asked: bool) -> bool:
    return any(
        token.text in words and not negated(tokens, index) and (asked or _is_style(tokens, index))
        for index, token in enumerate(tokens)
    )


def _is_style(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether "print" here speaks of what solutions do, not of what they are about."""
    if at(tokens, index) == "stdout":
        return True
    before, following = at(tokens, index - 1), at(tokens, index + 1)
    ends = not following or following in SEPARATORS
    alone = not before or before in SEPARATORS
    return before in _BEFORE or (alone and ends) or not following


def _refuses(tokens: tuple[Token, ...], word: str) -> bool:
    return any(t.text == word and negated(tokens, i) for i, t in enumerate(tokens))
