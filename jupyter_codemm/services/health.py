"""What works here, as the panel and `doctor` show it."""

from __future__ import annotations

from jupyter_codemm import __version__
from jupyter_codemm.contracts.health import Check, Health
from jupyter_codemm.errors import StoreError
from jupyter_codemm.services.context import Context


async def health(ctx: Context) -> Health:
    """Look at every part without changing anything."""
    languages = await ctx.sandbox.languages()
    checks = [await _store_check(ctx), _author_check(ctx)]
    checks += [await check() for check in ctx.checks]
    return Health(
        version=__version__,
        tier=ctx.sandbox.tier,
        author=ctx.author.name,
        languages=languages,
        checks=tuple(checks),
    )


async def _store_check(ctx: Context) -> Check:
    try:
        running = await ctx.store.transact(lambda tx: len(tx.sessions.generating()))
    except StoreError as error:
        return Check(id="store", title="Database", level="missing", detail=error.message)
    return Check(
        id="store", title="Database", level="ok", detail=f"{running} generation(s) running"
    )


def _author_check(ctx: Context) -> Check:
    model = f"model {ctx.llm.name}" if ctx.llm is not None else "no model configured or needed"
    return Check(id="author", title="Author", level="ok", detail=f"{ctx.author.name}; {model}")
