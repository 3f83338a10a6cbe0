"""From a draft in which everything is decided to the strict spec."""

from __future__ import annotations

from jupyter_codemm.contracts.session import SPEC_FIELDS
from jupyter_codemm.contracts.spec import ActivitySpec, DraftSpec


def strict_spec(draft: DraftSpec) -> ActivitySpec | None:
    """Return the strict spec, or None while a field is open."""
    if any(getattr(draft, name) is None for name in SPEC_FIELDS):
        return None
    return ActivitySpec.parse(draft.model_dump(mode="json", exclude_none=True), where="spec")
