"""Which known fault a failed submission has, by how it failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jupyter_codemm.contracts.artefacts import FaultSignature, Misconception, ProblemArtefacts
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.gates.recognising import exact_twins, matching_faults

CLEAR_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class KnownFault:
    """A misunderstanding that fits, and how far down in a solution it was, from 0 to 1.

    `exact`: a known wrong program gave the same answers, not only failed the same tests.
    """

    misconception: Misconception
    exact: bool
    goal: int | None = None
    share: float | None = None


def known_faults(
    artefacts: ProblemArtefacts, outcome: Outcome, key: bytes
) -> tuple[KnownFault, ...]:
    """Return the known faults that fit a failed submission, the likeliest first.

    Faults that only fail the same tests are told when one misunderstanding is behind at least
    half of them. Raises UnavailableError for another key than that of the artefacts.
    """
    twins = exact_twins(outcome, artefacts, key)
    if twins:
        return _ranked(twins, artefacts, exact=True)
    alike = matching_faults(outcome, artefacts, key)
    ranked = _ranked(alike, artefacts, exact=False)
    counts = Counter(fault.misconception for fault in alike)
    return tuple(f for f in ranked if counts[f.misconception] >= CLEAR_SHARE * len(alike))


def _ranked(
    faults: tuple[FaultSignature, ...], artefacts: ProblemArtefacts, *, exact: bool
) -> tuple[KnownFault, ...]:
    counts = Counter(fault.misconception for fault in faults)
    known = [_known(fault, artefacts, exact=exact) for fault in faults]
    known.sort(key=lambda one: -counts[one.misconception])
    return tuple(dict.fromkeys(known))


def _known(fault: FaultSignature, artefacts: ProblemArtefacts, *, exact: bool) -> KnownFault:
    goals = len(artefacts.goals)
    share = None if fault.goal is None or not goals else (fault.goal + 0.5) / goals
    return KnownFault(fault.misconception, exact, fault.goal, share)
