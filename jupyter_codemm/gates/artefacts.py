"""Derive, from a proven draft, what stays when its reference is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest

from jupyter_codemm.contracts.artefacts import (
    MOST_DIGESTS,
    MOST_FAULTS,
    FaultSignature,
    LeakSketch,
    ProblemArtefacts,
)
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.difficulty import features
from jupyter_codemm.gates.evidence import Evidence, Killed
from jupyter_codemm.gates.fingerprints import (
    audit_digest,
    digest,
    gram_digests,
    key_id,
    run_digests,
)
from jupyter_codemm.gates.leak import quotes_reference
from jupyter_codemm.gates.misconceptions import misconception
from jupyter_codemm.gates.pieces import piece_digest, pieces
from jupyter_codemm.gates.public_texts import public_code
from jupyter_codemm.syntax.shared_runs import LEAK_RUN, Tokens, body
from jupyter_codemm.syntax.tokens import code_tokens

ENOUGH_TOKENS = 20


def artefacts(draft: ProblemDraft, evidence: Evidence | None, key: bytes) -> ProblemArtefacts:
    """Return what is kept of a draft that every gate accepted.

    Hints and goals that quote the reference are left out. Without evidence there are no fault
    signatures.
    """
    problem, places = draft.problem, _Places(draft)
    return ProblemArtefacts(
        problem_id=problem.id,
        problem_version=problem.version,
        language=problem.language,
        key_id=key_id(key),
        tests=tuple(test.name for test in problem.tests),
        leak_sketch=_sketch(draft, key),
        fault_signatures=_signatures(draft, evidence, places, key),
        hint_ladder=tuple(hint for hint in problem.hints if not quotes_reference(draft, hint.text)),
        features=features(draft),
        reference_sha256=audit_digest(key, draft.reference.text),
        family=draft.family,
        seed=draft.seed,
        goals=places.goals,
    )


def _sketch(draft: ProblemDraft, key: bytes) -> LeakSketch:
    language = draft.problem.language
    parts = _own_tokens(draft)
    size = min(LEAK_RUN, max((len(part) for part in parts), default=0)) or LEAK_RUN
    grams = {d for part in parts for d in gram_digests(part, language, key)}
    runs = {d for part in parts for d in run_digests(part, size, key)}
    # Of a solution too long to be kept whole a sample remains, which may miss a short quote.
    is_telling = sum(map(len, parts)) >= ENOUGH_TOKENS and len(runs) <= MOST_DIGESTS
    return LeakSketch(
        grams=_kept(grams), runs=_kept(runs), run_length=size, forbids_code=not is_telling
    )


def _own_tokens(draft: ProblemDraft) -> list[Tokens]:
    language, public = draft.problem.language, public_code(draft.problem)
    files = draft.reference.files or {"": draft.reference.code or ""}
    return [part for code in files.values() for part in body(code, language, public)]


def _kept(digests: Iterable[str]) -> tuple[str, ...]:
    # Sorted, so that the order of the tokens is lost; the smallest are a fair sample.
    return tuple(nsmallest(MOST_DIGESTS, digests))


def _signatures(
    draft: ProblemDraft, evidence: Evidence | None, places: _Places, key: bytes
) -> tuple[FaultSignature, ...]:
    """Return one signature for all mutants of a family that fail alike in the same place."""
    killed = evidence.killed if evidence is not None else ()
    found = dict.fromkeys(_signature(draft, one, places, key) for one in killed)
    return tuple(found)[:MOST_FAULTS]


def _signature(draft: ProblemDraft, killed: Killed, places: _Places, key: bytes) -> FaultSignature:
    seen = [
        (test.name, verdict, text)
        for test, (verdict, text) in zip(draft.problem.tests, killed.outcomes, strict=True)
    ]
    return FaultSignature(
        family=killed.family,
        misconception=misconception(killed.family),
        goal=places.goal(killed.line),
        place=places.share(killed.line),
        outline=_outline(draft, killed.wrong, key),
        verdicts=tuple(verdict for _, verdict, _ in seen),
        outputs=tuple(digest(key, "seen", name, text) if text else "" for name, _, text in seen),
    )


def _outline(draft: ProblemDraft, wrong: str, key: bytes) -> str:
    """Return the digest of a wrong piece, nothing where a right one has the same."""
    language = draft.problem.language
    known = {piece_digest(one, language, key) for _, one in pieces(draft.reference.text, language)}
    found = piece_digest(wrong, language, key)
    return "" if found in known else found


class _Places:
    """Which goal a line serves: goals are told in the order of the solution, one after another."""

    def __init__(self, draft: ProblemDraft) -> None:
        self.goals = tuple(g for g in draft.goals if not quotes_reference(draft, g))
        language = draft.problem.language
        public = {code_tokens(line, language) for line in public_code(draft.problem).splitlines()}
        lines = (draft.reference.code or "").splitlines()
        told = [code_tokens(line, language) for line in lines]
        self._own = [n for n, line in enumerate(told, 1) if line and line not in public]

    def share(self, line: int) -> float | None:
        """Return how far down in the solution's own lines a line is, from 0 to 1."""
        if line not in self._own:
            return None
        return round((self._own.index(line) + 0.5) / len(self._own), 4)

    def goal(self, line: int) -> int | None:
        """Return the index of the goal that a line most likely serves, None if that is unknown."""
        if not self.goals or line not in self._own:
            return None
        return self._own.index(line) * len(self.goals) // len(self._own)
