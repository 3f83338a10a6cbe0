"""What every case of an evaluation works with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from jupyter_codemm.authoring.llm import AuthorSettings, ModelAuthor
from jupyter_codemm.evaluation.leaks import all_logged
from jupyter_codemm.evaluation.records import Record, Records
from jupyter_codemm.evaluation.remains import Places
from jupyter_codemm.evaluation.sampling import Mix
from jupyter_codemm.evaluation.simulated import SimulatedModel
from jupyter_codemm.evaluation.triples import Triple
from jupyter_codemm.evaluation.wrong_references import WrongReferences
from jupyter_codemm.ports import LLM, Sandbox

AT_ONCE = 2
PATIENCE_S = 12.0

Say = Callable[[str], None]
Work = Callable[[], Awaitable[Record]]


@dataclass(frozen=True, slots=True)
class Bench:
    """The exercises, the model that answers for them, the sandbox, and what was found so far.

    `places` opens a database for each generation, and `mix` says how many cases of so many are of
    each language.
    """

    stock: Sequence[Triple]
    model: SimulatedModel
    llm: LLM
    sandbox: Sandbox
    records: Records
    wrong: WrongReferences
    places: Places
    seed: int
    say: Say
    mix: Mix | None = None
    at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def author(self) -> ModelAuthor:
        """Return an author of its own, which knows nothing of how other cases went."""
        return ModelAuthor(self.llm, AuthorSettings(timeout_s=PATIENCE_S, context_tokens=64_000))

    async def work_off(self, run: str, cases: Sequence[tuple[str, Work]]) -> None:
        """Do the cases that no record is there of, a few at once; what is done is kept."""
        left = [(name, work) for name, work in cases if (run, name) not in self.records]
        done = len(cases) - len(left)

        async def one(name: str, work: Work) -> None:
            nonlocal done
            async with self.at_once:
                record = await work()
            self.records.add({"run": run, "case": name, **record})
            done += 1
            if done % 10 == 0 or done == len(cases):
                self.say(f"{run}: {done} of {len(cases)}")

        tasks = [asyncio.ensure_future(one(name, work)) for name, work in left]
        with all_logged():
            try:
                await asyncio.gather(*tasks)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
