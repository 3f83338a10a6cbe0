"""What boxes say of themselves, for the log."""

from __future__ import annotations

import logging
import re

_log = logging.getLogger(__name__)
MOST, MOST_CHARACTERS = 50, 100
NUMBER = re.compile(r"\d+")


class Complaints:
    """Logs each complaint once for each language, and few in all.

    A program that broke out of its box may have written them.
    """

    def __init__(self) -> None:
        self._told: set[tuple[str, str]] = set()

    def tell(self, language: str, what: str, reason: str) -> None:
        """Log what is wrong with a box of a language; numbers make no other complaint."""
        words = "".join(c if c.isprintable() else "?" for c in reason[:MOST_CHARACTERS])
        complaint = language, f"{what}: {NUMBER.sub('0', words)}"
        if complaint not in self._told and len(self._told) < MOST:
            self._told.add(complaint)
            _log.warning("a box for %s %s: %s", language, what, words)
