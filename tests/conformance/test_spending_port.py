"""What every store does with the calls of models."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import Account, Charge, Spent
from tests.store.records import at


def charge(name: str, user: str = "ada", activity: str = "s1", minutes: float = 0, tokens: int = 9):
    return Charge(name, Account(user, activity), at(minutes), Spent(tokens, tokens * 10))


def call(**changes: Any) -> ModelCall:
    return ModelCall(
        purpose="function_draft", model="m1", outcome="answered", tokens_in=2, tokens_out=3
    ).updated(**changes)


def reserve(*charges: Charge):
    def work(tx):
        for item in charges:
            tx.spending.lock(item.account.user)
            tx.spending.reserve(item)

    return work


def test_nothing_is_spent_at_first(run):
    assert run(lambda tx: tx.spending.by_user("ada", at(0))) == Spent(0, 0)
    assert run(lambda tx: tx.spending.by_activity("s1")) == Spent(0, 0)
    assert run(lambda tx: tx.spending.calls("s1")) == ()


def test_a_reserved_call_counts_in_full_until_it_has_ended(run):
    run(reserve(charge("c1"), charge("c2", tokens=100)))
    assert run(lambda tx: tx.spending.by_activity("s1")) == Spent(109, 1090)
    run(lambda tx: tx.spending.settle("c2", call(cost_micros=7)))
    assert run(lambda tx: tx.spending.by_activity("s1")) == Spent(14, 97)
    assert run(lambda tx: tx.spending.by_user("ada", at(0))) == Spent(14, 97)
    assert run(lambda tx: tx.spending.calls("s1")) == (call(cost_micros=7),)


def test_users_activities_and_times_are_told_apart(run):
    run(
        reserve(
            charge("c1", minutes=-1, tokens=1),
            charge("c2", activity="s2", tokens=10),
            charge("c3", user="bob", activity="s3", tokens=100),
        )
    )
    assert run(lambda tx: tx.spending.by_user("ada", at(-1))).tokens == 11
    assert run(lambda tx: tx.spending.by_user("ada", at(-0.5))).tokens == 10
    assert run(lambda tx: tx.spending.by_user("bob", at(-9))).tokens == 100
    assert run(lambda tx: tx.spending.by_activity("s2")).tokens == 10


def test_calls_come_in_the_order_in_which_they_were_made(run):
    run(reserve(charge("c1"), charge("c2"), charge("c3")))
    for name, tokens in (("c3", 3), ("c1", 1)):
        run(lambda tx, n=name, t=tokens: tx.spending.settle(n, call(tokens_in=t)))
    assert [c.tokens_in for c in run(lambda tx: tx.spending.calls("s1"))] == [1, 3]


def test_an_unknown_call_cannot_end(run):
    with pytest.raises(NotFoundError):
        run(lambda tx: tx.spending.settle("c1", call()))


def test_many_and_large_calls_are_summed(run):
    run(reserve(*(charge(f"c{n}", tokens=2**40) for n in range(50))))
    assert run(lambda tx: tx.spending.by_activity("s1")).tokens == 50 * 2**40


def test_all_calls_of_a_user_are_told_also_those_without_an_end(run):
    mine, other, open_one = charge("c1"), charge("c2", "bob"), charge("c3", activity="s2")
    run(reserve(mine, other, open_one))
    run(lambda tx: tx.spending.settle("c1", call(cost_micros=7)))
    first, second = run(lambda tx: tx.spending.made_by("ada"))
    assert (first.charge.id, first.charge.most, first.call) == (
        "c1",
        Spent(5, 7),
        call(cost_micros=7),
    )
    assert (second.charge, second.call) == (open_one, None)
    assert run(lambda tx: tx.spending.made_by("eve")) == ()


MONDAY = date(2026, 11, 23)


def in_class(name: str, user: str = "ada", days: int = 0, **more: Any) -> Charge:
    """Return a call for a class on so many days after a Monday at noon."""
    account = Account(user, "s1", more.pop("class_id", "k1"))
    made = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(days=days)
    return replace(charge(name, user), account=account, at=made, **more)


def test_the_calls_of_a_class_are_summed_by_week(run):
    run(
        reserve(
            in_class("c1"),
            in_class("c2", "bob", days=6),
            in_class("c3", days=7),
            in_class("c4", class_id="k2"),
            charge("c5"),
        )
    )
    assert run(lambda tx: tx.spending.by_class("k1", MONDAY)) == Spent(18, 180)
    assert run(lambda tx: tx.spending.by_class("k1", MONDAY, "ada")) == Spent(9, 90)
    assert run(lambda tx: tx.spending.by_class("k1", MONDAY + timedelta(days=7))) == Spent(9, 90)
    assert run(lambda tx: tx.spending.by_class("k1", MONDAY - timedelta(days=7))) == Spent(0, 0)
    assert run(lambda tx: tx.spending.by_class("k3", MONDAY)) == Spent(0, 0)


def test_the_calls_of_a_class_are_told_by_week_user_and_purpose(run):
    run(
        reserve(
            in_class("c1", "bob", purpose="hint_words"),
            in_class("c2", purpose="hint_words", priced=False),
            in_class("c3", purpose="hint_words"),
            in_class("c4", purpose="answer_words"),
            in_class("c5", "Bob", days=-7, purpose="hint_words"),
            in_class("c6", class_id="k2"),
        )
    )
    run(lambda tx: tx.spending.settle("c3", call(cost_micros=7)))
    run(lambda tx: tx.spending.settle("c4", call()))
    nothing = {"tokens_in": 0, "tokens_out": 0, "cost_micros": None}
    run(lambda tx: tx.spending.settle("c1", call(outcome="refused", **nothing)))
    found = run(lambda tx: tx.spending.of_class("k1", MONDAY - timedelta(days=7)))
    assert found == (
        (MONDAY - timedelta(days=7), "Bob", "hint_words", 1, Spent(9, 90), 0),
        (MONDAY, "ada", "answer_words", 1, Spent(5, 0), 1),
        (MONDAY, "ada", "hint_words", 2, Spent(14, 97), 1),
        (MONDAY, "bob", "hint_words", 1, Spent(0, 0), 0),
    )
    assert run(lambda tx: tx.spending.of_class("k1", MONDAY)) == found[1:]
    told = run(lambda tx: tx.spending.in_week(["k1", "k2", "k3"], MONDAY, "ada"))
    assert {name: (one.own, one.whole) for name, one in told.items()} == {
        "k1": ((MONDAY, "ada", "", 3, Spent(19, 97), 2), Spent(19, 97)),
        "k2": ((MONDAY, "ada", "", 1, Spent(9, 90), 0), Spent(9, 90)),
    }
    (bob,) = run(lambda tx: tx.spending.in_week(["k1"], MONDAY, "bob")).values()
    assert (bob.own, bob.whole) == ((MONDAY, "bob", "", 1, Spent(0, 0), 0), Spent(19, 97))
    (nobody,) = run(lambda tx: tx.spending.in_week(["k2"], MONDAY, "bob")).values()
    assert (nobody.own.calls, nobody.own.spent, nobody.whole) == (0, Spent(0, 0), Spent(9, 90))
    (last,) = run(lambda tx: tx.spending.made_by("Bob"))
    assert (last.charge.account.class_id, last.charge.purpose) == ("k1", "hint_words")
