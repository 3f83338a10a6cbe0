"""When a model is asked for one part after another instead of for everything at once."""

from __future__ import annotations

from jupyter_codemm.authoring.llm.settings import AuthorSettings

WEAK_AFTER = 2
PARTS_FOR = 5


class Staging:
    """Remembers how whole replies went.

    A model whose last two whole replies held nothing of use is weak: its next drafts are asked for
    in parts, and after five of them it is tried with a whole one again.
    """

    def __init__(self, limits: AuthorSettings) -> None:
        self._mode = limits.staging
        self._failures = 0
        self._drafts_in_parts = 0

    def asks_for_parts(self) -> bool:
        """Return whether the next draft is asked for in parts."""
        if self._mode != "auto":
            return self._mode == "always"
        if self._failures < WEAK_AFTER or self._drafts_in_parts == 0:
            return False
        self._drafts_in_parts -= 1
        return True

    def went_well(self) -> None:
        """Note a whole reply that held something of use."""
        self._failures = 0

    def failed(self) -> bool:
        """Note a whole reply that held nothing; return whether to go on in parts at once."""
        self._failures += 1
        if self._mode != "auto" or self._failures < WEAK_AFTER:
            return False
        self._drafts_in_parts = PARTS_FOR
        return True
