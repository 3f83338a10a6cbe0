"""Prompts that fit: what others wrote is made visible, and shortened when there is no room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jupyter_codemm.authoring.llm.settings import AuthorSettings
from jupyter_codemm.contracts.model_call import BYTES_PER_TOKEN, tokens_at_most
from jupyter_codemm.errors import PromptTooLongError

MAX_INSTRUCTIONS = 8000
MAX_COURSE = 16_000
_LEAST_REPLY_WHOLE = 4000
_LEAST_REPLY_PART = 700
_SPARE = 64  # for what the chat template of a model adds
_MARK = "…"
_SHORTER = 400


@dataclass(frozen=True, slots=True)
class Fit:
    """The user message, and how long the reply may be."""

    order: str
    reply_tokens: int
    shortened: bool


def visible(text: str, limit: int) -> str:
    """Return a text without characters that nobody sees, of at most so many characters.

    Marks of direction, joiners, tags and the like can hide words from people and show them to a
    model.
    """
    clean = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text[: 2 * limit])
    return clipped(clean.strip(), limit)


def clipped(text: str, limit: int) -> str:
    """Return at most so many characters of a text, marked when something is left out."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + _MARK


def fitted(
    system: str, order: dict[str, Any], wanted: int, limits: AuthorSettings, *, whole: bool
) -> Fit:
    """Return an order that leaves room for a reply in the model's context.

    The reply gives way first, down to what it needs at least, then the course context, the
    instructions, the titles to avoid and the reports. Raises PromptTooLongError when that is not
    enough.
    """
    least = min(_LEAST_REPLY_WHOLE if whole else _LEAST_REPLY_PART, wanted)
    taken = tokens_at_most(system) + _SPARE
    for step, shorter in enumerate(_ever_shorter(order, _room(taken, least, limits))):
        text = json.dumps(shorter, ensure_ascii=False)
        left = limits.context_tokens - taken - tokens_at_most(text)
        if left >= least:
            return Fit(text, min(left, wanted), shortened=step > 0)
    raise PromptTooLongError(
        f"The model's context of {limits.context_tokens} tokens has no room for the question."
    )


def _room(taken: int, least: int, limits: AuthorSettings) -> int:
    return max(limits.context_tokens - taken - least, 0) * BYTES_PER_TOKEN


def _ever_shorter(order: dict[str, Any], room: int) -> Iterator[dict[str, Any]]:
    yield order
    # A character takes up to four bytes, and others have to fit beside it.
    for share in (8, 32):
        short = {
            key: clipped(order[key], room // share) if order[key] else None
            for key in ("course_context", "custom_instructions")
        }
        yield order | short
    bare = order | {"course_context": None, "custom_instructions": None}
    yield bare
    yield bare | {
        "avoid": order["avoid"][-3:],
        "reports": [clipped(report, _SHORTER) for report in order["reports"][-1:]],
    }
