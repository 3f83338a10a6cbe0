"""How much of a program was changed, in tokens: comments and layout are no change."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.syntax.tokens import code_tokens

MOST_COMPARED = 1500


def changed_tokens(before: str, after: str, language: Language) -> int:
    """Return how many tokens were added, dropped or replaced.

    A moved part counts as dropped and added; of very long programs it is not noticed that parts
    have moved.
    """
    old, new = code_tokens(before, language), code_tokens(after, language)
    if old == new:
        return 0
    if max(len(old), len(new)) > MOST_COMPARED:
        one, other = Counter(old), Counter(new)
        return max((one - other).total(), (other - one).total())
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in blocks if tag != "equal")
