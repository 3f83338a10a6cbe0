"""Gates on the wrong programs that the tests refuse and the blocks that they enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.activity import GateAction, GateOutcome

ACCEPTED_SCORE, REFUSED_SCORE = 0.95, 0.85
FEW_MUTANTS = 6
COVERED = 0.9

Known = dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A wrong program that the tests let pass, though some input tells it. It is private."""

    line: int
    edit: str


@dataclass(frozen=True, slots=True)
class Strength:
    """How wrong programs fared: how many there were, could be told, and were told by the tests.

    `untold` counts the author's wrong solutions that no input tells from the reference.
    """

    mutants: int
    killable: int
    survivors: tuple[Survivor, ...]
    untold: int = 0

    @property
    def score(self) -> float:
        """The share of killable programs that the tests refuse; 1 when there are none."""
        if not self.killable:
            return 1.0
        return (self.killable - len(self.survivors)) / self.killable


@dataclass(frozen=True, slots=True)
class Entered:
    """A block of the reference: where it begins, and whether the tests enter it."""

    line: int
    guard: bool
    covered: bool


def check_mutation(strength: Strength) -> GateOutcome:
    """Ask that the tests refuse nearly all programs that are wrong in one small way.

    A refusal names a survivor for the author alone: `line` and `edit` are private.
    """
    evidence: Known = {
        "score": round(strength.score, 3),
        "mutants": strength.mutants,
        "killable": strength.killable,
        "survivors": len(strength.survivors),
    }
    if strength.untold:
        evidence["equivalent_wrong_solutions"] = strength.untold
    if strength.score < REFUSED_SCORE:
        first = strength.survivors[0]
        private: Known = {"line": first.line, "edit": first.edit}
        return GateOutcome(gate="mutation", ok=False, evidence=evidence | private)
    few = strength.killable < FEW_MUTANTS
    if few:
        evidence["too_small"] = True
    warned = few or strength.score < ACCEPTED_SCORE or strength.untold > 0
    action: GateAction = "warned" if warned else "none"
    return GateOutcome(gate="mutation", ok=True, action=action, evidence=evidence)


def check_coverage(blocks: Sequence[Entered]) -> GateOutcome:
    """Ask that the tests enter the blocks of the reference.

    A guard at the start of a function may be against what never comes: then it only warns.
    """
    asked = [block for block in blocks if block.covered or not block.guard]
    missed = [block for block in asked if not block.covered]
    covered = sum(block.covered for block in blocks)
    evidence: Known = {"blocks": len(blocks), "covered": covered}
    # A division is the float nearest to the share, as COVERED is: nine of ten are no less.
    if missed and (len(asked) - len(missed)) / len(asked) < COVERED:
        return GateOutcome(gate="coverage", ok=False, evidence=evidence | {"line": missed[0].line})
    action: GateAction = "none" if covered == len(blocks) else "warned"
    return GateOutcome(gate="coverage", ok=True, action=action, evidence=evidence)
