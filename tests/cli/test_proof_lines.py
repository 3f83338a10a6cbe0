"""The lines that tell what was proven."""

from __future__ import annotations

from jupyter_codemm.cli.proofs import proof_lines
from jupyter_codemm.contracts.activity import GateOutcome, Proof, Verification
from tests.store.records import activity

PROOF = Proof(
    mutants=40, killable=37, killed=36, score=36 / 37, pool=64, tests_of_author=5, tests_of_ours=3
)


def lines(*gates: GateOutcome, proof: Proof | None = PROOF) -> list[str]:
    verification = Verification(
        problem_id="p2",
        gates=gates,
        attempts=1,
        author="builtin",
        sandbox_launches=3,
        elapsed_ms=9,
        tier="docker",
        proof=proof,
    )
    return list(proof_lines(activity(problems=("p1", "p2"), verifications=(verification,))))


def test_a_problem_of_which_nothing_is_known_has_no_line():
    assert len(lines()) == 1


def test_the_line_counts_the_wrong_programs():
    (line,) = lines(GateOutcome(gate="leak", ok=True))
    assert line.startswith("[2] Echo: proven: 1 tests refuse 36 of 37 wrong programs;")
    assert "3 of the tests are ours, of a pool of 64 inputs; 1 gates passed" in line


def test_what_was_repaired_and_what_to_mind_is_named():
    fixed = GateOutcome(gate="shape", ok=True, action="fixed")
    warned = GateOutcome(gate="readability", ok=True, action="warned")
    (line,) = lines(fixed, warned)
    assert line.endswith("2 gates passed; repaired: shape; mind: readability")


def test_without_mutants_nothing_is_claimed():
    nothing = PROOF.updated(killable=0, killed=0, score=1.0)
    assert "no wrong program to refuse among 40 tried" in lines(proof=nothing)[0]
    assert "proven" not in lines(proof=None)[0]
