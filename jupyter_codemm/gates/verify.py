"""All gates on one draft, the cheap ones first.

What they say of tests is said of the tests that are chosen here: those 8 inputs, of all that the
author proposed and many more, which refuse the most wrong programs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass, field

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.events import ProofStep
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.errors import UnavailableError, UnreachableError
from jupyter_codemm.gates.contract import check_contract, check_diversity
from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.gates.evidence import Evidence
from jupyter_codemm.gates.examples import with_told_examples
from jupyter_codemm.gates.execution import (
    check_claims,
    check_deterministic,
    check_margin,
    check_reference,
    check_starter,
    check_student_path,
    margin_ms,
)
from jupyter_codemm.gates.leak import check_leak
from jupyter_codemm.gates.likeness import Known, check_near_duplicate
from jupyter_codemm.gates.patience import PatientSandbox
from jupyter_codemm.gates.proving.again import as_tried, elsewhere, started, walked
from jupyter_codemm.gates.proving.chosen import Choice, choice
from jupyter_codemm.gates.proving.stages import Stood, faced, stood
from jupyter_codemm.gates.proving.starting import raising_instead
from jupyter_codemm.gates.statement import check_statement
from jupyter_codemm.gates.static import STATIC
from jupyter_codemm.gates.strength import check_coverage, check_mutation
from jupyter_codemm.gates.trivial import check_trivial, trivial_programs
from jupyter_codemm.ports import Confidence, Sandbox

MOST_WORDS = 300
FURTHER_RUNS = ("deterministic", "student_path")
# What a second run has that the first had not.
TIES = "ties, and rows in another order"
SURROUNDED = "hash seed, time zone, locale and the order of the tests"
NOTHING = "nothing: the same once more"

Tell = Callable[[ProofStep], Awaitable[None]]

LOOKING: tuple[Callable[[ProblemDraft], GateOutcome], ...] = (
    check_contract,
    lambda draft: check_statement(draft.problem),
    check_leak,
    *STATIC,
)
"""The gates that only look at a draft, in their order. They run in a thread."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What the gates said, how many boxes that took, and the draft as it was proven.

    Its tests were chosen anew when everything before the choice agreed. `evidence` is as private as
    the draft.
    """

    gates: tuple[GateOutcome, ...]
    launches: int
    draft: ProblemDraft = field(repr=False)
    evidence: Evidence | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Raise ValueError when nobody refused and nothing was proven."""
        if self.accepted and self.evidence is None:
            raise ValueError("a proof came to no end: no gate refused, and no tests were chosen")

    @property
    def rejection(self) -> GateOutcome | None:
        """The first gate that refused, if any did."""
        return next((gate for gate in self.gates if not gate.ok), None)

    @property
    def accepted(self) -> bool:
        """Whether every gate agreed."""
        return self.rejection is None


async def untold(step: ProofStep) -> None:
    """Tell nobody what is being proven."""
    del step


async def verify(
    draft: ProblemDraft,
    sandbox: Sandbox,
    *,
    seed: int = 0,
    audit: bool = False,
    before: Sequence[Known] = (),
    tell: Tell = untold,
) -> Verified:
    """Run the gates on a draft and stop at the first that refuses, unless `audit` asks for all.

    `before` are the problems that it must not repeat; `tell` hears of each step when it begins.
    The same draft and seed choose the same tests, unless the reference is so slow that how many
    inputs and opponents there is time for hangs on the machine. Raises UnavailableError when the
    sandbox does not do its work, MissingToolError when the toolchain of the draft's language is
    not there: neither says anything about the draft.
    """
    with closing(Confidence()) as confidence:
        counting = CountingSandbox(sandbox, confidence)
        proof = _Proof(draft, PatientSandbox(counting), seed, before, tell)
        return await _verified(proof, counting, audit=audit)


async def _verified(proof: _Proof, counting: CountingSandbox, *, audit: bool) -> Verified:
    gates = []
    try:
        async with aclosing(proof.gates()) as outcomes:
            async for gate in outcomes:
                gates.append(gate)
                # A draft of the wrong shape cannot be judged, whatever was asked for.
                if not gate.ok and (not audit or gate.gate == "contract"):
                    break
    except UnreachableError:
        raise
    except UnavailableError as error:
        words = f"the sandbox did not do its work: {error.message}"
        raise UnavailableError(words[:MOST_WORDS]) from error
    return Verified(tuple(gates), counting.launches, proof.draft, proof.evidence)


