"""A program may give text that no database takes, such as half of a surrogate pair."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates import verify
from tests.fakes.bare_sandbox import BareSandbox

TESTS = {1: "a", 2: "aa", 5: "aaaaa"}
CANDIDATES = {0: "", 3: "aaa", 4: "aaaa", 6: "aaaaaa", 7: "aaaaaaa", 9: "a" * 9}
BREAKS = 'def repeated(n):\n    return "a" * n if n != {broken} else "\\udca8"\n'


def draft(broken: int) -> ProblemDraft:
    signature = {
        "name": "repeated",
        "params": [{"name": "n", "type": "int"}],
        "returns": "str",
    }
    problem = {
        "id": "p",
        "title": "Many of one",
        "statement": "Write `repeated(n)`, which returns the letter a `n` times. `n` is 0 to 20.",
        "kind": "function",
        "language": "python",
        "difficulty": "easy",
        "topics": ["strings"],
        "style": "return",
        "signature": signature,
        "starter": "def repeated(n):\n    raise NotImplementedError\n",
        "tests": [
            {
                "name": f"test_case_{n}",
                "visibility": "sample",
                "input": {"args": [n]},
                "expected": {"value": text},
            }
            for n, text in TESTS.items()
        ],
    }
    candidates = [
        {"category": "typical", "input": {"args": [n]}, "claimed": {"value": text}}
        for n, text in CANDIDATES.items()
    ]
    reference = {"code": BREAKS.format(broken=broken)}
    return ProblemDraft.parse(
        {"problem": problem, "reference": reference, "candidates": candidates}
    )


@pytest.mark.parametrize(("broken", "gate"), [(2, "reference"), (4, "claims")])
def test_a_reference_that_gives_broken_text_is_refused(broken, gate):
    async def refused() -> set[str]:
        verified = await verify(draft(broken), BareSandbox(), audit=True)
        return {one.gate for one in verified.gates if not one.ok}

    assert gate in asyncio.run(refused())


def test_broken_text_becomes_no_test_where_nobody_claims_anything():
    async def taken() -> list[object]:
        verified = await verify(draft(8), BareSandbox(), audit=True)
        return [test.input.args[0] for test in verified.draft.problem.tests]

    numbers = asyncio.run(taken())
    assert len(numbers) == 8
    assert 8 not in numbers


def test_equal_broken_texts_have_equal_keys():
    assert Got(value="\udca8").as_key() == Got(value="\udca8").as_key()
    assert Got(value="\udca8").as_key() != Got(value="\udca9").as_key()
