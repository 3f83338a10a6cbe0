"""What earlier messages said that could not be stored yet."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.session import Message
from jupyter_codemm.spec.shorthand import Mix, hear_mix
from jupyter_codemm.spec.words import tokenize

_BACK = 6
_LENGTH = 2000


def recalled_mix(messages: Sequence[Message]) -> Mix:
    """Return the difficulties named lately without a number: "easy problems on loops"."""
    texts = [m.text for m in messages[-2 * _BACK :] if m.role == "user" and len(m.text) <= _LENGTH]
    for text in reversed(texts):
        mix = hear_mix(tokenize(text), asked=False)
        if mix.whole:
            return mix
    return Mix()
