"""The text that answers a message."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.spec.gaps import Question
from jupyter_codemm.spec.wording import FOUR_LANGUAGES, RANGE, summary
from jupyter_codemm.spec.work import Work

_MAX_ACKNOWLEDGEMENT = 200
_PLAIN = re.compile(r"[^<>`?\[\]{}|\n]+")


def reply_text(before: DraftSpec, work: Work, question: Question, *, asks: bool) -> str:
    """Return the whole reply: what was understood, what is to be said about it, the question.

    `asks` says that the message was a question.
    """
    parts = [
        _acknowledged(work.acknowledgement),
        _understood(before, work, question, asks=asks),
        *_unique(work.notices),
    ]
    return " ".join(part for part in (*parts, question.text) if part)


def _understood(before: DraftSpec, work: Work, question: Question, *, asks: bool) -> str:
    known = summary(work.draft)
    if question.key == "ready":
        return f"Ready: {known}."
    if work.draft != before:
        return f"Got it: {known}." if known else ""
    so_far = f"So far: {known}." if known else ""
    if work.notices or work.answered or work.pending:
        return so_far
    missed = "I found nothing about the exercise in that."
    if asks:
        missed = f"{FOUR_LANGUAGES}. {RANGE}."
    return f"{missed} {so_far}".rstrip()


def _acknowledged(text: str) -> str:
    """Return a model's acknowledgement when it is one short plain line, else nothing."""
    line = text.strip()
    plain = _PLAIN.fullmatch(line) and "://" not in line and len(line) <= _MAX_ACKNOWLEDGEMENT
    return line if plain else ""


def _unique(notices: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notices))
