"""What the gates say of wrong programs that tests let pass, and of blocks that they never enter."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.strength import (
    Entered,
    Strength,
    Survivor,
    check_coverage,
    check_mutation,
)


def strength(killable: int, survivors: int, untold: int = 0) -> Strength:
    lived = tuple(Survivor(n + 1, "a < b → a <= b") for n in range(survivors))
    return Strength(killable + 3, killable, lived, untold)


@pytest.mark.parametrize(
    ("killable", "survivors", "ok", "action"),
    [(20, 0, True, "none"), (20, 1, True, "none"), (20, 3, True, "warned"), (20, 4, False, "none")],
)
def test_the_score_decides(killable, survivors, ok, action):
    gate = check_mutation(strength(killable, survivors))
    assert (gate.ok, gate.action) == (ok, action)


def test_only_a_refusal_names_a_survivor():
    assert "edit" not in check_mutation(strength(20, 3)).evidence
    assert check_mutation(strength(20, 4)).evidence["edit"] == "a < b → a <= b"


def test_few_mutants_and_wrong_solutions_that_nothing_tells_are_warned_of():
    assert check_mutation(strength(5, 0)).evidence["too_small"] is True
    gate = check_mutation(strength(20, 0, untold=1))
    assert (gate.action, gate.evidence["equivalent_wrong_solutions"]) == ("warned", 1)


def blocks(covered: int, missed: int, guards: int = 0) -> list[Entered]:
    return [
        *(Entered(n, guard=False, covered=True) for n in range(covered)),
        *(Entered(n, guard=False, covered=False) for n in range(missed)),
        *(Entered(n, guard=True, covered=False) for n in range(guards)),
    ]


def test_a_block_that_no_test_enters_is_refused_unless_it_is_one_of_many_or_a_guard():
    assert check_coverage(blocks(5, 0)).action == "none"
    assert not check_coverage(blocks(5, 1)).ok
    assert check_coverage(blocks(10, 1)).action == "warned"
    assert check_coverage(blocks(9, 1)).action == "warned"
    assert check_coverage(blocks(18, 2)).action == "warned"
    assert not check_coverage(blocks(17, 3)).ok
    assert check_coverage(blocks(5, 0, guards=1)).action == "warned"
    assert check_coverage([]).ok
