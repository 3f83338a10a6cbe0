"""What works here, as the panel and `doctor` show it."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm import __version__
from jupyter_codemm.contracts.health import Check, Health
from jupyter_codemm.contracts.job import WorkerNotice
from jupyter_codemm.errors import StoreError
from jupyter_codemm.ports import JobQueue
from jupyter_codemm.services.context import Context


async def health(ctx: Context, *, tells_places: bool = True) -> Health:
    """Look at every part without changing anything.

    Where the database is stands in it only with `tells_places`.
    """
    languages = await ctx.sandbox.languages()
    checks = [await _store_check(ctx, tells_places=tells_places), _author_check(ctx)]
    checks += [await check() for check in ctx.checks]
    return Health(
        version=__version__,
        tier=ctx.sandbox.tier,
        author=ctx.author.name,
        languages=languages,
        checks=tuple(checks),
    )


async def _store_check(ctx: Context, *, tells_places: bool) -> Check:
    try:
        running = await ctx.store.transact(lambda tx: len(tx.sessions.generating()))
    except StoreError as error:
        detail = error.message if tells_places else error.without_place
        return Check(id="store", title="Database", level="missing", detail=detail)
    return Check(
        id="store", title="Database", level="ok", detail=f"{running} generation(s) running"
    )


async def jobs_check(jobs: JobQueue) -> Check:
    """Look at who judges submissions. No address is named: learners may read this too."""
    found = await jobs.health()
    if found.workers is None:
        detail = f"submissions are judged by this server, {jobs.at_once} at once"
        return Check(id="queue", title="Queue", level="ok", detail=detail)
    if not found.ok:
        return Check(
            id="queue",
            title="Queue",
            level="missing",
            detail=f"{found.why}; submissions are taken and wait for it",
            fix="start it, or correct c.JupyterCodemm.queue_url ($CODEMM_QUEUE_URL, "
            "$CODEMM_QUEUE_PASSWORD)",
        )
    at_once = sum(worker.concurrency for worker in found.workers)
    detail = (
        f"{len(found.workers)} worker(s), {at_once} at once; "
        f"{found.waiting} wait(s), {found.running} run(s)"
    )
    fix = _wrong_workers(found.workers)
    return Check(
        id="queue", title="Queue", level="warning" if fix else "ok", detail=detail, fix=fix
    )


def _wrong_workers(workers: Sequence[WorkerNotice]) -> str:
    if not workers:
        return "start a worker: `jupyter codemm worker`"
    others = {worker.version for worker in workers} - {__version__}
    if others:
        return f"some workers have the version {', '.join(sorted(others))}: install {__version__}"
    abilities = {tuple((i.language, i.tier, i.ok) for i in worker.languages) for worker in workers}
    return (
        "the workers differ in what they can judge: make them alike" if len(abilities) > 1 else ""
    )


def _author_check(ctx: Context) -> Check:
    model = f"model {ctx.llm.name}" if ctx.llm is not None else "no model configured or needed"
    return Check(id="author", title="Author", level="ok", detail=f"{ctx.author.name}; {model}")
