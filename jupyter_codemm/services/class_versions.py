"""Versions of what is decided of a class, so that nobody overwrites what they have not seen."""

from __future__ import annotations

from jupyter_codemm.contracts.classroom import SchoolClass
from jupyter_codemm.errors import WrongStateError


def renewed(before: SchoolClass, **changes: object) -> SchoolClass:
    """Return a class with some changes, as its next version."""
    return before.updated(**changes, version=before.version + 1)


def check_seen(what: str, version: int, seen: int | None) -> None:
    """Raise WrongStateError when a change is made from another version than there is now."""
    if seen not in (None, version):
        raise WrongStateError(
            f"Somebody has changed {what} meanwhile: it has version {version} now, and yours is "
            f"made from {seen}.",
            where="version",
        )
