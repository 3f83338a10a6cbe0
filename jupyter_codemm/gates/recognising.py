"""Use what was kept of a reference: does a text quote it, does a program fail like a known one.

Every function raises UnavailableError for another key than that of the artefacts: with it nothing
would be recognised, and every text would seem harmless.
"""

from __future__ import annotations

from itertools import groupby

from jupyter_codemm.contracts.artefacts import FaultSignature, ProblemArtefacts
from jupyter_codemm.contracts.outcome import CaseOutcome, CaseVerdict, Outcome
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.gates.evidence import seen_text
from jupyter_codemm.gates.fingerprints import digest, gram_digests, key_id, run_digests
from jupyter_codemm.syntax.shared_runs import code_readings, prose_readings


def likeness_of_code(text: str, artefacts: ProblemArtefacts, key: bytes) -> float:
    """Return how much of the reference's shape a text has, from 0 to 1; names do not matter.

    Alone it is no proof of a leak: what somebody else wrote to solve the same task may look alike.
    A quarter to two thirds of such whole programs reach 0.2: who compares them needs 0.4 or more.
    """
    _check_key(artefacts, key)
    sketch = frozenset(artefacts.leak_sketch.grams)
    if not sketch:
        return 0.0
    found = (
        sketch.intersection(gram_digests(tokens, artefacts.language, key))
        for tokens in code_readings(text, artefacts.language)
    )
    return max(map(len, found)) / len(sketch)


def longest_known_run(text: str, artefacts: ProblemArtefacts, key: bytes) -> int:
    """Return how many normalised tokens of the reference a text holds in one run, if too many.

    0 when every run is shorter than a leak. Of a reference too long to be kept whole
    (`forbids_code`) it may miss some.
    """
    _check_key(artefacts, key)
    sketch = artefacts.leak_sketch
    known, size = frozenset(sketch.runs), sketch.run_length
    longest = 0
    for tokens in prose_readings(text, artefacts.language):
        hits = (found in known for found in run_digests(tokens, size, key))
        longest = max(longest, *(len(list(run)) for hit, run in groupby(hits) if hit), 0)
    return longest + size - 1 if longest else 0


def matching_faults(
    outcome: Outcome, artefacts: ProblemArtefacts, key: bytes
) -> tuple[FaultSignature, ...]:
    """Return the known faults that fail the tests which a program failed, and only those.

    Exact twins come first: they also gave the same wrong answers wherever the outcome shows them,
    and it shows one. A test that was not run agrees with everything. Nothing matches an accepted
    program, or one that was judged by other tests.
    """
    _check_key(artefacts, key)
    cases = {case.name: case for case in outcome.cases}
    if outcome.verdict in ("accepted", "judge_error") or cases.keys() != set(artefacts.tests):
        return ()
    ordered = [cases[name] for name in artefacts.tests]
    seen = [_seen(case, key) for case in ordered]
    alike = [f for f in artefacts.fault_signatures if _fails_alike(f, ordered)]
    twins = [f for f in alike if any(seen) and _answers_alike(f, ordered, seen)]
    return (*twins, *(f for f in alike if f not in twins))


def exact_twins(
    outcome: Outcome, artefacts: ProblemArtefacts, key: bytes
) -> tuple[FaultSignature, ...]:
    """Return those of `matching_faults` that also gave the same wrong answers, where one is shown.

    Raises as `matching_faults` does.
    """
    alike = matching_faults(outcome, artefacts, key)
    if not alike:
        return ()
    cases = {case.name: case for case in outcome.cases}
    ordered = [cases[name] for name in artefacts.tests]
    seen = [_seen(case, key) for case in ordered]
    return tuple(f for f in alike if any(seen) and _answers_alike(f, ordered, seen))


def _check_key(artefacts: ProblemArtefacts, key: bytes) -> None:
    if artefacts.key_id != key_id(key):
        raise UnavailableError(
            f"What is kept of problem {artefacts.problem_id} belongs to another key than the one "
            "beside the database."
        )


def _seen(case: CaseOutcome, key: bytes) -> str | None:
    """Return the digest of a wrong answer, "" where there was none, None if it is not shown."""
    if case.expected is None or case.got is None:
        return None
    text = seen_text(case.verdict, case.expected, case.got)
    return digest(key, "seen", case.name, text) if text else ""


def _fails_alike(fault: FaultSignature, cases: list[CaseOutcome]) -> bool:
    failed = [case.verdict not in ("accepted", "not_run") for case in cases]
    return any(failed) and all(
        _agrees(verdict, case.verdict) for verdict, case in zip(fault.verdicts, cases, strict=True)
    )


def _agrees(known: CaseVerdict, told: CaseVerdict) -> bool:
    return "not_run" in (known, told) or (known == "accepted") == (told == "accepted")


def _answers_alike(fault: FaultSignature, cases: list[CaseOutcome], seen: list[str | None]) -> bool:
    same_ends = all(
        "not_run" in (known, case.verdict) or known == case.verdict
        for known, case in zip(fault.verdicts, cases, strict=True)
    )
    return same_ends and all(
        told is None or told == known for known, told in zip(fault.outputs, seen, strict=True)
    )
