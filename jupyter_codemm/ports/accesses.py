"""Who read or erased whose record."""

from __future__ import annotations

from typing import Protocol

from jupyter_codemm.contracts.access import Access


class Accesses(Protocol):
    """The log of what staff read or erased of learners.

    Rows are added, and go only with the learner.
    """

    def record(self, access: Access) -> None:
        """Add a row."""
        ...

    def to(self, subject: str, limit: int) -> tuple[Access, ...]:
        """Return the newest rows about somebody's record, newest first."""
        ...
