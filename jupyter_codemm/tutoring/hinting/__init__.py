"""Hints by level, made by rules alone, and the rules by which they open."""

from jupyter_codemm.tutoring.hinting.attempt import Attempt, hint
from jupyter_codemm.tutoring.hinting.bank import bank, concept_answer, concept_hint
from jupyter_codemm.tutoring.hinting.changes import changed_tokens
from jupyter_codemm.tutoring.hinting.faults import KnownFault, known_faults
from jupyter_codemm.tutoring.hinting.giving import Given, on_request, reflection, with_verdict
from jupyter_codemm.tutoring.hinting.unlocking import (
    Permission,
    Request,
    Shown,
    level_with_verdict,
    permission,
)

__all__ = [
    "Attempt",
    "Given",
    "KnownFault",
    "Permission",
    "Request",
    "Shown",
    "bank",
    "changed_tokens",
    "concept_answer",
    "concept_hint",
    "hint",
    "known_faults",
    "level_with_verdict",
    "on_request",
    "permission",
    "reflection",
    "with_verdict",
]
