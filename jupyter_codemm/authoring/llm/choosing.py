"""Eight tests out of the candidates: three that learners see, five that they do not."""

from __future__ import annotations

import json
from collections import Counter

from jupyter_codemm.contracts.problem import Candidate, Category, TestCase, Visibility

SAMPLES = 3
HIDDEN = 5
_FIRST_FOR_SAMPLES: tuple[Category, ...] = ("typical", "minimal", "boundary")


def chosen_tests(candidates: tuple[Candidate, ...]) -> tuple[TestCase, ...]:
    """Return `test_case_1` to `test_case_8`, spread over categories and claimed results.

    Candidates have distinct inputs and claims, and there are at least eight of them. The same
    candidates always give the same tests.
    """
    left = list(enumerate(candidates))
    seen: Counter[str] = Counter()
    picked: list[Candidate] = []
    for turn in range(SAMPLES + HIDDEN):
        wanted = _FIRST_FOR_SAMPLES[turn] if turn < SAMPLES else None
        best = min(left, key=lambda item: _cost(item, seen, wanted))
        left.remove(best)
        picked.append(best[1])
        seen.update((best[1].category, _claim(best[1])))
    return tuple(_test(number, candidate) for number, candidate in enumerate(picked, 1))


def _cost(
    item: tuple[int, Candidate], seen: Counter[str], wanted: Category | None
) -> tuple[bool, int, int, int, int]:
    """Rank a candidate: the lowest is taken. Samples are short, so that they can be read."""
    index, candidate = item
    size = len(candidate.input.model_dump_json()) if wanted else 0
    unwanted = wanted is not None and candidate.category != wanted
    return (unwanted, seen[candidate.category], seen[_claim(candidate)], size, index)


def _claim(candidate: Candidate) -> str:
    claim = candidate.claimed
    return json.dumps(claim.to_json(), sort_keys=True) if claim else ""


def _test(number: int, candidate: Candidate) -> TestCase:
    visibility: Visibility = "sample" if number <= SAMPLES else "hidden"
    claim = candidate.claimed
    return TestCase.parse(
        {
            "name": f"test_case_{number}",
            "visibility": visibility,
            "category": candidate.category,
            "input": candidate.input.to_json(),
            "expected": claim.to_json() if claim else {},
        }
    )
