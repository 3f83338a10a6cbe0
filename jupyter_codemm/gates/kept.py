"""Gates on a problem whose tests are its author's own: they are proven, and stay as they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, closing

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.gates.execution import TIME_SHARE, check_starter
from jupyter_codemm.gates.leak import check_leak
from jupyter_codemm.gates.patience import PatientSandbox
from jupyter_codemm.gates.statement import check_statement
from jupyter_codemm.gates.static import STATIC
from jupyter_codemm.gates.texts import Findings
from jupyter_codemm.gates.trivial import check_trivial, trivial_programs
from jupyter_codemm.judging import judge, matches, observe
from jupyter_codemm.ports import Confidence, Sandbox

# The judge runs with hash seed 0; any other order of sets and dictionaries must give the same.
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kolkata"}


async def verify_kept(draft: ProblemDraft, sandbox: Sandbox, *, least: int) -> Findings:
    """Prove a problem by a reference without choosing its tests anew; stop at the first refusal.

    It has `least` tests and a sample, the reference passes all, alike in other surroundings and in
    a fifth of the time, and the starter none. That the tests are few or alike is a warning: they
    are their author's choice. Raises UnavailableError when the sandbox does not do its work.
    """
    gates = []
    with closing(Confidence()) as confidence:
        counting = CountingSandbox(sandbox, confidence)
        async with aclosing(_gates(draft, PatientSandbox(counting), least)) as outcomes:
            async for gate in outcomes:
                gates.append(gate)
                if not gate.ok:
                    break
    return Findings(gates=tuple(gates), launches=counting.launches)


async def _gates(
    draft: ProblemDraft, sandbox: Sandbox, least: int
) -> AsyncGenerator[GateOutcome, None]:
    problem = draft.problem
    yield _check_tests(problem, least)
    yield check_statement(problem)
    for check in STATIC:
        yield await asyncio.to_thread(check, draft)
    yield _only_warns(check_trivial(problem, trivial_programs(problem)))
    yield _check_passes(_judged(await judge(problem, draft.reference, sandbox)))
    # Only now is it known to be a reference. Comparing long texts takes a while, too.
    yield await asyncio.to_thread(check_leak, draft)
    yield await _check_elsewhere(draft, sandbox)
    starter = await judge(problem, Source.single(problem.starter), sandbox)
    yield check_starter(problem, _judged(starter))


def _check_tests(problem: Problem, least: int) -> GateOutcome:
    inputs = {test.input.model_dump_json() for test in problem.tests}
    count, samples = len(problem.tests), len(problem.samples)
    return GateOutcome(
        gate="tests",
        ok=count >= least and samples > 0,
        action="none" if len(inputs) == count else "warned",
        evidence={"tests": count, "least": least, "samples": samples, "inputs": len(inputs)},
    )


def _only_warns(gate: GateOutcome) -> GateOutcome:
    return gate if gate.ok else gate.model_copy(update={"ok": True, "action": "warned"})


def _check_passes(outcome: Outcome) -> GateOutcome:
    evidence: dict[str, str | int | float | bool]
    evidence = {"verdict": outcome.verdict, "passed": outcome.passed, "total": outcome.total}
    failed = next((case for case in outcome.cases if case.verdict != "accepted"), None)
    if failed is not None:
        evidence |= {"first_failed": failed.name, "case_verdict": failed.verdict}
    return GateOutcome(gate="reference", ok=outcome.verdict == "accepted", evidence=evidence)


async def _check_elsewhere(draft: ProblemDraft, sandbox: Sandbox) -> GateOutcome:
    """Ask for the same answers, soon enough, with another hash seed and in one process."""
    problem = draft.problem
    inputs = [test.input for test in problem.tests]
    seen = (await observe(problem, draft.reference, inputs, sandbox, env=ELSEWHERE)).items
    for test, one in zip(problem.tests, seen, strict=False):
        asks_checker = test.expected.asks_checker
        same = asks_checker or matches(test.expected, one.got, problem, test.input)
        if one.verdict != "accepted" or not same:
            evidence: dict[str, str | int | float | bool]
            evidence = {"first_different": test.name, "case_verdict": one.verdict}
            return GateOutcome(gate="deterministic", ok=False, evidence=evidence)
    time_ms = sum(one.time_ms for one in seen)
    limit_ms = round(problem.limits.time_ms * FACTS[problem.language].time_factor)
    return GateOutcome(
        gate="margin",
        ok=time_ms <= TIME_SHARE * limit_ms,
        evidence={"time_ms": time_ms, "time_limit_ms": limit_ms},
    )


def _judged(outcome: Outcome) -> Outcome:
    if outcome.verdict == "judge_error":
        raise UnavailableError(f"the sandbox did not do its work: {outcome.message}"[:300])
    return outcome
