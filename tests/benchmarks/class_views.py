"""How long staff waits for each view of a full class, on both engines.

A view is asked from its service and written as the JSON that a browser gets, without the way
there. Statements are counted, so that one that grows with the class shows.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.classroom import Roster
from jupyter_codemm.contracts.submission import SubmissionList
from jupyter_codemm.services import challenges, class_views, classes, gradebooks, grading
from jupyter_codemm.services.accesses import accesses_to
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.learner_records import LearnerRecords, OfClass
from jupyter_codemm.services.replaying import Replays
from jupyter_codemm.store import SqlStore
from tests.benchmarks import class_stores, full_class
from tests.benchmarks.figures import Figures
from tests.fakes.contexts import make_context
from tests.fakes.fixed_clock import FixedClock

EVE = Caller("eve", acts_as_staff=True)
WARM_UPS = 2


async def report(figures: Figures, learners: int, reads: int, keep: Path | None = None) -> None:
    """Print the figures. The databases are looked for in `keep`, and left there."""
    rows = f"{full_class.SUBMISSIONS} submissions and {full_class.EVENTS} events for each of them"
    print(f"\nviews of a class of {learners} learners with {rows}")
    with class_stores.folder(keep, learners) as folder:
        async with class_stores.in_sqlite(folder, learners) as store:
            await _measured("SQLite", store, figures, learners, reads)
        size = (folder / class_stores.SQLITE).stat().st_size
        figures.kilobytes("  the database on disk", size)
        try:
            async with class_stores.in_postgresql(folder, learners) as store:
                await _measured("PostgreSQL", store, figures, learners, reads)
        except pytest.skip.Exception as missing:
            print(f"  (PostgreSQL was not measured: {missing})")


async def _measured(
    engine: str, store: SqlStore, figures: Figures, learners: int, reads: int
) -> None:
    print(f"  {engine}")
    gc.collect()
    gc.freeze()  # as a server does when it has started
    ctx = make_context(store, clock=FixedClock())
    try:
        for name, view in _views(ctx, full_class.names(learners)).items():
            await _view(f"{engine}: {name}", view, figures, reads)
    finally:
        gc.unfreeze()


async def _view(
    name: str, view: Callable[[int], Awaitable[Contract | bytes]], figures: Figures, reads: int
) -> None:
    seconds, cpu, size = [], [], 0
    with counted() as statements:
        for number in range(WARM_UPS + reads):
            statements.clear()
            started, own = time.perf_counter(), time.process_time()
            told = await view(number)
            body = told if isinstance(told, bytes) else told.model_dump_json().encode()
            seconds.append(time.perf_counter() - started)
            cpu.append(time.process_time() - own)
            size = len(body)
    timed = seconds[WARM_UPS:]
    figures.times(name, timed)
    p95 = statistics.quantiles(timed, n=20)[-1]
    figures.time(f"  {name}: 95th percentile, {len(statements)} statements, {size // 1000} kB", p95)
    # What a busy machine adds is not in it, nor what PostgreSQL does.
    figures.time(f"  {name}: CPU of this process, median", statistics.median(cpu[WARM_UPS:]))


def _views(
    ctx: Context, users: list[str]
) -> Mapping[str, Callable[[int], Awaitable[Contract | bytes]]]:
    """Return the views by name; each read is of another learner or challenge where there are."""

    def of(number: int) -> OfClass:
        return OfClass(EVE, "c1", users[number * 7 % len(users)])

    def challenge(number: int) -> str:
        return f"h{number % full_class.CHALLENGES}"

    async def book(number: int) -> Contract:
        after = users[number * 13 % len(users) // 2]
        return await gradebooks.class_gradebook(ctx, EVE, "c1", after=after, limit=100)

    async def roster(_: int) -> Contract:
        return Roster(memberships=await classes.roster(ctx, EVE, "c1"))

    async def submitted(number: int) -> Contract:
        found = await _records(ctx).submissions(of(number))
        return SubmissionList(submissions=found)

    async def file(_: int) -> bytes:
        return (await gradebooks.gradebook_file(ctx, EVE, "c1", "canvas")).content

    return {
        "live view": lambda _: class_views.live(ctx, EVE, "c1"),
        "statistics of a challenge": lambda n: class_views.statistics(ctx, EVE, challenge(n)),
        "gradebook, 100 learners": book,
        "grades of a challenge": lambda n: grading.gradebook(ctx, EVE, challenge(n)),
        "challenges": lambda _: challenges.of_class(ctx, EVE, "c1"),
        "roster": roster,
        "one learner": lambda n: _records(ctx).record(of(n)),
        "one learner's submissions": submitted,
        "history of a grade": lambda n: grading.history(ctx, EVE, challenge(n), of(n).user),
        "journey, its beginning": lambda n: _records(ctx).journey(of(n), "p3", whole=False),
        "replay, a step": lambda n: _records(ctx).step(of(n), "p3", 20),
        "who read one's record": lambda n: accesses_to(ctx, of(n).user),
        "(a file: the whole gradebook for Canvas)": file,
    }


def _records(ctx: Context) -> LearnerRecords:
    return LearnerRecords(ctx, Replays(ctx))


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give the statements that any engine executes meanwhile."""
    told: list[str] = []

    def hear(_connection, _cursor, statement: str, *_: object) -> None:
        told.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield told
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
