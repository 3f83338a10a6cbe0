"""Gates on what programs did: reference, claims, time, determinism, starter, the learner's path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.outcome import CaseVerdict, Outcome
from jupyter_codemm.contracts.problem import CaseInput, Expected, Problem, TestCase
from jupyter_codemm.judging import Observation, Observations
from jupyter_codemm.judging.messages import shown

GUIDED_MAY_PASS = 2
TIME_SHARE = 0.20
SHOWN, DATABASE_SHOWN = 160, 1000

Known = dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Tried:
    """A test of the draft with what the reference did and whether that was expected."""

    test: TestCase
    seen: Observation
    right: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the author's, by candidate number, with what the reference did."""

    number: int
    input: CaseInput
    claim: Expected
    seen: Observation
    right: bool


def check_reference(seen: Observations, tried: Sequence[Tried]) -> GateOutcome:
    """Ask that the reference passes every test that the draft came with."""
    failed = [one for one in tried if not one.right]
    verdict = _missed(failed[0].seen) if failed else "accepted"
    evidence: Known = {
        "verdict": verdict if seen.compiled else "compile_error",
        "passed": len(tried) - len(failed),
        "total": len(tried),
        "time_ms": sum(one.seen.time_ms for one in tried),
    }
    if not seen.compiled:
        evidence["output"] = _short(seen.compile_output)
    if failed:
        first = failed[0]
        evidence |= {"first_failed": first.test.name, "case_verdict": _missed(first.seen)}
        if first.test.visibility == "sample" and seen.compiled:
            evidence |= _shown(first.test.input, first.test.expected, first.seen)
    return GateOutcome(gate="reference", ok=not failed, evidence=evidence)


def check_claims(claims: Sequence[Claimed], hidden: Sequence[CaseInput]) -> GateOutcome:
    """Compare what the author claimed with what the reference did; any mismatch rejects.

    The candidate is named by its number, and shown when it is no hidden test.
    """
    for one in claims:
        if one.right:
            continue
        evidence: Known = {"candidate": one.number, "case_verdict": _missed(one.seen)}
        if one.input not in hidden:
            evidence |= _shown(one.input, one.claim, one.seen)
        return GateOutcome(gate="claims", ok=False, evidence=evidence)
    return GateOutcome(gate="claims", ok=True, evidence={"claims": len(claims)})


def margin_ms(problem: Problem) -> float:
    """Return what a reference may take for all tests together: a fifth of the time limit."""
    return TIME_SHARE * problem.limits.time_ms * FACTS[problem.language].time_factor


def check_margin(problem: Problem, time_ms: int) -> GateOutcome:
    """Ask that the reference needs at most a fifth of the time limit for all tests together."""
    limit_ms = round(problem.limits.time_ms * FACTS[problem.language].time_factor)
    return GateOutcome(
        gate="margin",
        ok=time_ms <= margin_ms(problem),
        evidence={"time_ms": time_ms, "time_limit_ms": limit_ms},
    )


def check_deterministic(again: Sequence[Tried], *, runs: int, varied: str) -> GateOutcome:
    """Ask that other runs, in which something was `varied`, answer the same."""
    for one in again:
        if not one.right:
            evidence: Known = {
                "first_different": one.test.name,
                "case_verdict": _missed(one.seen),
                "varied": varied,
            }
            return GateOutcome(gate="deterministic", ok=False, evidence=evidence)
    return GateOutcome(gate="deterministic", ok=True, evidence={"runs": runs})


def check_starter(problem: Problem, outcome: Outcome) -> GateOutcome:
    """Ask that the starter compiles and fails all tests; a guided one may pass 2.

    Where data are changed it may pass half of them: doing nothing is right where nothing is to be
    changed. A test that asks for an exception does not count, as most starters do nothing else.
    """
    allowed = 0 if problem.scaffold_level is None else GUIDED_MAY_PASS
    if problem.changed_tables:
        allowed = max(allowed, len(problem.tests) // 2)
    # A query's starter is a comment, which is no statement yet.
    compiles = outcome.verdict != "compile_error" or problem.kind == "query"
    passed = sum(
        case.verdict == "accepted" and not _asks_for_an_exception(test.expected)
        for test, case in zip(problem.tests, outcome.cases, strict=False)
    )
    return GateOutcome(
        gate="starter",
        ok=compiles and passed <= allowed and outcome.verdict != "accepted",
        evidence={"verdict": outcome.verdict, "passed": passed, "allowed": allowed},
    )


def _asks_for_an_exception(expected: Expected) -> bool:
    steps = expected.value if isinstance(expected.value, list) else []
    raised = any(isinstance(step, dict) and "raises" in step for step in steps)
    return expected.raises is not None or raised


def check_student_path(reference: Outcome, wrong: Outcome | None) -> GateOutcome:
    """Ask that the finished problem accepts the reference and refuses a wrong program."""
    evidence: Known = {"reference": reference.verdict, "passed": reference.passed}
    if wrong is not None:
        evidence["wrong"] = wrong.verdict
    refused = wrong is None or wrong.verdict != "accepted"
    ok = reference.verdict == "accepted" and refused
    return GateOutcome(gate="student_path", ok=ok, evidence=evidence)


def _missed(seen: Observation) -> CaseVerdict:
    """Return the verdict on a program that did not do what was expected."""
    return "wrong_answer" if seen.verdict in ("accepted", "not_run") else seen.verdict


def _shown(given: CaseInput, claim: Expected, seen: Observation) -> Known:
    told = given.model_dump_json(exclude_none=True)
    if given.database is not None:
        told = "\n".join(_rows_of(given.database))
    return {
        "input": _short(told, DATABASE_SHOWN if given.database is not None else SHOWN),
        "claimed": _short(claim.model_dump_json(exclude={"compare"})),
        "got": _short(shown(seen.got).model_dump_json(exclude_none=True)),
    }


def _rows_of(database: str) -> list[str]:
    """Return a database without its definitions, which the statement tells."""
    parts = [part.strip() for part in database.split(";\n")]
    rows = [part for part in parts if part and not part.upper().startswith("CREATE")]
    return rows or parts


def _short(text: str, limit: int = SHOWN) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
