"""What counts as a message."""

from __future__ import annotations

from jupyter_codemm.contracts.session import MAX_MESSAGE
from jupyter_codemm.errors import InvalidInputError, TooLargeError


def check_message(text: str) -> None:
    """Return when the text is a message.

    Raises TooLargeError for more than MAX_MESSAGE characters; InvalidInputError for text that is
    blank, holds a NUL character or is not Unicode.
    """
    if len(text) > MAX_MESSAGE:
        raise TooLargeError(f"text: {len(text)} characters, at most {MAX_MESSAGE}", where="text")
    if "\0" in text:
        raise InvalidInputError("text: holds a NUL character", where="text")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise InvalidInputError("text: is not valid Unicode", where="text")
    if not text.strip():
        raise InvalidInputError("text: is blank, say what you would like to practise", where="text")
