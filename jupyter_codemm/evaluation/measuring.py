"""What a case costs in the sandbox, and how strong the tests are that came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.cases import CaseInput
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Got, Tier
from jupyter_codemm.contracts.problem import Expected, ProblemDraft
from jupyter_codemm.gates.inputs import pool
from jupyter_codemm.gates.mutation.generating import mutants
from jupyter_codemm.judging import Observation, matches, observe
from jupyter_codemm.judging.many import observe_many, patience_ms
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, Sandbox, StepReport

OTHER_SEED = 7919  # so that tests are not measured on the inputs that they were chosen from
POOL = 48
WRONG = 40


class MeteredSandbox:
    """Passes everything on, and sums the processor time that its caller's programs took.

    A compiled part that was used again counts once.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._compiled = set[object]()
        self.cpu_ms = 0
        self.launches = 0

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        return self._sandbox.tier

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan and count what its steps took."""
        report = await self._sandbox.execute(plan, listen)
        self.launches += 1
        self.cpu_ms += sum(step.cpu_ms for step in ran_now(plan, report, self._compiled))
        return report

    async def warm_up(self, plan: ExecutionPlan) -> None:
        """Pass it on."""
        await self._sandbox.warm_up(plan)

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return what works here."""
        return await self._sandbox.languages()

    async def close(self) -> None:
        """Leave the shared sandbox open: it is its owner's to close."""


def ran_now(
    plan: ExecutionPlan, report: ExecutionReport, known: set[object]
) -> tuple[StepReport, ...]:
    """Return the steps that were run for a report; `known` collects those of compilers.

    What a compiler made before and is used again comes with the report of that time, to the byte.
    """
    compiled = []
    for call, step in zip(plan.compile, report.compile, strict=False):
        key = (call.argv, step.wall_ms, step.cpu_ms, step.memory_kb)
        if key not in known:
            known.add(key)
            compiled.append(step)
    return (*compiled, *report.runs)


@dataclass(frozen=True, slots=True)
class Strength:
    """How many wrong programs that some input tells apart the tests of a draft refuse."""

    killed: int
    killable: int

    @property
    def score(self) -> float:
        """The share; 1 when there is nothing to refuse."""
        return self.killed / self.killable if self.killable else 1.0


async def strength(
    draft: ProblemDraft, reference_of: ProblemDraft, sandbox: Sandbox, *, seed: int
) -> Strength:
    """Measure the tests of a draft on faults of the families that never choose a test.

    What can be told apart at all is judged on inputs of another seed, beside tests and candidates,
    which reach as far as constraints declare. The right program, the candidates and the
    constraints are those of `reference_of`.
    """
    problem, right = draft.problem, reference_of.reference
    wrong = await asyncio.to_thread(
        mutants, problem, right, seed=seed + OTHER_SEED, cap=WRONG, held_out=True
    )
    found = await asyncio.to_thread(
        pool,
        problem,
        right,
        reference_of.candidates,
        seed=seed + OTHER_SEED,
        size=POOL,
        constraints=reference_of.constraints,
    )
    tests = [test.input for test in problem.tests]
    inputs = [*tests, *(item.input for item in found if item.input not in tests)]
    seen = await observe(problem, right, inputs, sandbox)
    sources = [mutant.source for mutant in wrong]
    others = await observe_many(problem, sources, inputs, sandbox, budget_ms=patience_ms(seen))
    told = [_told_apart(draft, inputs, seen.items, other.items) for other in others]
    killable = [places for places in told if places]
    killed = sum(min(places) < len(tests) for places in killable)
    return Strength(killed, len(killable))


def _told_apart(
    draft: ProblemDraft,
    inputs: Sequence[CaseInput],
    right: Sequence[Observation],
    other: Sequence[Observation],
) -> list[int]:
    """Return the places of the inputs on which a program does something else."""
    found = []
    for place, given in enumerate(inputs):
        if right[place].verdict != "accepted" or right[place].got.raises is not None:
            continue
        expected = expected_of(draft, right[place].got)
        seen = other[place]
        if not (seen.verdict == "accepted" and matches(expected, seen.got, draft.problem, given)):
            found.append(place)
    return found


def expected_of(draft: ProblemDraft, got: Got) -> Expected:
    """Return what a test of the draft would expect, had it seen this."""
    model = draft.problem.tests[0].expected
    channels = {name for name in ("value", "stdout", "rows", "tables") if _looks_at(model, name)}
    seen = got.model_dump(mode="json")
    return Expected.parse(
        {name: seen[name] for name in channels} | {"compare": model.compare.to_json()}
    )


def _looks_at(expected: Expected, channel: str) -> bool:
    return channel in expected.model_fields_set and (
        channel == "value" or getattr(expected, channel) is not None
    )
