"""The smallest change of a spec with which the missing problems can be made."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.activity import Verification
from jupyter_codemm.contracts.session import SlotFailure
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.generation import fitting, proposed_change
from jupyter_codemm.generation.slots import Unfilled
from jupyter_codemm.planning import plan
from jupyter_codemm.ports import FinishedSlot
from tests.fakes.contexts import spec
from tests.fakes.drafts import changed, good_draft

PROOF = Verification(
    problem_id="p", gates=(), attempts=1, author="a", sandbox_launches=1, elapsed_ms=1, tier="none"
)


def slots_of(asked: ActivitySpec):
    return plan(asked, "practice", {}).slots


def done(slot, difficulty="easy"):
    draft = changed(good_draft(f"p-{slot}"), difficulty=difficulty)
    return FinishedSlot(slot=slot, problem=draft.problem, verification=PROOF)


def stuck(asked, index, cause="refused", gates=()):
    failure = SlotFailure(slot=index, attempts=3, reason="no")
    return Unfilled(slots_of(asked)[index], failure, cause, gates)


def mixed(**counts):
    plan_of = [{"difficulty": d, "count": n} for d, n in counts.items()]
    return spec(sum(counts.values()), difficulty_plan=plan_of, topic_tags=["loops"])


def proposed(asked, empty, finished=(), fits=lambda _slot: True):
    return proposed_change(asked, empty, finished, slots_of, fits)


def test_one_problem_becomes_one_step_easier():
    asked = mixed(easy=2, hard=1)
    change = proposed(asked, [stuck(asked, 2)], [done(0), done(1)])
    assert change is not None
    assert change.words == "make problem 3 medium instead of hard"
    (operation,) = change.operations
    assert operation.value == [
        {"difficulty": "easy", "count": 2},
        {"difficulty": "medium", "count": 1},
    ]


def test_an_easy_one_can_only_become_harder():
    asked = mixed(easy=1)
    change = proposed(asked, [stuck(asked, 0)])
    assert change is not None
    assert change.words == "make problem 1 medium instead of easy"


def test_what_nobody_can_write_is_not_proposed():
    asked = mixed(easy=2, hard=1)
    change = proposed(
        asked, [stuck(asked, 2)], [done(0), done(1)], lambda slot: slot.difficulty == "easy"
    )
    assert change is not None
    assert change.words == "make problem 3 easy instead of hard"


@pytest.mark.parametrize(("cause", "gates"), [("unsupported", ()), ("refused", ("topics",))])
def test_a_topic_that_nobody_can_write_is_left_out(cause, gates):
    asked = spec(2, topic_tags=["loops", "pointers"])
    change = proposed(
        asked,
        [stuck(asked, 1, cause, gates)],
        [done(0)],
        lambda slot: "pointers" not in slot.topics,
    )
    assert change is not None
    assert change.words == "leave out the topic pointers"
    assert change.operations[0].value == ["loops"]


def test_when_nothing_else_helps_there_is_one_problem_less():
    asked = mixed(easy=2, medium=1)
    change = proposed(asked, [stuck(asked, 2)], [done(0), done(1)], lambda _slot: False)
    assert change is not None
    assert change.words == "leave out problem 3 and make 2 problems"
    assert [op.path for op in change.operations] == ["/problem_count", "/difficulty_plan"]


def test_nothing_is_proposed_where_nothing_helps_or_trying_again_may():
    asked = mixed(easy=1)
    assert proposed(asked, [stuck(asked, 0)], fits=lambda _slot: False) is None
    for cause in ("unavailable", "machine", "surprise"):
        assert proposed(asked, [stuck(asked, 0, cause)]) is None


def test_several_problems_move_together():
    asked = mixed(medium=1, hard=2)
    change = proposed(asked, [stuck(asked, 1), stuck(asked, 2)], [done(0, "medium")])
    assert change is not None
    assert change.words == (
        "make problem 2 medium instead of hard and problem 3 medium instead of hard"
    )


def test_what_was_refused_is_not_asked_for_again_in_another_place():
    asked = mixed(medium=1, hard=1)
    change = proposed(asked, [stuck(asked, 0), stuck(asked, 1)])
    assert change is not None
    # A step each would ask for the medium problem again that was refused.
    assert change.words == (
        "make problem 1 easy instead of medium and problem 2 easy instead of hard"
    )


def test_a_finished_problem_moves_to_where_it_fits():
    asked = mixed(easy=1, medium=1)
    kept = fitting([done(0, "medium"), done(1, "easy")], slots_of(asked))
    assert [(item.slot, item.problem.difficulty) for item in kept] == [(0, "easy"), (1, "medium")]


def test_a_finished_problem_that_fits_nowhere_is_not_kept():
    assert fitting([done(0, "hard")], slots_of(mixed(easy=2))) == ()
