"""The reference on all inputs, in one launch, and where its answers do not hang on itself alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import CaseInput, Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.proving.orders import REVERSED, order_variants
from jupyter_codemm.judging import Observations, observe, observe_many
from jupyter_codemm.ports import Sandbox

INPUTS_A_BUDGET = 8
# A new input may be one on which the reference never ends: what comes after it is worth one more
# launch when it is this much.
WORTH_MORE = 0.5


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
    problem, reference = draft.problem, draft.reference
    if problem.kind == "query":
        return await _query(problem, reference, inputs, sandbox)
    seen = await _observed(draft, inputs, own, sandbox)
    stopped = next((n for n, item in enumerate(seen.items) if item.verdict == "time_limit"), None)
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
    problem: Problem, reference: Source, inputs: Sequence[CaseInput], sandbox: Sandbox
) -> Watched:
    variants = await asyncio.to_thread(order_variants, reference.text)
    sources = (reference, *map(Source.single, variants))
    turned = [_turned(item) for item in inputs]
    many = await observe_many(problem, sources, [*inputs, *turned], sandbox)
    count = len(inputs)
    first, *others = many
    reversed_scans = replace(first, items=first.items[count:])
    forward = [replace(seen, items=seen.items[:count]) for seen in others if seen.compiled]
    return Watched(replace(first, items=first.items[:count]), (reversed_scans, *forward))


def _turned(item: CaseInput) -> CaseInput:
    return item.model_copy(update={"database": REVERSED + (item.database or "")})


def _budget_ms(problem: Problem, own: int) -> int:
    """Return what a reference may take: a submission's time for every 8 of the author's inputs."""
    limit_ms = round(problem.limits.time_ms * FACTS[problem.language].time_factor)
    return limit_ms * max(1, -(-own // INPUTS_A_BUDGET))
