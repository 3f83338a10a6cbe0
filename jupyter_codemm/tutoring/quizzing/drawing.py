"""Drawing a quiz: by a digest, so that the same learner's same attempt is the same everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.quiz import QUIZ_LENGTH, QuizQuestion
from jupyter_codemm.contracts.quiz_record import KeptQuestion
from jupyter_codemm.tutoring.quizzing.bank import Entry


def draw(entries: Sequence[Entry], language: Language, seed: str) -> tuple[KeptQuestion, ...]:
    """Return five questions, or all when there are fewer, and their choices, in a drawn order."""
    chosen = sorted(entries, key=lambda entry: _lot(seed, entry.id))[:QUIZ_LENGTH]
    return tuple(_asked(entry, language, seed) for entry in chosen)


def _asked(entry: Entry, language: Language, seed: str) -> KeptQuestion:
    right = entry.choices[0]
    choices = sorted(entry.choices, key=lambda choice: _lot(seed, entry.id, choice))
    asked = QuizQuestion(
        id=entry.id,
        kind=entry.kind,
        prompt=entry.prompt,
        program=entry.shown(language),
        choices=tuple(choices),
    )
    return KeptQuestion(asked=asked, right=choices.index(right), explanation=entry.why)


def _lot(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
