"""How the model author works with its model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Staging = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class AuthorSettings:
    """What is known of the model, and what one draft may take.

    `context_tokens` is what prompt and reply may have together: longer prompts are shortened, and
    models with little room are asked for one part after another. `staging` says when that is done
    otherwise: `auto` after replies that were no draft, `always`, or `never`.
    """

    context_tokens: int = 16_384
    reply_tokens: int = 8000
    timeout_s: float = 180.0
    staging: Staging = "auto"
    max_calls: int = 12
