"""Whole slots under many faults at once, beside what a gate that errs never would reach."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.llm import ModelAuthor
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.evaluation.bench import Bench
from jupyter_codemm.evaluation.catching import GOOD_ENOUGH
from jupyter_codemm.evaluation.faults import FAULTS, Fault
from jupyter_codemm.evaluation.faults.catalogue import Profile, compatible
from jupyter_codemm.evaluation.faults.wrapping import Wrapped, plain
from jupyter_codemm.evaluation.leaks import Remembering, leaks, listening
from jupyter_codemm.evaluation.measuring import MeteredSandbox
from jupyter_codemm.evaluation.records import Record
from jupyter_codemm.evaluation.remains import Remains, Text
from jupyter_codemm.evaluation.sampling import in_turn, rng_of
from jupyter_codemm.evaluation.simulated import Script
from jupyter_codemm.evaluation.simulated.model import Labelled
from jupyter_codemm.evaluation.triples import Reply, Triple
from jupyter_codemm.evaluation.wrong_references import WrongReference, consistent, told
from jupyter_codemm.generation.bench import Manner
from jupyter_codemm.generation.generate import GenerationResult, generate
from jupyter_codemm.ports import FinishedSlot, GenerationRequest

ATTEMPTS = 3
REPAIR_RATES = (0.2, 0.6, 0.9)


@dataclass(frozen=True, slots=True)
class Plight:
    """An exercise, the faults that its replies have at first, and the reply of each attempt."""

    triple: Triple
    number: int
    faults: tuple[Fault, ...]
    active: tuple[tuple[Fault, ...], ...]
    replies: tuple[Reply, ...]

    @property
    def ceiling(self) -> int:
        """The attempt that is the first without a fault; 0 when all have one."""
        return next((n for n, left in enumerate(self.active, 1) if not left), 0)


@dataclass(frozen=True, slots=True)
class _Round:
    """Slots at one repair rate; their author knows how earlier ones went, as a server's does."""

    bench: Bench
    author: ModelAuthor
    profile: Profile
    rate: float


async def fill_all(bench: Bench, profile: Profile, rates: Sequence[float], count: int) -> None:
    """Fill `count` slots at each repair rate."""
    for rate in rates:
        fill = partial(_filled, _Round(bench, bench.author(), profile, rate))
        works = [(str(n), partial(fill, n)) for n in range(count)]
        await bench.work_off(f"slots {profile} {rate}", works)


async def _filled(row: _Round, number: int) -> Record:
    bench = row.bench
    plight = await _drawn(bench, row.profile, row.rate, number)
    name = f"slot-{row.profile}-{row.rate}-{number}"
    sandbox = MeteredSandbox(bench.sandbox)
    started = time.monotonic()
    bench.model.learn(name, _script(bench, plight))
    try:
        async with bench.places(plight.triple.slot) as remains:
            filled = await _generated(row, plight, name, sandbox, remains)
    finally:
        bench.model.forget(name)
    finished = filled.result.finished[0] if filled.result.finished else None
    problem = finished.problem if finished else None
    found = await asyncio.to_thread(leaks, filled.drafts, problem, filled.texts)
    return _outcome(plight, finished, filled.result.failures) | {
        "leaks": found,
        "texts_searched": len(filled.texts),
        "cpu_ms": sandbox.cpu_ms,
        "elapsed_ms": round((time.monotonic() - started) * 1000),
    }


@dataclass(frozen=True, slots=True)
class _Filled:
    """How a slot ended, all that was ever drafted for it, and all texts that are left."""

    result: GenerationResult
    drafts: list[ProblemDraft]
    texts: list[Text]


async def _generated(
    row: _Round,
    plight: Plight,
    name: str,
    sandbox: MeteredSandbox,
    remains: Remains,
) -> _Filled:
    request = GenerationRequest(
        session_id=name,
        owner="eval",
        mode="practice",
        slots=(plight.triple.slot,),
        seed=row.bench.seed + plight.number,
        run_id="eval",
        key=remains.key,
    )
    model, built_in = Remembering(row.author), Remembering(BuiltinAuthor())
    with listening() as heard:
        result = await generate(
            request,
            Labelled(model, name),
            sandbox,
            remains.announce,
            remains.keep,
            manner=Manner(fallback=built_in),
        )
        texts = await remains.end(result)
    errors = [("error", failure.reason) for failure in result.failures]
    return _Filled(result, [*model.drafts, *built_in.drafts], [*texts, *errors, *heard.texts])


