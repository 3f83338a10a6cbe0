"""The same slots filled by a real model: no fault is put in, the gates tell what there was."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial

from jupyter_codemm.authoring.llm import ModelAuthor
from jupyter_codemm.contracts.events import GenerationEvent, SlotGate
from jupyter_codemm.evaluation.bench import Bench
from jupyter_codemm.evaluation.measuring import MeteredSandbox
from jupyter_codemm.evaluation.records import Record
from jupyter_codemm.evaluation.sampling import in_turn, rng_of
from jupyter_codemm.generation.generate import generate
from jupyter_codemm.ports import FinishedSlot, GenerationRequest

RUN = "slots provider -"


@dataclass(slots=True)
class _Heard:
    refusals: list[str]

    async def announce(self, event: GenerationEvent) -> None:
        if isinstance(event, SlotGate) and not event.ok:
            self.refusals.append(event.gate)

    async def keep(self, finished: FinishedSlot) -> None:
        """Keep nothing: the problem goes no further than this run."""


async def fill_with(bench: Bench, count: int) -> None:
    """Fill `count` slots with the model of the bench."""
    works = [(str(n), partial(_filled, bench, n)) for n in range(count)]
    await bench.work_off(RUN, works)


async def _filled(bench: Bench, number: int) -> Record:
    triple = in_turn(bench.stock, rng_of(bench.seed, "provider", number), number, bench.mix)[0]
    sandbox, heard, started = MeteredSandbox(bench.sandbox), _Heard([]), time.monotonic()
    request = GenerationRequest(
        session_id=f"eval-{number}",
        owner="eval",
        mode="practice",
        slots=(triple.slot,),
        seed=bench.seed + number,
        run_id="eval",
    )
    result = await generate(request, ModelAuthor(bench.llm), sandbox, heard.announce, heard.keep)
    finished = result.finished[0] if result.finished else None
    calls = finished.verification.calls if finished else result.failures[0].calls
    return {
        "exercise": triple.name,
        "language": triple.language,
        "split": triple.split,
        "faults": heard.refusals,
        "ceiling": 0,
        "filled": finished is not None,
        "by_model": finished is not None,
        "attempts": finished.verification.attempts if finished else 3,
        "accepted_with": [],
        "calls": len(calls),
        "tokens": sum(call.tokens_in + call.tokens_out for call in calls),
        "why": "" if finished else result.failures[0].reason,
        "leaks": [],
        "cpu_ms": sandbox.cpu_ms,
        "elapsed_ms": round((time.monotonic() - started) * 1000),
    }
