"""What was deleted of classes and can be brought back, as pages list it."""

from __future__ import annotations

from pydantic import AwareDatetime

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.classroom import Name
from jupyter_codemm.contracts.people import Person


class DeletedChallenge(Contract):
    """A deleted challenge. Who deleted it is null where that was not written down yet."""

    id: Identifier
    class_id: Identifier
    title: Name
    deleted_at: AwareDatetime
    deleted_by: Person | None


class DeletedChallenges(Contract):
    """The deleted challenges of a class, the last deleted first."""

    challenges: tuple[DeletedChallenge, ...]


class DeletedClass(Contract):
    """A hidden class. Who hid it is null where that was not written down yet."""

    id: Identifier
    organization_id: Identifier
    organization: Name
    name: Name
    deleted_at: AwareDatetime
    deleted_by: Person | None


class DeletedClasses(Contract):
    """The hidden classes that the caller may bring back, the last hidden first."""

    classes: tuple[DeletedClass, ...]
