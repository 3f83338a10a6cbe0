"""Gates on what programs did: the starter fails; the reference passes twice, with time to spare."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Candidate, Problem
from jupyter_codemm.judging import Observation, matches

GUIDED_MAY_PASS = 2
TIME_SHARE = 0.20


def check_starter(problem: Problem, outcome: Outcome) -> GateOutcome:
    """Ask that the starter compiles and fails all tests; a guided one may pass 2."""
    allowed = 0 if problem.scaffold_level is None else GUIDED_MAY_PASS
    # A query's starter is a comment, which is no statement yet.
    compiles = outcome.verdict != "compile_error" or problem.kind == "query"
    return GateOutcome(
        gate="starter",
        ok=compiles and outcome.passed <= allowed,
        evidence={"verdict": outcome.verdict, "passed": outcome.passed, "allowed": allowed},
    )


def check_reference(outcome: Outcome) -> GateOutcome:
    """Ask that the reference passes every test."""
    evidence: dict[str, str | int | float | bool]
    evidence = {
        "verdict": outcome.verdict,
        "passed": outcome.passed,
        "total": outcome.total,
        "time_ms": outcome.time_ms,
    }
    failed = next((case for case in outcome.cases if case.verdict != "accepted"), None)
    if failed is not None:
        evidence |= {"first_failed": failed.name, "case_verdict": failed.verdict}
    passed = outcome.verdict == "accepted" and outcome.passed == outcome.total
    return GateOutcome(gate="reference", ok=passed, evidence=evidence)


def check_deterministic(problem: Problem, again: Sequence[Observation]) -> GateOutcome:
    """Ask that a second run, in one process and with another hash seed, answers the same."""
    for test, seen in zip(problem.tests, again, strict=False):
        if not (ran(seen) and matches(test.expected, seen.got, problem, test.input)):
            evidence: dict[str, str | int | float | bool]
            evidence = {"first_different": test.name, "case_verdict": seen.verdict}
            return GateOutcome(gate="deterministic", ok=False, evidence=evidence)
    complete = len(again) == len(problem.tests)
    return GateOutcome(gate="deterministic", ok=complete, evidence={"runs": 2})


def check_margin(problem: Problem, again: Sequence[Observation]) -> GateOutcome:
    """Ask that the reference needs at most a fifth of the time limit for all tests together."""
    time_ms = sum(seen.time_ms for seen in again)
    limit_ms = round(problem.limits.time_ms * FACTS[problem.language].time_factor)
    return GateOutcome(
        gate="margin",
        ok=time_ms <= TIME_SHARE * limit_ms,
        evidence={"time_ms": time_ms, "time_limit_ms": limit_ms},
    )


def check_claims(
    problem: Problem, candidates: Sequence[Candidate], seen: Sequence[Observation]
) -> GateOutcome:
    """Compare what the author claimed with what the reference did; any mismatch rejects.

    The candidate is named by its number, and shown when it is no hidden test.
    """
    hidden = [test.input for test in problem.tests if test.visibility == "hidden"]
    claims = 0
    for index, candidate, observed in zip(count(), candidates, seen, strict=False):
        if candidate.claimed is None:
            continue
        claims += 1
        if ran(observed) and matches(candidate.claimed, observed.got, problem, candidate.input):
            continue
        evidence: dict[str, str | int | float | bool]
        evidence = {"candidate": index, "case_verdict": observed.verdict}
        if candidate.input not in hidden:
            evidence |= {
                "input": _short(candidate.input.model_dump_json(exclude_none=True)),
                "claimed": _short(candidate.claimed.model_dump_json(exclude={"compare"})),
                "got": _short(observed.got.model_dump_json(exclude_none=True)),
            }
        return GateOutcome(gate="claims", ok=False, evidence=evidence)
    return GateOutcome(gate="claims", ok=True, evidence={"claims": claims})


def ran(seen: Observation) -> bool:
    """Return whether a program came to an answer, be it an exception of its own."""
    return seen.verdict == "accepted" or seen.got.raises is not None


def _short(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
