"""Gates that only look at the draft: its shape, the variety of its tests, its fit to the slot."""

from __future__ import annotations

import json
from collections import Counter

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import Expected, Problem, ProblemDraft, TestCase
from jupyter_codemm.contracts.spec import TEST_CASE_COUNT
from jupyter_codemm.errors import InvalidInputError

SAMPLES = 3
MIN_OUTPUTS = 3
MIN_OF_EACH_BOOL = 2
MIN_CATEGORIES = 4
TEST_NAMES = tuple(f"test_case_{n}" for n in range(1, TEST_CASE_COUNT + 1))


def check_contract(draft: ProblemDraft) -> GateOutcome:
    """Re-parse the draft, and see whether it has 8 tests by name, 3 samples first, 5 hidden.

    Other tests are repaired when they are chosen.
    """
    try:
        ProblemDraft.parse(draft.model_dump_json())
        draft.reference.resolved(draft.problem.language, entry_file=draft.problem.entry_file)
    except InvalidInputError as error:
        # The message quotes the value, which may be private; the path is enough for the author.
        return GateOutcome(gate="contract", ok=False, evidence={"field": error.where})
    names = tuple(test.name for test in draft.problem.tests)
    samples = [test.visibility == "sample" for test in draft.problem.tests]
    first = all(samples[:SAMPLES]) and sum(samples) == SAMPLES
    return GateOutcome(
        gate="contract",
        ok=True,
        action="none" if names == TEST_NAMES and first else "fixed",
        evidence={"tests": len(names), "samples": sum(samples), "names_ok": names == TEST_NAMES},
    )


def check_slot(problem: Problem, slot: Slot) -> GateOutcome:
    """Compare a problem with the slot it was asked for, so that nothing is softened silently.

    Topics are the author's to keep: it may spell them otherwise than the slot does.
    """
    wanted = {
        "language": (slot.language, problem.language),
        "difficulty": (slot.difficulty, problem.difficulty),
        "style": (slot.style, problem.style),
    }
    for name, (asked, given) in wanted.items():
        if asked != given:
            evidence: dict[str, str | int | float | bool]
            evidence = {"field": name, "asked": asked, "given": given}
            return GateOutcome(gate="slot", ok=False, evidence=evidence)
    return GateOutcome(gate="slot", ok=True)


def check_diversity(problem: Problem, *, offered: int = MIN_CATEGORIES) -> GateOutcome:
    """Ask for 8 distinct inputs and outputs that differ as far as their type allows.

    `offered` is how many categories there were to choose from.
    """
    inputs = len({_key(test.input.model_dump(mode="json")) for test in problem.tests})
    outputs = Counter(_key(output_of(test)) for test in problem.tests)
    categories = len({test.category for test in problem.tests})
    enough = (
        min(outputs.values()) >= MIN_OF_EACH_BOOL and len(outputs) > 1
        if is_bool(problem)
        else len(outputs) >= MIN_OUTPUTS
    )
    return GateOutcome(
        gate="diversity",
        ok=inputs == TEST_CASE_COUNT and enough and categories >= min(MIN_CATEGORIES, offered),
        evidence={"inputs": inputs, "outputs": len(outputs), "categories": categories},
    )


def output_of(test: TestCase) -> object:
    """Return everything that a test expects, as decoded JSON without the comparators."""
    expected: Expected = test.expected
    return {k: v for k, v in expected.model_dump(mode="json").items() if k != "compare"}


def is_bool(problem: Problem) -> bool:
    """Return whether a problem's tests expect nothing but a truth value."""
    signature = problem.signature
    return (
        signature is not None
        and problem.kind == "function"
        and problem.style == "return"
        and signature.observed.name == "bool"
    )


def _key(value: object) -> str:
    return json.dumps(value, sort_keys=True)
