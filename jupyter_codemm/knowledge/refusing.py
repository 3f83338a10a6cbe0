"""How a file is refused."""

from __future__ import annotations

from jupyter_codemm.errors import InvalidInputError

FILE = "file"


def refused(sentence: str) -> InvalidInputError:
    """Return the error for a file that cannot be used, told in one sentence."""
    return InvalidInputError(sentence, where=FILE)
