"""The gate on inputs: every one keeps what the statement promises of inputs."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.cases import CaseInput
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.problem import ProblemDraft

MOST_TOLD = 160


def check_constraints(draft: ProblemDraft) -> GateOutcome:
    """Refuse a draft that tests or proposes an input outside its own constraints.

    Warn of a constraint on what its inputs do not have: it promises nothing.
    """
    signature = draft.problem.signature
    for constraint in draft.constraints:
        for where, given in _inputs(draft):
            if not constraint.is_kept(signature, given):
                return GateOutcome(
                    gate="constraints",
                    ok=False,
                    evidence={"constraint": told(constraint), "where": where},
                )
    evidence: dict[str, str | int | float | bool] = {"constraints": len(draft.constraints)}
    idle = [told(c) for c in draft.constraints if not c.has_place(draft.problem.kind, signature)]
    if not idle:
        return GateOutcome(gate="constraints", ok=True, evidence=evidence)
    evidence["promises_nothing"] = "; ".join(idle)[:MOST_TOLD]
    return GateOutcome(gate="constraints", ok=True, action="warned", evidence=evidence)


def told(constraint: InputConstraint) -> str:
    """Return a constraint as one short line."""
    limits = [
        f"{name} {limit}"
        for name, limit in (("from", constraint.low), ("to", constraint.high))
        if limit is not None
    ]
    return " ".join([constraint.on, constraint.rule, *limits, constraint.text]).rstrip()


def _inputs(draft: ProblemDraft) -> Iterator[tuple[str, CaseInput]]:
    for test in draft.problem.tests:
        yield (test.name if test.visibility == "sample" else "hidden test"), test.input
    for number, candidate in enumerate(draft.candidates):
        yield f"candidates.{number}", candidate.input
