"""A good Python draft, and the same spoilt in one way each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.source import Source

SIGNATURE = Signature(
    name="count_above",
    params=(Param(name="values", type="list[int]"), Param(name="limit", type="int")),
    returns="int",
)
REFERENCE = """\
def count_above(values: list[int], limit: int) -> int:
    total = 0
    for value in values:
        if value > limit and value not in ():
            total = total + 1
    return total
"""
CASES: tuple[tuple[str, list[int], int, int], ...] = (
    ("typical", [3, 9, 4, 12], 5, 2),
    ("minimal", [], 5, 0),
    ("boundary", [5, 5, 6], 5, 1),
    ("negative", [-4, -2, 0, 7], -3, 3),
    ("duplicates", [8, 8, 8, 8], 7, 4),
    ("single", [1], 0, 1),
    ("typical", [10, 20, 30, 40, 50], 15, 4),
    ("large", list(range(100)), 9, 90),
)


def good_draft(problem_id: str = "p-1", title: str = "Count the tall ones") -> ProblemDraft:
    """Return a draft that every gate accepts."""
    return ProblemDraft.parse(
        {
            "problem": {
                "id": problem_id,
                "title": title,
                "statement": (
                    "Write `count_above(values, limit)`. It returns how many of the numbers in "
                    "`values` are greater than `limit`. An empty list gives 0."
                ),
                "kind": "function",
                "language": "python",
                "difficulty": "easy",
                "topics": ["loops"],
                "style": "return",
                "signature": SIGNATURE.to_json(),
                "starter": FACTS["python"].function_starter(SIGNATURE),
                "tests": [
                    _test(n, category, values, limit, expected)
                    for n, (category, values, limit, expected) in enumerate(CASES, 1)
                ],
                "hints": [{"level": 1, "text": "Keep a running count while you go through them."}],
            },
            "reference": {"code": REFERENCE},
            "candidates": [
                {
                    "category": "typical",
                    "input": {"args": [[7, 8, 9], 7]},
                    "claimed": {"value": 2},
                }
            ],
        }
    )


def changed(draft: ProblemDraft, **problem: Any) -> ProblemDraft:
    """Return the draft with fields of its problem replaced."""
    return draft.model_copy(update={"problem": draft.problem.updated(**problem)})


def with_reference(draft: ProblemDraft, code: str) -> ProblemDraft:
    return draft.model_copy(update={"reference": Source.single(code)})


def seven_tests(draft: ProblemDraft) -> ProblemDraft:
    return changed(draft, tests=draft.problem.tests[:7])


def misnamed_file(draft: ProblemDraft) -> ProblemDraft:
    return draft.model_copy(update={"reference": Source(files={"no name.py": REFERENCE})})


def wrong_reference(draft: ProblemDraft) -> ProblemDraft:
    return with_reference(draft, REFERENCE.replace("value > limit", "value >= limit"))


def starter_is_solution(draft: ProblemDraft) -> ProblemDraft:
    # Another solution than the reference, so that it is not the leak gate that sees it.
    return changed(
        draft,
        starter=(
            "def count_above(values: list[int], limit: int) -> int:\n"
            "    return len([v for v in values if v > limit])\n"
        ),
    )


def leak_in_hint(draft: ProblemDraft) -> ProblemDraft:
    text = "Try: total = 0, then for value in values: if value > limit and value not in ()"
    return changed(draft, hints=[{"level": 1, "text": text}])


def happy_path(draft: ProblemDraft) -> ProblemDraft:
    """Make every hidden answer 0: the visible samples by heart, else 0, pass all tests."""
    tests = [test.to_json() for test in draft.problem.tests]
    for number, test in enumerate(tests[3:]):
        test["input"]["args"][1] = 1000 + number
        test["expected"]["value"] = 0
    return changed(draft, tests=tests)


def trivially_solvable(draft: ProblemDraft) -> ProblemDraft:
    """Ask for the second argument: whoever returns it passes any tests."""
    tests = [test.to_json() for test in draft.problem.tests]
    for number, test in enumerate(tests):
        test["input"]["args"][1] = number
        test["expected"]["value"] = number
    plain = REFERENCE.replace("return total", "return limit + total - total")
    bare = draft.model_copy(update={"candidates": ()})
    return with_reference(changed(bare, tests=tests), plain)


def nondeterministic(draft: ProblemDraft) -> ProblemDraft:
    """Depend on the hash seed: right with the judge's own seed 0, wrong with another."""
    words = '"".join({"ash", "oak", "elm", "fir", "yew", "bay", "fig"})'
    usual = subprocess.run(
        [sys.executable, "-c", f"print({words})"],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    code = f'OTHER = {words} != "{usual}"\n\n'
    return with_reference(draft, code + REFERENCE.replace("return total", "return total + OTHER"))


def slow_reference(draft: ProblemDraft) -> ProblemDraft:
    code = REFERENCE.replace(
        "    total = 0\n", "    total = 0\n    for _ in range(400_000):\n        total = 0\n"
    )
    return with_reference(changed(draft, limits={"time_ms": 100}), code)


def wrong_claim(draft: ProblemDraft) -> ProblemDraft:
    candidate = draft.candidates[0].to_json() | {"claimed": {"value": 3}}
    return ProblemDraft.parse(draft.to_json() | {"candidates": [candidate]})


def unnamed_parameter(draft: ProblemDraft) -> ProblemDraft:
    return changed(draft, statement="Write `count_above`: how many numbers are greater than that?")


def harder_than_asked(draft: ProblemDraft) -> ProblemDraft:
    return changed(draft, difficulty="hard")


def _test(number: int, category: str, values: list[int], limit: int, expected: int) -> dict:
    return {
        "name": f"test_case_{number}",
        "visibility": "sample" if number <= 3 else "hidden",
        "category": category,
        "input": {"args": [values, limit]},
        "expected": {"value": expected},
    }


SPOILT: dict[str, Callable[[ProblemDraft], ProblemDraft]] = {
    "contract": misnamed_file,
    "statement": unnamed_parameter,
    "leak": leak_in_hint,
    "trivial": trivially_solvable,
    "reference": wrong_reference,
    "deterministic": nondeterministic,
    "claims": wrong_claim,
    "margin": slow_reference,
    "starter": starter_is_solution,
}
"""For each gate, the change that this gate and no earlier one refuses."""
