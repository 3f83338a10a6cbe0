"""Which known fault a failed submission has, by how it failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.artefacts import FaultSignature, Misconception, ProblemArtefacts
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.gates.pieces import piece_digest, pieces
from jupyter_codemm.gates.recognising import exact_twins, matching_faults

CLEAR_SHARE = 0.25
LEAST_AGREEMENT = 0.7


@dataclass(frozen=True, slots=True)
class KnownFault:
    """A misunderstanding that fits, and how far down in a solution it was, from 0 to 1.

    `exact`: a known wrong program gave the same answers, not only failed the same tests. `line` is
    the line of the program that is built like the wrong line of that one, if one is.
    """

    misconception: Misconception
    exact: bool
    goal: int | None = None
    share: float | None = None
    line: int | None = None


def known_faults(
    artefacts: ProblemArtefacts, outcome: Outcome, key: bytes, code: str = ""
) -> tuple[KnownFault, ...]:
    """Return the known faults that fit a failed submission of some code, the likeliest first.

    Faults that only fail the same tests, or nearly the same ones, are told when one
    misunderstanding is behind at least CLEAR_SHARE of them. Raises UnavailableError for another
    key than that of the artefacts.
    """
    twins = exact_twins(outcome, artefacts, key)
    if twins:
        return _ranked(twins, artefacts, _built_alike(code, artefacts.language, key), exact=True)
    alike = matching_faults(outcome, artefacts, key) or _near(outcome, artefacts)
    ranked = _ranked(alike, artefacts, {}, exact=False)
    counts = Counter(fault.misconception for fault in alike)
    return tuple(f for f in ranked if counts[f.misconception] >= CLEAR_SHARE * len(alike))


def _near(outcome: Outcome, artefacts: ProblemArtefacts) -> tuple[FaultSignature, ...]:
    """Return the faults that fail nearly the same tests, for programs with more than one fault."""
    passes = {case.name: case.verdict == "accepted" for case in outcome.cases}
    known = outcome.verdict not in ("accepted", "judge_error", "compile_error")
    if not known or passes.keys() != set(artefacts.tests):
        return ()
    told = [passes[name] for name in artefacts.tests]

    def agreement(fault: FaultSignature) -> float:
        own = [verdict == "accepted" for verdict in fault.verdicts]
        return sum(a == b for a, b in zip(own, told, strict=True)) / len(told)

    best = max(map(agreement, artefacts.fault_signatures), default=0.0)
    if best < LEAST_AGREEMENT:
        return ()
    return tuple(fault for fault in artefacts.fault_signatures if agreement(fault) == best)


def _built_alike(code: str, language: Language, key: bytes) -> dict[str, list[int]]:
    """Return the lines of a program's pieces by their digest."""
    found: dict[str, list[int]] = {}
    for number, piece in pieces(code, language):
        found.setdefault(piece_digest(piece, language, key), []).append(number)
    return found


def _ranked(
    faults: tuple[FaultSignature, ...],
    artefacts: ProblemArtefacts,
    lines: Mapping[str, Sequence[int]],
    *,
    exact: bool,
) -> tuple[KnownFault, ...]:
    counts = Counter(fault.misconception for fault in faults)
    last = max((numbers[-1] for numbers in lines.values()), default=1)
    known = [_known(fault, artefacts, lines, last, exact=exact) for fault in faults]
    where = Counter(one.share for one in known)
    # A line built like the wrong one tells most. Else, of faults that nothing tells apart, the
    # place that most of them have is the best guess.
    known.sort(key=lambda o: (o.line is None, -where[o.share], -counts[o.misconception]))
    return tuple(dict.fromkeys(known))


def _known(
    fault: FaultSignature,
    artefacts: ProblemArtefacts,
    lines: Mapping[str, Sequence[int]],
    last: int,
    *,
    exact: bool,
) -> KnownFault:
    goals = len(artefacts.goals)
    share = fault.place
    if share is None and fault.goal is not None and goals:
        share = (fault.goal + 0.5) / goals
    alike = lines.get(fault.outline, ()) if fault.outline else ()
    line = min(alike, key=lambda n: (abs(n / last - (share or 0.5)), n), default=None)
    return KnownFault(fault.misconception, exact, fault.goal, share, line)
