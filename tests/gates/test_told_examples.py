"""Examples in a statement's own words are claims, and wrong ones refuse the draft."""

import asyncio

import pytest

from jupyter_codemm.gates import verify
from jupyter_codemm.gates.examples import with_told_examples
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import changed, good_draft


def telling(words):
    draft = good_draft()
    return changed(draft, statement=f"{draft.problem.statement} {words}")


def told(words):
    draft = telling(words)
    more = with_told_examples(draft).candidates[len(draft.candidates) :]
    return [(c.input.args, c.claimed.value) for c in more]


@pytest.mark.parametrize(
    "words",
    [
        "For example, count_above([3, 9], 5) returns 1.",
        "So `count_above([3, 9], 5)` gives 1, and nothing else.",
        "Example: count_above([3, 9], 5) == 1",
        "Here count_above( [3,9], 5 ) is 1 because only 9 is greater.",
        "count_above((3, 9), 5) is no call, but count_above([3, 9], 5) -> `1`.",
    ],
)
def test_an_example_is_read_however_it_is_told(words):
    assert told(words)[-1] == (([3, 9], 5), 1)


@pytest.mark.parametrize(
    "words",
    [
        "count_above(values, limit) returns 3.",
        "count_above([3, 9], 5) returns a number.",
        "count_above([3, 9], 5) returns 1 or more.",
        'count_above([3, 9], 5) returns "1".',
        "count_above([3, 9]) returns 1.",
        "count_above([3, 9], 5",
        "recount_above([3, 9], 5) returns 1.",
        "count_above([3, 9], __import__('os')) returns 1.",
        f"count_above({'[' * 500}, 5) returns 1.",
    ],
)
def test_what_is_no_example_is_left_alone(words):
    assert told(words) == []


def test_there_are_never_too_many():
    assert len(told(" ".join(f"count_above([{n}], 5) returns 0." for n in range(50)))) == 12


def test_a_wrong_example_refuses_and_a_right_one_does_not():
    def gates(words):
        found = asyncio.run(verify(telling(words), BareSandbox()))
        return {gate.gate: gate for gate in found.gates}

    wrong = gates("For example, count_above([3, 9], 5) returns 2.")
    assert not wrong["claims"].ok
    assert '"value":2' in str(wrong["claims"].evidence["claimed"])
    assert gates("For example, count_above([3, 9], 5) returns 1.")["claims"].ok
