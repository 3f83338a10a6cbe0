"""The built-in author as the last resort: announced, named, and only where it helps."""

from __future__ import annotations

import pytest

from jupyter_codemm.errors import (
    BudgetSpentError,
    InvalidInputError,
    UnavailableError,
    UnsupportedTopicError,
)
from jupyter_codemm.generation import Manner
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import wrong_reference
from tests.fakes.failing_sandbox import FailingSandbox
from tests.fakes.runs import request, run, slots
from tests.fakes.scripted_author import UNKNOWN_TOPIC, ScriptedAuthor

SECRET = "zyzzyva"


class StandIn(ScriptedAuthor):
    name = "builtin"


def taken_over(author, stand_in=None, **asked):
    stand_in = stand_in or StandIn()
    result, recorder = run(author, asked=request(**asked), manner=Manner(fallback=stand_in))
    return result, recorder, stand_in


@pytest.mark.parametrize(
    ("moves", "attempts", "why"),
    [
        ([wrong_reference] * 3, 4, "its own solution failed its own tests (3 times)"),
        ([InvalidInputError(SECRET, where=SECRET)] * 3, 4, "the answer was no exercise"),
        ([UnavailableError("The model is down.")], 2, "The model is down."),
        ([BudgetSpentError("The budget is used up.")], 2, "The budget is used up."),
        ([UnsupportedTopicError("Cannot write loops.")], 2, "Cannot write loops."),
    ],
    ids=["refused", "no drafts", "unreachable", "over budget", "unsupported"],
)
def test_who_takes_over_says_so_and_is_named(moves, attempts, why):
    result, recorder, stand_in = taken_over(ScriptedAuthor({1: moves}))
    assert result.failures == ()
    (event,) = recorder.of("slot_fallback")
    assert (event.slot, event.author, event.instead_of) == (1, "builtin", "scripted")
    assert why in event.reason
    proofs = [item.verification for item in result.finished]
    assert [(p.author, p.instead_of) for p in proofs] == [
        ("scripted", ""),
        ("builtin", "scripted"),
        ("scripted", ""),
    ]
    assert proofs[1].attempts == attempts
    # It starts anew: what another author was told is not about its own drafts.
    assert [(r.feedback, r.rejected) for r in stand_in.requests] == [((), None)]
    assert SECRET not in "".join(e.model_dump_json() for e in recorder.events)


def test_the_title_of_a_refused_draft_is_not_used_again_by_who_takes_over():
    author = ScriptedAuthor({0: [wrong_reference] * 3})
    _, _, stand_in = taken_over(author, count=1)
    assert len([title for title in stand_in.requests[0].avoid if title.startswith("Count")]) == 3


def test_a_slot_that_it_cannot_write_fails_without_it():
    author = ScriptedAuthor({0: [UnavailableError("The model is down.")]})
    unknown = slots(1, topics=(UNKNOWN_TOPIC,))
    result, recorder, stand_in = taken_over(author, slots=unknown)
    assert recorder.of("slot_fallback") == []
    assert stand_in.requests == []
    assert result.failures[0].reason == "The model is down."


def test_a_machine_that_cannot_judge_is_no_reason_to_ask_another_author():
    stand_in = StandIn()
    result, recorder = run(
        ScriptedAuthor(),
        sandbox=FailingSandbox(BareSandbox(), 10**6),
        asked=request(1),
        manner=Manner(fallback=stand_in),
    )
    assert stand_in.requests == []
    assert recorder.of("slot_fallback") == []
    assert "sandbox" in result.failures[0].reason


def test_when_both_fail_the_reason_tells_of_both():
    stand_in = StandIn({0: [wrong_reference] * 3})
    author = ScriptedAuthor({0: [UnavailableError("The model is down.")]})
    result, _, _ = taken_over(author, stand_in, count=1)
    (failure,) = result.failures
    assert failure.attempts == 4
    assert failure.reason == (
        "The model is down. Then the builtin author: no draft passed the checks in 3 attempts: "
        "its own solution failed its own tests (3 times). "
        "Start again for another try, or ask for something else."
    )


def test_without_a_fallback_nobody_takes_over():
    result, recorder = run(ScriptedAuthor({0: [UnavailableError("Down.")]}), asked=request(1))
    assert recorder.of("slot_fallback") == []
    assert result.unfilled[0].cause == "unavailable"
