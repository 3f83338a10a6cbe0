"""The models of classes in the database."""

from __future__ import annotations

from typing import Protocol

from jupyter_codemm.contracts.class_models import ModelTerms


class ClassModels(Protocol):
    """What instructors decided of the models of their classes, and sealed keys."""

    def terms(self, class_id: str) -> ModelTerms:
        """Return what was decided of a class; the defaults when nothing was."""
        ...

    def sealed_key(self, class_id: str) -> str | None:
        """Return the key of a class as it was sealed, None when it has none."""
        ...

    def save(self, class_id: str, terms: ModelTerms, sealed_key: str | None) -> None:
        """Keep what was decided of a class in place of what was before."""
        ...
