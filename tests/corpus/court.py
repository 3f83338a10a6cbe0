"""Where the corpus is judged: one sandbox of one box a tier, looked at from outside."""

from __future__ import annotations

import asyncio
import socket
import tempfile
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.outcome import Outcome, Tier
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnreachableError
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Sandbox
from jupyter_codemm.sandbox.docker import DockerSandbox
from jupyter_codemm.sandbox.docker.pool import PoolSettings
from jupyter_codemm.sandbox.local import LocalSandbox
from tests.corpus import leftovers
from tests.corpus.entries import Entry, entries
from tests.fakes.cut_line import CutLine
from tests.sandbox.boxes import opened

DOORS = ((socket.AF_INET, ("127.0.0.1", 47130)), (socket.AF_UNIX, "\0corpus-door"))
QUIET_S, BUSY = 5, 0.01
LOOK_S = 0.05


class Court:
    """Judges in one box, and says what is left of a program outside of it and in it."""

    def __init__(self, runner: asyncio.Runner, sandbox: Sandbox, boxes: leftovers.Boxes | None):
        self._runner, self._sandbox, self._boxes = runner, sandbox, boxes
        self._honest = {e.language: e for e in entries().values() if e.number == 0}
        self._before = self._traces()

    def judged(self, entry: Entry, source: Source | None = None) -> Outcome:
        """Return the outcome of an entry, or of another source on its problem."""
        return self._runner.run(self._judge(entry.task, source or entry.source))

    def judged_at_once(self, entry: Entry) -> list[Outcome]:
        """Return the outcomes of all copies of an entry, handed in at the same moment."""

        async def all_copies() -> list[Outcome]:
            copies = [self._judge(entry.task, entry.source) for _ in range(entry.copies)]
            return await asyncio.gather(*copies)

        return self._runner.run(all_copies())

    def judged_while(self, entry: Entry, disturb: Callable[[], Awaitable[None]]) -> Outcome:
        """Return the outcome of an entry during whose run something happens."""
        return self._runner.run(self._disturbed(entry, disturb))

    async def kill_boxes(self) -> None:
        """Kill every box."""
        if self._boxes:
            await asyncio.to_thread(self._boxes.kill)

    def executed(self, plan: ExecutionPlan) -> ExecutionReport:
        """Return the report of a plan, in the same box."""
        return self._runner.run(self._sandbox.execute(plan))

    def honest(self, language: Language) -> Outcome:
        """Return the outcome of the honest program of a language, in the same box.

        Without containers every submission has a box of its own, and one language shows as well as
        another that the machine is in order: the one that costs least.
        """
        return self.judged(self._honest[language if self._boxes else "python"])

    def left(self) -> set[str]:
        """Return what is left of every program so far, once cleaning had its time."""
        return self._runner.run(_settled(lambda: self._traces() - self._before))

    def restless(self) -> float:
        """Return the share of a core that idle boxes use, at the best within some seconds."""
        return self._runner.run(self._load())

    def _traces(self) -> set[str]:
        found = leftovers.marked_files() | leftovers.shared_objects()
        found |= leftovers.children() | leftovers.victim()
        return found | (self._boxes.leftovers() if self._boxes else set())

    async def _judge(self, problem: Problem, source: Source) -> Outcome:
        return await judge(problem, source, self._sandbox)

    async def _disturbed(self, entry: Entry, disturb: Callable[[], Awaitable[None]]) -> Outcome:
        work = asyncio.create_task(self._judge(entry.task, entry.source))
        async with asyncio.timeout(30):
            while not self._traces() - self._before:  # noqa: ASYNC110 - it is not ours to signal
                await asyncio.sleep(LOOK_S)
        await disturb()
        try:
            return await work
        except UnreachableError:  # it is for the queue to come back, as it does
            return await self._judge(entry.task, entry.source)

    async def _load(self) -> float:
        if self._boxes is None:
            return 0.0  # nothing outlives a plan, which `left` has shown
        share = 1.0
        for _ in range(QUIET_S):
            before = await asyncio.to_thread(self._boxes.cpu_ns)
            await asyncio.sleep(1)
            share = (await asyncio.to_thread(self._boxes.cpu_ns) - before) / 1e9
            if share < BUSY:
                break
        return share


async def _settled(look: Callable[[], set[str]]) -> set[str]:
    """Return what is seen once it is nothing, or else when the time for cleaning is over."""
    for _ in range(round(QUIET_S / LOOK_S)):
        if not (found := await asyncio.to_thread(look)):
            return found
        await asyncio.sleep(LOOK_S)
    return found


@contextmanager
def _listening() -> Iterator[None]:
    """Listen where programs are not to get through to; who runs the corpus too listens as well."""
    with ExitStack() as stack:
        for family, address in DOORS:
            door = stack.enter_context(socket.socket(family))
            with suppress(OSError):
                door.bind(address)
                door.listen(100)
        yield


@contextmanager
def sitting(tier: Tier, line: CutLine | None = None) -> Iterator[Court]:
    """Open the court of a tier; skips with the reason where the tier is missing.

    `line` is open for as long as the sandbox is, for who points the sandbox to it.
    """
    leftovers.adopt_orphans()
    usual = tempfile.gettempdir()
    with (
        _listening(),
        tempfile.TemporaryDirectory(prefix="codemm-court-") as folder,
        asyncio.Runner() as runner,
    ):
        Path(folder).chmod(0o711)
        tempfile.tempdir = folder  # so that only our own job folders lie there
        holder = uuid.uuid4().hex
        sandbox = runner.run(_one_box(tier, holder))
        boxes = leftovers.Boxes(holder) if tier == "docker" else None
        if line:
            runner.run(line.mend())
        try:
            yield Court(runner, sandbox, boxes)
        finally:
            runner.run(sandbox.close())
            tempfile.tempdir = usual
            if boxes:
                remaining = runner.run(_settled(lambda: set(boxes.inits())))
                boxes.close()
                if line:
                    runner.run(line.cut())
                assert not remaining, "containers outlive their sandbox"


async def _one_box(tier: Tier, holder: str) -> Sandbox:
    """Return a sandbox of one box for runs; Docker has another one for compilers."""
    found = await opened(tier)
    await found.close()
    return (
        DockerSandbox("corpus", holder, parallel=1, boxes=PoolSettings(most=2, spare=0))
        if tier == "docker"
        else LocalSandbox(tier, parallel=1)
    )
