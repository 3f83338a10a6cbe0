"""How strongly a program has to be confined before its verdict may count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.ports import JobQueue
from jupyter_codemm.services.context import Context

STRONGEST_FIRST: tuple[Tier, ...] = get_args(Tier)


async def refused_languages(ctx: Context, jobs: JobQueue) -> Mapping[Language, str]:
    """Return, for each language that may not be submitted now, why and what would help."""
    if ctx.graded_tier == STRONGEST_FIRST[-1]:
        return {}  # everything is strong enough: no need to look
    found = {item.language: _refusal(ctx, item) for item in await jobs.languages()}
    return {language: reason for language, reason in found.items() if reason}


def too_weak(ctx: Context, language: Language, tier: Tier) -> str:
    """Return why a sandbox is too weak to judge in, or "" when it is strong enough."""
    if STRONGEST_FIRST.index(tier) <= STRONGEST_FIRST.index(ctx.graded_tier):
        return ""
    needed = ctx.graded_tier
    return (
        f"submissions need the {needed} sandbox here, but {FACTS[language].title} programs run in "
        f"the {tier} one; {_remedy(needed)}, or ask whoever runs this server to change "
        "c.JupyterCodemm.graded_tier"
    )


def _refusal(ctx: Context, item: LanguageHealth) -> str:
    if item.ok:
        return too_weak(ctx, item.language, item.tier)
    title, fix = FACTS[item.language].title, f"; {item.fix}" if item.fix else ""
    return f"{title} cannot be judged in the {ctx.graded_tier} sandbox: {item.reason}{fix}"


def _remedy(needed: Tier) -> str:
    if needed == "docker":
        return "start Docker and run `jupyter codemm images build`"
    return "`jupyter codemm doctor` says what is missing for it"
