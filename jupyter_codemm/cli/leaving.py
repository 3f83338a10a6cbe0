"""A database and a folder for each generation of an evaluation, in which leaks are looked for."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from jupyter_codemm.cli.emit import emit
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.events import GenerationEvent
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.evaluation.remains import Remains, Text, texts_within
from jupyter_codemm.generation import GenerationResult
from jupyter_codemm.ports import FinishedSlot, Sandbox
from jupyter_codemm.services import generation_records as records
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session, open_with_spec
from jupyter_codemm.services.context import LOCAL_USER

LEASE_SECONDS = 86_400.0
DATABASE = "codemm.sqlite"


@dataclass(frozen=True, slots=True)
class StoredRemains:
    """What one generation leaves in a folder of its own, stored as the product stores it."""

    held: records.Held
    spec: ActivitySpec
    folder: Path

    @property
    def key(self) -> bytes | None:
        """The secret of this installation."""
        return self.held.ctx.key

    async def announce(self, event: GenerationEvent) -> None:
        """Store an event."""
        announced = partial(records.announce, held=self.held, event=event)
        await self.held.ctx.store.transact(announced)

    async def keep(self, finished: FinishedSlot) -> None:
        """Store a proven problem, and apart from it what stays of its reference."""
        kept = partial(records.keep, held=self.held, finished=finished)
        await self.held.ctx.store.transact(kept)

    async def end(self, result: GenerationResult) -> list[Text]:
        """Store the end, write the notebook, and return every text that is there now."""
        ctx = self.held.ctx
        ended = partial(records.finish, held=self.held, spec=self.spec, result=result)
        await ctx.store.transact(ended)
        session = await get_session(ctx, self.held.owner, self.held.session_id)
        if session.activity_id is not None:
            activity = await get_activity(ctx, self.held.owner, session.activity_id)
            await emit(ctx, activity, self.folder)
        return await asyncio.to_thread(lambda: list(_texts(self.folder)))


@asynccontextmanager
async def place(wiring: Wiring, sandbox: Sandbox, slot: Slot) -> AsyncIterator[Remains]:
    """Open a fresh database for the generation of one slot, and remove it at the end."""
    with TemporaryDirectory(prefix="codemm-eval-") as name:
        folder = Path(name)
        ctx = await wiring.context(folder / DATABASE, sandbox)
        try:
            spec = _spec_of(slot)
            session = await open_with_spec(ctx, LOCAL_USER, spec, "practice")
            held = records.Held(ctx, LOCAL_USER, session.id)
            begun = partial(
                records.begin, held=held, spec=spec, seed=0, fresh_seed=0, seconds=LEASE_SECONDS
            )
            await ctx.store.transact(begun)
            yield StoredRemains(held, spec, folder)
        finally:
            await ctx.store.close()


def _spec_of(slot: Slot) -> ActivitySpec:
    return ActivitySpec.parse(
        {
            "language": slot.language,
            "problem_count": 1,
            "difficulty_plan": [{"difficulty": slot.difficulty, "count": 1}],
            "topic_tags": list(slot.topics),
            "problem_style": slot.style,
        }
    )


def _texts(folder: Path) -> Iterator[Text]:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            where = "event" if table == "events" else "database"
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own names
                for cell in row:
                    if isinstance(cell, str):
                        yield from ((where, text) for text in _read(cell))
    for path in sorted(folder.iterdir()):
        raw = path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".ipynb":
            yield from (("notebook", text) for text in _read(raw))
        else:
            # Also what is no longer in any table, but was not written over.
            yield "file", raw.replace("\\n", "\n").replace('\\"', '"')


def _read(text: str) -> Iterator[str]:
    """Yield a text, and where it is JSON every text in it."""
    yield text
    if text.startswith(("{", "[")):
        try:
            value = json.loads(text)
        except ValueError:
            return
        yield from texts_within(value)
