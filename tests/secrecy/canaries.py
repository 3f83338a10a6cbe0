"""What must never be seen by a student: texts that stand nowhere else."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, fields

CLASS_WORDS = ("hidden_input", "hidden_output", "solution")


def _word() -> str:
    return f"cnry{secrets.token_hex(8)}"


@dataclass(frozen=True)
class Canaries:
    """One text for each kind of secret; `tokens` are those that the Hub made meanwhile."""

    hidden_input: str = field(default_factory=_word)
    hidden_output: str = field(default_factory=_word)
    solution: str = field(default_factory=_word)
    other_text: str = field(default_factory=_word)
    model_key: str = field(default_factory=_word)
    database_password: str = field(default_factory=_word)
    queue_password: str = field(default_factory=_word)
    service_token: str = field(default_factory=_word)
    admin_token: str = field(default_factory=_word)
    proxy_token: str = field(default_factory=_word)
    cookie_secret: str = field(default_factory=lambda: secrets.token_hex(32))
    more: dict[str, str] = field(default_factory=dict)

    def seen_in(self, text: str) -> list[str]:
        """Return the names of the secrets that stand in a text."""
        own = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "more"}
        return [name for name, value in {**own, **self.more}.items() if value in text]
