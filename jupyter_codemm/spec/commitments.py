"""Who decided a field, how surely, and whether a model may still propose another value."""

from __future__ import annotations

from jupyter_codemm.contracts.session import SPEC_FIELDS, Commitment, SpecField
from jupyter_codemm.contracts.spec import DraftSpec

THRESHOLDS: dict[SpecField, float] = {
    "language": 0.9,
    "problem_count": 0.8,
    "difficulty_plan": 0.8,
    "topic_tags": 0.6,
    "problem_style": 0.6,
}
SAID = 1.0
"""The user's own word, or a confirmed proposal."""
PROPOSED = 0.8
"""Proposed by a model on something that the user mentioned."""
LEFT_TO_US = 0.5
"""Chosen by us, or proposed by a model without a word of the user's."""


def committed(field: SpecField, confidence: float) -> Commitment:
    """Return the commitment to a field; it is locked when the confidence reaches the threshold."""
    return Commitment(
        field=field,
        source="explicit" if confidence > LEFT_TO_US else "implicit",
        confidence=confidence,
        locked=confidence >= THRESHOLDS[field],
    )


def locked(commitments: tuple[Commitment, ...]) -> frozenset[SpecField]:
    """Return the fields that change only on the user's own word."""
    return frozenset(c.field for c in commitments if c.locked)


def merged(
    commitments: tuple[Commitment, ...], new: dict[SpecField, float], draft: DraftSpec
) -> tuple[Commitment, ...]:
    """Return the commitments after a turn, in field order; an open field has none."""
    by_field = {c.field: c for c in commitments} | {f: committed(f, c) for f, c in new.items()}
    return tuple(
        by_field[name]
        for name in SPEC_FIELDS
        if name in by_field and getattr(draft, name) is not None
    )
