"""What was proven about the problems of an activity, in words."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.contracts.activity import Activity, Proof, Verification


def proof_lines(activity: Activity) -> Iterator[str]:
    """Yield a line for each problem of which it is known what was proven."""
    known = {verification.problem_id: verification for verification in activity.verifications}
    for number, problem in enumerate(activity.problems, 1):
        verification = known.get(problem.id)
        if verification is not None:
            yield f"[{number}] {problem.title}: {_told(verification, len(problem.tests))}"


def _told(verification: Verification, tests: int) -> str:
    gates = verification.gates
    repaired = [gate.gate for gate in gates if gate.action == "fixed"]
    warned = [gate.gate for gate in gates if gate.action == "warned"]
    parts = [f"{len(gates)} gates passed"]
    if verification.proof is not None:
        parts.insert(0, _proven(verification.proof, tests))
    parts += [f"repaired: {', '.join(repaired)}"] if repaired else []
    parts += [f"mind: {', '.join(warned)}"] if warned else []
    return "; ".join(parts)


def _proven(proof: Proof, tests: int) -> str:
    origin = f"{proof.tests_of_ours} of the tests are ours, of a pool of {proof.pool} inputs"
    if proof.killable == 0:
        return f"no wrong program to refuse among {proof.mutants} tried; {origin}"
    refused = f"{proof.killed} of {proof.killable} wrong programs"
    return f"proven: {tests} tests refuse {refused}; {origin}"
