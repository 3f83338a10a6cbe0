"""All gates on one draft, the cheap ones first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.gates.contract import check_contract, check_diversity
from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.gates.execution import (
    check_claims,
    check_deterministic,
    check_margin,
    check_reference,
    check_starter,
)
from jupyter_codemm.gates.leak import check_leak
from jupyter_codemm.gates.statement import check_statement
from jupyter_codemm.gates.trivial import (
    TrivialProgram,
    check_trivial,
    table_queries,
    trivial_programs,
)
from jupyter_codemm.judging import Observations, judge, observe
from jupyter_codemm.ports import Sandbox

# The judge runs with hash seed 0; any other order of sets and dictionaries must give the same.
OTHER_ENVIRONMENT = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kolkata"}


@dataclass(frozen=True, slots=True)
class Verified:
    """What the gates said, and how many boxes that took."""

    gates: tuple[GateOutcome, ...]
    launches: int

    @property
    def rejection(self) -> GateOutcome | None:
        """The first gate that refused, if any did."""
        return next((gate for gate in self.gates if not gate.ok), None)

    @property
    def accepted(self) -> bool:
        """Whether every gate agreed."""
        return self.rejection is None


async def verify(draft: ProblemDraft, sandbox: Sandbox, *, audit: bool = False) -> Verified:
    """Run the gates on a draft and stop at the first that refuses, unless `audit` asks for all.

    Raises UnavailableError when the sandbox does not do its work, MissingToolError when the
    toolchain of the draft's language is not there: neither says anything about the draft.
    """
    counting = CountingSandbox(sandbox)
    gates = []
    async with aclosing(_gates(draft, counting)) as outcomes:
        async for gate in outcomes:
            gates.append(gate)
            # A draft of the wrong shape cannot be judged, whatever was asked for.
            if not gate.ok and (not audit or gate.gate == "contract"):
                break
    return Verified(gates=tuple(gates), launches=counting.launches)


async def _gates(draft: ProblemDraft, sandbox: Sandbox) -> AsyncGenerator[GateOutcome, None]:
    problem = draft.problem
    yield check_contract(draft)
    yield check_diversity(problem)
    yield check_statement(problem)
    # Comparing long texts takes a while: not on the event loop.
    yield await asyncio.to_thread(check_leak, draft)
    yield check_trivial(problem, trivial_programs(problem))
    yield check_reference(_judged(await judge(problem, draft.reference, sandbox)))
    tests = len(problem.tests)
    again = await _again(draft, sandbox)
    yield check_deterministic(problem, again.items[:tests])
    yield check_claims(problem, draft.candidates, again.items[tests:])
    margin = check_margin(problem, again.items[:tests])
    if not margin.ok:
        # One slow moment of the machine is no property of the draft: measure once more.
        margin = check_margin(problem, (await _again(draft, sandbox)).items[:tests])
    yield margin
    starter = Source.single(problem.starter)
    yield check_starter(problem, _judged(await judge(problem, starter, sandbox)))
    queries = await _table_programs(problem, sandbox)
    if queries:
        yield check_trivial(problem, queries, gate="trivial_tables")


async def _again(draft: ProblemDraft, sandbox: Sandbox) -> Observations:
    problem = draft.problem
    inputs = [test.input for test in problem.tests]
    inputs += [candidate.input for candidate in draft.candidates]
    return await observe(problem, draft.reference, inputs, sandbox, env=OTHER_ENVIRONMENT)


async def _table_programs(problem: Problem, sandbox: Sandbox) -> list[TrivialProgram]:
    inputs = [test.input for test in problem.tests]
    programs = []
    for name, query in table_queries(problem).items():
        seen = await observe(problem, Source.single(query), inputs, sandbox)
        programs.append(TrivialProgram(name, tuple(item.got for item in seen.items)))
    return programs


def _judged(outcome: Outcome) -> Outcome:
    if outcome.verdict == "judge_error":
        raise UnavailableError(f"the sandbox did not do its work: {outcome.message}"[:300])
    return outcome