class _Proof:
    def __init__(
        self,
        draft: ProblemDraft,
        sandbox: Sandbox,
        seed: int,
        before: Sequence[Known],
        tell: Tell,
    ) -> None:
        self.draft = draft
        self.evidence: Evidence | None = None
        self._sandbox, self._seed, self._before, self._tell = sandbox, seed, before, tell

    async def gates(self) -> AsyncGenerator[GateOutcome, None]:
        """Yield what each gate says; the last ones are missing where there is nothing to judge."""
        await self._tell("text")
        for check in LOOKING:
            yield await asyncio.to_thread(check, self.draft)
        yield await asyncio.to_thread(check_near_duplicate, self.draft, self._before)
        await self._tell("reference")
        state = await self._stood()
        reference = check_reference(state.reference, state.tried)
        yield reference
        if not reference.ok and not state.grounds:
            return
        for gate in self._of_inputs(state):
            yield gate
        if not state.grounds or self._is_slow(state):
            return
        await self._tell("tests")
        field = await faced(self.draft, state, self._sandbox, seed=self._seed)
        chosen = await asyncio.to_thread(choice, self.draft, state.grounds, field)
        for gate in await asyncio.to_thread(self._of_tests, chosen):
            yield gate
        self.draft = chosen.draft
        self.evidence = await asyncio.to_thread(chosen.evidence)
        await self._tell("runs")
        async for gate in self._of_runs(chosen):
            # What a wrong reference does in further runs tells nothing more of it.
            if gate.gate not in FURTHER_RUNS or all(one.right for one in state.tried):
                yield gate

    async def _stood(self) -> Stood:
        draft = await asyncio.to_thread(with_told_examples, self.draft)
        state = await stood(draft, self._sandbox, seed=self._seed)
        if self._is_slow(state):
            # One slow moment of the machine is no property of the draft: measure once more.
            state = await stood(draft, self._sandbox, seed=self._seed)
        return state

    def _is_slow(self, state: Stood) -> bool:
        return state.least_ms > margin_ms(self.draft.problem)

    def _of_inputs(self, state: Stood) -> Iterator[GateOutcome]:
        """Yield what is said of inputs; one of these refuses where none can become a test."""
        problem = self.draft.problem
        hidden = [test.input for test in problem.tests if test.visibility == "hidden"]
        yield check_claims(state.claimed, hidden)
        if self._is_slow(state):
            yield check_margin(problem, state.least_ms)
        elif state.unstable:
            yield check_deterministic(state.unstable, runs=1, varied=TIES)

    def _of_tests(self, chosen: Choice) -> list[GateOutcome]:
        given, problem = self.draft.problem, chosen.draft.problem
        offered = len({ground.entry.category for ground in chosen.grounds})
        programs = (*trivial_programs(problem), *chosen.trivial())
        diversity = check_diversity(problem, offered=offered)
        if diversity.ok and not check_diversity(given, offered=offered).ok:
            diversity = diversity.model_copy(update={"action": "fixed"})
        return [
            diversity,
            check_trivial(problem, programs),
            check_mutation(chosen.strength()),
            check_coverage(chosen.blocks()),
        ]

    async def _of_runs(self, chosen: Choice) -> AsyncGenerator[GateOutcome, None]:
        problem = chosen.draft.problem
        again, runs = await elsewhere(chosen.draft, self._sandbox)
        if again:
            yield check_deterministic(again, runs=runs, varied=SURROUNDED)
        reference, starter, wrong = await walked(chosen, self._sandbox)
        if not again:
            tried = as_tried(chosen.draft, reference)
            yield check_deterministic(tried, runs=1 + runs, varied=NOTHING)
        times = [chosen.grounds[place].seen.time_ms for place in chosen.places]
        yield check_margin(problem, sum(times))
        found = check_starter(problem, starter)
        if not found.ok and starter.verdict != "accepted":
            found = await self._started_anew(problem, found)
        yield found
        yield check_student_path(reference, wrong)

    async def _started_anew(self, problem: Problem, refused: GateOutcome) -> GateOutcome:
        """Exchange a placeholder that is right by chance for a starter that raises."""
        other = raising_instead(problem)
        if other is None:
            return refused
        found = check_starter(other, await started(other, self._sandbox))
        if not found.ok:
            return refused
        self.draft = self.draft.model_copy(update={"problem": other})
        evidence = found.evidence | {"given_passed": refused.evidence["passed"]}
        return found.model_copy(update={"action": "fixed", "evidence": evidence})
