"""Gates on a problem whose text alone has changed: those that need no reference to be run."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.gates.content import check_content
from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.gates.execution import check_starter
from jupyter_codemm.gates.readability import check_readability
from jupyter_codemm.gates.statement import check_statement
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import Sandbox

NO_REFERENCE = "no reference is kept: whether the text gives the solution away is yours to see"


@dataclass(frozen=True, slots=True)
class Findings:
    """What the gates on a changed problem said, and how many boxes that took."""

    gates: tuple[GateOutcome, ...]
    launches: int

    @property
    def rejection(self) -> GateOutcome | None:
        """The first gate that refused, if any did."""
        return next((gate for gate in self.gates if not gate.ok), None)


async def verify_texts(
    problem: Problem, sandbox: Sandbox, leak: GateOutcome | None, *, starter: bool = False
) -> Findings:
    """Run the gates on a problem's texts, and on its starter when that has changed.

    `leak` is what a measurement against the reference said; without one that gate warns. Raises
    UnavailableError when the sandbox does not do its work.
    """
    # What these gates look at is the problem: the starter stands in for a reference.
    texts = ProblemDraft(problem=problem, reference=Source.single(problem.starter or "-"))
    gates = [check_statement(problem), check_content(texts), check_readability(texts)]
    unmeasured = GateOutcome(gate="leak", ok=True, action="warned", evidence={"why": NO_REFERENCE})
    gates.append(leak or unmeasured)
    counting = CountingSandbox(sandbox)
    if starter and all(gate.ok for gate in gates):
        gates.append(await _starter(problem, counting))
    return Findings(gates=tuple(gates), launches=counting.launches)


async def _starter(problem: Problem, sandbox: Sandbox) -> GateOutcome:
    outcome = await judge(problem, Source.single(problem.starter), sandbox)
    if outcome.verdict == "judge_error":
        raise UnavailableError(f"the sandbox did not do its work: {outcome.message}"[:300])
    return check_starter(problem, outcome)
