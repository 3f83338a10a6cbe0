"""When a model is asked for one part after another instead of for everything at once."""

from __future__ import annotations

from jupyter_codemm.authoring.llm.settings import AuthorSettings

WEAK_AFTER = 2
# All attempts of two slots in a row. Parts cost several calls a draft, so a model that has shown
# that it can write a whole exercise is given time.
ABLE_WEAK_AFTER = 6
PARTS_FOR = 5


class Staging:
    """Remembers how whole replies went.

    A model whose last two whole replies held nothing of use is weak, one that wrote whole exercises
    before after six: its next drafts are asked for in parts, and after five of them it is tried
    with a whole one again.
    """

    def __init__(self, limits: AuthorSettings) -> None:
        self._mode = limits.staging
        self._failures = 0
        self._bearable = WEAK_AFTER
        self._drafts_in_parts = 0

    def asks_for_parts(self) -> bool:
        """Return whether the next draft is asked for in parts."""
        if self._mode != "auto":
            return self._mode == "always"
        if self._failures < self._bearable or self._drafts_in_parts == 0:
            return False
        self._drafts_in_parts -= 1
        return True

    def went_well(self) -> None:
        """Note a whole reply that held something of use."""
        self._failures = 0
        self._bearable = ABLE_WEAK_AFTER

    def failed(self) -> bool:
        """Note a whole reply that held nothing; return whether to go on in parts at once."""
        self._failures += 1
        if self._mode != "auto" or self._failures < self._bearable:
            return False
        self._drafts_in_parts = PARTS_FOR
        return True
