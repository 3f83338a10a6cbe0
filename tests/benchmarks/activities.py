"""Two activities in two languages: one after the other, and both at once.

Also seconds per proven problem of each language, against the sum of the compilations and runs that
its proofs are made of, as the sandbox measured each. The same problems are made in both
arrangements, each time in a sandbox that has compiled nothing before.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.catalogue import families_for, topics_for
from jupyter_codemm.cli.settings import Settings
from jupyter_codemm.contracts.base import Language, ProblemStyle
from jupyter_codemm.contracts.events import SlotFailed
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.generation import Manner
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox.probe import choose
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.store import open_store
from tests.benchmarks.figures import row
from tests.benchmarks.metered import MeteredSandbox
from tests.fakes.contexts import generated, make_context, ready_session

SEED = 11


@dataclass(frozen=True)
class Made:
    """What one activity took: seconds by the clock, and those of its compilations and runs."""

    proven: int
    seconds: float
    steps: float
    boxes_cpu: float


@dataclass(frozen=True)
class Server:
    """A server on a fresh database, with a sandbox that has done nothing yet."""

    folder: Path
    sandbox: Sandbox
    manner: Manner

    async def make(self, language: Language, slots: int) -> Made:
        """Generate one activity."""
        metered = MeteredSandbox(self.sandbox)
        store = open_store(self.folder / f"{language}.sqlite")
        ctx = make_context(store, author=BuiltinAuthor(), sandbox=metered, manner=self.manner)
        generations = Generations(ctx)
        try:
            session = await ready_session(ctx, slots, **_wish(language))
            started = time.perf_counter()
            events = await generated(generations, ctx, session.id, SEED)
            seconds = time.perf_counter() - started
        finally:
            await generations.close()
            await store.close()
        failed = [item.event for item in events if isinstance(item.event, SlotFailed)]
        for event in failed:
            print(f"  {language} problem {event.slot + 1}: {event.reason}")
        return Made(slots - len(failed), seconds, metered.wall, metered.cpu)


async def report(languages: Sequence[Language], slots: int) -> None:
    """Print the figures."""
    print(f"\nactivities of {slots} problems by the built-in author, {' and '.join(languages)}")
    alone: list[Made] = []
    own = time.process_time()
    try:
        async with _server() as server:
            for language in languages:
                alone.append(await server.make(language, slots))
                _tell(server.sandbox.tier, language, alone[-1])
        own = time.process_time() - own
        async with _server() as server:
            started = time.perf_counter()
            await asyncio.gather(*(server.make(language, slots) for language in languages))
            together = time.perf_counter() - started
    except MissingToolError as error:
        print(f"  (not measured: {error.message})")
        return
    in_turn = sum(made.seconds for made in alone)
    cpu = own + sum(made.boxes_cpu for made in alone)
    row("one after the other", [in_turn], f"{cpu:.1f} s of CPU, {own:.1f} s of it outside of boxes")
    row("both at once", [together], f"{in_turn / together:.2f} x as fast")


def _tell(tier: str, language: Language, made: Made) -> None:
    if not made.proven:
        print(f"  {tier}: {language}: nothing was proven")
        return
    note = (
        f"a proven problem, {made.proven} of them; {made.seconds / made.steps:.2f} x the sum of its"
        f" compilations and runs, {made.boxes_cpu / made.proven:.1f} s of CPU in boxes"
    )
    row(f"{tier}: {language}", [made.seconds / made.proven], note)


@asynccontextmanager
async def _server() -> AsyncIterator[Server]:
    sandbox = await choose("auto")
    try:
        with tempfile.TemporaryDirectory() as folder:
            manner = Settings(Path(folder)).manner(None, is_model=False)
            yield Server(Path(folder), sandbox, manner)
    finally:
        await sandbox.close()


def _wish(language: Language) -> dict[str, object]:
    style: ProblemStyle = "stdout" if language == "sql" else "return"
    topics = [t for t in topics_for(language) if families_for(language, (t,), "easy", style)]
    return {"language": language, "topic_tags": topics[:7], "problem_style": style}