def _outcome(
    plight: Plight, finished: FinishedSlot | None, failures: Sequence[Any]
) -> dict[str, Any]:
    triple = plight.triple
    calls = finished.verification.calls if finished else failures[0].calls
    by_model = finished is not None and not finished.verification.instead_of
    attempts = finished.verification.attempts if finished else ATTEMPTS
    left = plight.active[min(attempts, ATTEMPTS) - 1] if by_model else ()
    return {
        "exercise": triple.name,
        "language": triple.language,
        "split": triple.split,
        "faults": [fault.name for fault in plight.faults],
        "ceiling": plight.ceiling,
        "filled": finished is not None,
        "by_model": by_model,
        "attempts": attempts,
        "accepted_with": [f.name for f in left if finished and not _is_mended(f, finished)],
        "calls": len(calls),
        "tokens": sum(call.tokens_in + call.tokens_out for call in calls),
        "why": "" if by_model or finished else failures[0].reason,
    }


def _is_mended(fault: Fault, finished: FinishedSlot) -> bool:
    """Return whether a fault cannot have come as far as a proven problem.

    What happened on the way was read all the same, and weak tests gave way to strong ones.
    """
    proof = finished.verification.proof
    strong = proof is not None and proof.killed >= GOOD_ENOUGH * proof.killable
    return fault.wrap is not None or (fault.name == "weak inputs" and strong)


async def _drawn(bench: Bench, profile: Profile, rate: float, number: int) -> Plight:
    rng = rng_of(bench.seed, profile, "slot", number)
    triple = in_turn(bench.stock, rng, number, bench.mix)[0]
    wanted = [fault for fault in FAULTS if rng.random() < fault.rate_in(profile)]
    active: list[tuple[Fault, ...]] = []
    left: tuple[Fault, ...] = ()
    # Replies differ from the good one by all faults that are left, in the order of the catalogue.
    wrong = await bench.wrong.of(triple) if any(f.wrong_reference for f in wanted) else []
    left = compatible([f for f in wanted if _applies(bench, triple, f, wrong, number)])
    for attempt in range(1, ATTEMPTS + 1):
        if attempt > 1:
            dice = f"{bench.seed}|{profile}|{number}|{attempt}"
            left = tuple(f for f in left if rng_of(dice, f.name).random() >= rate)
        active.append(left)
    replies = tuple(_reply(bench, triple, faults, wrong, number) for faults in active)
    return Plight(triple, number, active[0], tuple(active), replies)


def _applies(
    bench: Bench, triple: Triple, fault: Fault, wrong: Sequence[WrongReference], number: int
) -> bool:
    if fault.wrap is not None:
        return True
    made = _spoilt(bench, triple, fault, wrong, number)
    return made is not None


def _spoilt(
    bench: Bench, triple: Triple, fault: Fault, wrong: Sequence[WrongReference], number: int
) -> Triple | None:
    rng = rng_of(bench.seed, "slot", fault.name, number)
    if fault.wrong_reference:
        if not wrong:
            return None
        make = told if fault.wrong_reference == "told" else consistent
        return replace(triple, reply=make(triple, rng.choice(wrong)).reply)
    made = fault.spoil(triple, bench.stock, rng) if fault.spoil else None
    # Starter code and earlier exercises come from elsewhere, not from the reply.
    if made is None or made.starter is not None or made.before is not None:
        return None
    return replace(triple, reply=made.reply)


def _reply(
    bench: Bench,
    triple: Triple,
    faults: Sequence[Fault],
    wrong: Sequence[WrongReference],
    number: int,
) -> Reply:
    now = triple
    for fault in faults:
        if fault.wrap is None:
            now = _spoilt(bench, now, fault, wrong, number) or now
    return now.reply


def _script(bench: Bench, plight: Plight) -> Script:
    def reply(attempt: int) -> Reply:
        return plight.replies[min(attempt, ATTEMPTS) - 1]

    def wrap(attempt: int, before: int, part: dict[str, Any]) -> Wrapped:
        rng = rng_of(bench.seed, "slot", plight.number, attempt, before)
        left = plight.active[min(attempt, ATTEMPTS) - 1]
        spoils = [fault.wrap for fault in left if fault.wrap is not None]
        return (spoils[0] if spoils and before == 0 else plain)(part, rng)

    return Script(reply, wrap)
