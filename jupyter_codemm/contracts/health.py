"""What works on this machine, as `doctor` and the panel show it."""

from __future__ import annotations

from typing import Literal

from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.outcome import Tier

Level = Literal["ok", "warning", "missing"]


class LanguageHealth(Contract):
    """Whether a language can be judged in a tier, and if not, what is missing and how to get it.

    `layers` names what was seen to hold a program back here, where that was tried.
    """

    language: Language
    tier: Tier
    ok: bool
    reason: str = ""
    fix: str = ""
    layers: tuple[str, ...] = ()


class Check(Contract):
    """One finding."""

    id: str
    title: str
    level: Level
    detail: str
    fix: str = ""


class Health(Contract):
    """The installation's health. `tier` is the one that would be used now."""

    version: str
    tier: Tier | None
    author: str
    languages: tuple[LanguageHealth, ...]
    checks: tuple[Check, ...]
