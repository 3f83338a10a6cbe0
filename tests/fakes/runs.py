"""One run of generation without services: what is asked for, and what it announces and keeps."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.generation import generate
from jupyter_codemm.ports import GenerationRequest
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.streams import check_run


class Recorder:
    """Takes what a run announces and keeps, in order."""

    def __init__(self):
        self.events = []
        self.kept = []

    async def announce(self, event):
        self.events.append(event)

    async def keep(self, finished):
        self.kept.append(finished)

    def of(self, kind):
        return [event for event in self.events if event.type == kind]


def slots(count, **changes):
    base = Slot(index=0, language="python", difficulty="easy", topics=("loops",), style="return")
    return tuple(base.updated(index=i, **changes) for i in range(count))


def request(count=3, seed=7, **more):
    return GenerationRequest(
        session_id="session-1",
        owner="ada",
        mode="practice",
        slots=more.pop("slots", slots(count)),
        seed=seed,
        run_id="run-1",
        **more,
    )


def run(author, *, sandbox=None, asked=None, manner=None):
    """Run a generation to its end and check its events."""
    recorder = Recorder()
    work = generate(
        asked or request(),
        author,
        sandbox or BareSandbox(),
        recorder.announce,
        recorder.keep,
        manner=manner,
    )
    result = asyncio.run(work)
    check_run(recorder.events)
    return result, recorder
