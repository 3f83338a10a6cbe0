"""The reference on all inputs, in one launch, and where its answers do not hang on itself alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import CaseInput, Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.execution import margin_ms
from jupyter_codemm.gates.proving.orders import REVERSED, order_variants
from jupyter_codemm.judging import Observations, observe, observe_many, patience_ms
from jupyter_codemm.ports import Sandbox

INPUTS_A_BUDGET = 8
# A new input may be one on which the reference never ends: what comes after it is worth one more
# launch when it is this much.
WORTH_MORE = 0.5
# Each database is met in two ways. One that hands rows on to itself may meet many circles.
WAYS, MOST_LAUNCHES = 2, 5


@dataclass(frozen=True, slots=True, repr=False)
class Watched:
    """What the reference did on each input, and what it does where order is left open.

    `others` are observations that a well-ordered query gives as well.
    """

    reference: Observations
    others: tuple[Observations, ...] = ()


async def watched(
    draft: ProblemDraft, inputs: Sequence[CaseInput], own: int, sandbox: Sandbox
) -> Watched:
    """Run the reference on inputs, of which the first `own` are the author's."""
    if draft.problem.kind == "query":
        return await _query(draft, inputs, own, sandbox)
    seen = await _observed(draft, inputs, own, sandbox)
    stopped = _stopped(seen)
    if stopped is not None and own <= stopped < WORTH_MORE * len(inputs):
        rest = await _observed(draft, inputs[stopped + 1 :], 0, sandbox)
        seen = replace(seen, items=(*seen.items[: stopped + 1], *rest.items))
    return Watched(seen)


async def _observed(
    draft: ProblemDraft, inputs: Sequence[CaseInput], own: int, sandbox: Sandbox
) -> Observations:
    problem, reference = draft.problem, draft.reference
    budget = _budget_ms(problem, own)
    if problem.kind == "program":
        # Two programs take all inputs in one process each; one alone gets a process for each input.
        sources = (reference, Source.single(problem.starter))
        return (await observe_many(problem, sources, inputs, sandbox, budget_ms=budget))[0]
    return await observe(
        problem, reference, inputs, sandbox, budget_ms=budget, strict=problem.language == "cpp"
    )


async def _query(
    draft: ProblemDraft, inputs: Sequence[CaseInput], own: int, sandbox: Sandbox
) -> Watched:
    """Watch a query on each database and, right after it, on the same one in reverse.

    A new database on which it does not end costs a launch for those that come after it.
    """
    problem, reference = draft.problem, draft.reference
    variants = await asyncio.to_thread(order_variants, reference.text)
    sources = (reference, *map(Source.single, variants))
    both = [way for item in inputs for way in (item, _turned(item))]
    found: Sequence[Observations] = ()
    # Alone it shares what it may take among all databases, beside others each has its own.
    start, budget_ms = 0, round(margin_ms(problem)) if variants else _budget_ms(problem, 0)
    for _ in range(MOST_LAUNCHES):
        rest = await observe_many(problem, sources, both[start:], sandbox, budget_ms=budget_ms)
        found = [_followed(*two, start) for two in zip(found or rest, rest, strict=True)]
        stopped = _stopped(found[0], start)
        if stopped is None or stopped < WAYS * own or stopped + WAYS >= len(both):
            break
        start = stopped - stopped % WAYS + WAYS
        quick = replace(found[0], items=found[0].items[: WAYS * own])
        budget_ms = min(budget_ms, patience_ms(quick))
    first, *others = found
    forward = [replace(seen, items=seen.items[::WAYS]) for seen in others if seen.compiled]
    backward = replace(first, items=first.items[1::WAYS])
    return Watched(replace(first, items=first.items[::WAYS]), (backward, *forward))


def _followed(before: Observations, after: Observations, start: int) -> Observations:
    return replace(after, items=(*before.items[:start], *after.items))


def _stopped(seen: Observations, start: int = 0) -> int | None:
    """Return the first place, from some place on, at which a program ran out of time."""
    places = range(start, len(seen.items))
    return next((n for n in places if seen.items[n].verdict == "time_limit"), None)


def _turned(item: CaseInput) -> CaseInput:
    return item.model_copy(update={"database": REVERSED + (item.database or "")})


def _budget_ms(problem: Problem, own: int) -> int:
    """Return what a reference may take: a submission's time for every 8 of the author's inputs."""
    limit_ms = round(problem.limits.time_ms * FACTS[problem.language].time_factor)
    return limit_ms * max(1, -(-own // INPUTS_A_BUDGET))
