"""What is kept of problems' reference solutions, for the server alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from jupyter_codemm.contracts.artefacts import ProblemArtefacts


class Artefacts(Protocol):
    """The artefacts of problems, apart from the problems: nothing here goes to a browser."""

    def keep(self, artefacts: ProblemArtefacts) -> None:
        """Store the artefacts of a version of a problem, replacing earlier ones of that version."""
        ...

    def get(self, problem_id: str, version: int) -> ProblemArtefacts | None:
        """Return the artefacts of a version, or else of the newest before it, if there are any.

        A version that has none of its own has the tests and the behaviour of the one before.
        """
        ...

    def rename(self, problem_id: str, new_id: str) -> None:
        """Give the artefacts of all versions of a problem to its new id."""
        ...

    def forget(self, problem_ids: Collection[str]) -> None:
        """Erase the artefacts of problems that were replaced, of all their versions."""
        ...
