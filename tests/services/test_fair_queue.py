"""Whose turn it is."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.ports import Pending
from jupyter_codemm.services.fair_queue import FairQueue
from tests.fakes.fixed_clock import START


def pending(user, number):
    return Pending(f"{user}{number}", user, START + timedelta(seconds=number))


def filled(*items):
    queue = FairQueue()
    for user, number in items:
        queue.add(pending(user, number))
    return queue


def taken(queue):
    order = []
    while (item := queue.take()) is not None:
        order.append(item.id)
    return order


def test_a_user_with_many_never_delays_the_first_of_another():
    queue = filled(*(("a", n) for n in range(50)), ("b", 60), ("c", 61), ("b", 62))
    assert queue.position("b60") == 2
    assert taken(queue)[:6] == ["a0", "b60", "c61", "a1", "b62", "a2"]


def test_who_was_just_served_goes_behind_all_others():
    queue = filled(("a", 1), ("b", 2))
    assert queue.take().id == "a1"
    queue.add(pending("a", 3))
    assert taken(queue) == ["b2", "a3"]


def test_what_is_found_late_stands_by_its_age_among_its_user_s_own():
    queue = filled(("a", 5), ("a", 7))
    queue.add(pending("a", 1))
    queue.add(pending("a", 6))
    assert taken(queue) == ["a1", "a5", "a6", "a7"]


def test_one_that_is_taken_out_is_gone():
    queue = filled(("a", 1), ("a", 2), ("b", 3))
    assert queue.remove("a1") == pending("a", 1)
    assert queue.remove("a1") is None
    assert "a1" not in queue
    assert queue.position("a1") is None
    assert len(queue) == 2
    assert queue.remove("b3") is not None
    assert taken(queue) == ["a2"]
    assert queue.take() is None


moves = st.lists(
    st.one_of(st.sampled_from("abcd"), st.just("take"), st.integers(0, 30)), max_size=60
)


@given(moves)
def test_the_position_is_the_turn_and_nothing_is_lost(moves):
    queue, put, gone = FairQueue(), [], []
    for number, move in enumerate(moves):
        if move == "take":
            item = queue.take()
            gone += [item.id] if item else []
        elif isinstance(move, int):
            item = queue.remove(put[move]) if move < len(put) else None
            gone += [item.id] if item else []
        else:
            put.append(f"{move}{number}")
            queue.add(pending(move, number))
    told = {name: queue.position(name) for name in queue}
    order = taken(queue)
    assert {name: turn for turn, name in enumerate(order, 1)} == told
    assert sorted(order + gone) == sorted(put)
