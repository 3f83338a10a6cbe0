"""Text of people, programs and models as the journey keeps it: cleaned at the door, and capped."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

MAX_OUTPUT = 65_536
"""Characters kept of each of stdin, stdout and stderr."""
MAX_QUERY = 10_000
MAX_ANSWER = 32_768
MAX_HINT = 4_000
MAX_COMMENT = 2_000
MAX_LINE = 500


def cleaned(text: str) -> str:
    """Return the text with U+FFFD for each half of a surrogate pair and each NUL.

    No browser takes the first, no PostgreSQL the second.
    """
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd")


def clipped(text: str, limit: int = MAX_OUTPUT) -> tuple[str, bool]:
    """Return the text cleaned and cut to `limit` characters, and whether anything was cut."""
    whole = cleaned(text)
    return whole[:limit], len(whole) > limit


def _clean(value: object) -> object:
    return cleaned(value) if isinstance(value, str) else value


CLEANED = BeforeValidator(_clean)

OutputText = Annotated[str, StringConstraints(max_length=MAX_OUTPUT), CLEANED]
QueryText = Annotated[str, StringConstraints(max_length=MAX_QUERY), CLEANED]
AnswerText = Annotated[str, StringConstraints(max_length=MAX_ANSWER), CLEANED]
HintText = Annotated[str, StringConstraints(max_length=MAX_HINT), CLEANED]
CommentText = Annotated[str, StringConstraints(max_length=MAX_COMMENT), CLEANED]
LineText = Annotated[str, StringConstraints(max_length=MAX_LINE), CLEANED]
