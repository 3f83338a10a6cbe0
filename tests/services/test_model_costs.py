"""What a class spent, told exactly as the calls were counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jupyter_codemm.contracts.class_models import Spending
from jupyter_codemm.contracts.model_call import ModelCall, week_of
from jupyter_codemm.errors import ForbiddenError, InvalidInputError
from jupyter_codemm.ports import Account, Charge, Spent
from jupyter_codemm.services.model_costs import class_costs, costs_file
from tests.classroom.rfc4180 import records
from tests.fakes.fixed_clock import FixedClock
from tests.services.schools import ADA, EVE, School, run

FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)
THIS, LAST = date(2026, 11, 23), date(2026, 11, 16)
CALLS = (
    # user, purpose, days before Friday, tokens, micros, ended and priced
    ("ada", "hint_words", 0, 10, 100, True),
    ("ada", "hint_words", 1, 20, 200, True),
    ("ada", "answer_concept", 4, 30, 300, True),
    ("=cmd()", "hint_words", 0, 40, 400, True),
    ("ada", "hint_words", 5, 50, 500, True),
    ("bob", "hint_words", 5, 60, 0, False),
    ("bob", "hint_words", 33, 70, 700, True),
)


async def spent(school: School):
    """Store the calls, one of which has not ended, and return the context of that Friday."""

    def work(tx) -> None:
        for number, (user, purpose, days, tokens, micros, is_known) in enumerate(CALLS):
            account = Account(user, "s1", school.class_id)
            at = FRIDAY - timedelta(days=days)
            most = Spent(tokens, micros)
            one = Charge(f"c{number}", account, at, most, purpose, priced=is_known)
            tx.spending.reserve(one)
            if is_known:
                call = ModelCall(
                    purpose=purpose,
                    model="m1",
                    outcome="answered",
                    tokens_in=tokens,
                    cost_micros=micros,
                )
                tx.spending.settle(one.id, call)
        other = Charge("other", Account("ada", "s1"), FRIDAY, Spent(1000, 1000))
        tx.spending.reserve(other)

    await school.ctx.store.transact(work)
    return replace(school.ctx, clock=FixedClock(FRIDAY))


def test_weeks_kinds_and_people_add_up_to_the_calls(tmp_path):
    async def scenario(school: School) -> None:
        ctx = await spent(school)
        told = await class_costs(ctx, EVE, school.class_id)
        assert [one.week for one in told.weeks] == [THIS, LAST, THIS - timedelta(weeks=5)]
        this, last, _ = told.weeks
        assert this.spent == Spending(calls=4, tokens=100, cost_micros=1000)
        assert [(one.purpose, one.spent.tokens) for one in this.purposes] == [
            ("answer_concept", 30),
            ("hint_words", 70),
        ]
        assert [(one.user, one.spent.tokens) for one in this.people] == [
            ("=cmd()", 40),
            ("ada", 60),
        ]
        assert [one.purpose for one in this.people[1].purposes] == ["answer_concept", "hint_words"]
        # What one call cost is not known, so nobody is told a cost that is only a part.
        assert last.spent == Spending(calls=2, tokens=110, cost_micros=None)
        assert [one.spent.cost_micros for one in last.people] == [500, None]
        for week in told.weeks:
            for parts in (week.purposes, week.people):
                assert sum(one.spent.tokens for one in parts) == week.spent.tokens
                assert sum(one.spent.calls for one in parts) == week.spent.calls
        assert sum(week.spent.tokens for week in told.weeks) == sum(call[3] for call in CALLS)
        only = await class_costs(ctx, EVE, school.class_id, 1)
        assert [one.week for one in only.weeks] == [THIS]

    run(tmp_path, scenario)


def test_the_file_has_a_line_for_each_and_no_formula(tmp_path):
    async def scenario(school: School) -> None:
        ctx = await spent(school)
        made = await costs_file(ctx, EVE, school.class_id, 8)
        assert made.media_type == "text/csv; charset=utf-8"
        columns, *rows = records(made.content)
        lines = [dict(zip(columns, row, strict=True)) for row in rows]
        assert len(lines) == 6
        assert sum(int(line["tokens"]) for line in lines) == 280
        assert sum(int(line["cost_micros"]) for line in lines) == 2200
        assert [line["calls_without_a_price"] for line in lines if line["user"] == "bob"] == [
            "0",
            "1",
        ]
        assert "'=cmd()" in {line["user"] for line in lines}
        assert not any(cell.startswith("=") for row in rows for cell in row)

    run(tmp_path, scenario)


def test_a_class_that_asked_nothing_spent_nothing_and_learners_see_no_costs(tmp_path):
    async def scenario(school: School) -> None:
        assert (await class_costs(school.ctx, EVE, school.class_id)).weeks == ()
        with pytest.raises(ForbiddenError):
            await class_costs(school.ctx, ADA, school.class_id)
        for weeks in (0, 261):
            with pytest.raises(InvalidInputError, match=rf"weeks: .* \(got {weeks}\)"):
                await class_costs(school.ctx, EVE, school.class_id, weeks)

    run(tmp_path, scenario)


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-11-23T00:00:00+00:00", THIS),
        ("2026-11-22T23:59:59.999999+00:00", LAST),
        ("2026-11-23T01:30:00+02:00", LAST),
        ("2026-11-29T23:00:00-02:00", date(2026, 11, 30)),
        ("2027-01-01T00:00:00+00:00", date(2026, 12, 28)),
    ],
)
def test_weeks_begin_on_monday_in_utc(moment, week):
    assert week_of(datetime.fromisoformat(moment)) == week


def test_who_is_erased_is_nobody_and_the_sums_stay(tmp_path):
    async def scenario(school: School) -> None:
        ctx = await spent(school)
        before = await class_costs(ctx, EVE, school.class_id)
        erased = await ctx.store.transact(lambda tx: tx.people.erase("ada", actor="ada"))
        assert erased["model_calls"] == 5
        after = await class_costs(ctx, EVE, school.class_id)
        assert [(week.week, week.spent, week.purposes) for week in after.weeks] == [
            (week.week, week.spent, week.purposes) for week in before.weeks
        ]
        people = {one.user for week in after.weeks for one in week.people}
        assert people == {"(erased)", "bob", "=cmd()"}
        file = await costs_file(ctx, EVE, school.class_id, 8)
        assert b"ada" not in file.content
        assert b"(erased)" in file.content

        def work(tx):
            ended = ModelCall(purpose="hint_words", model="m1", outcome="answered", tokens_in=1)
            tx.spending.settle("c0", ended)  # one that was under way still ends
            return tx.spending.made_by("ada"), tx.spending.by_activity("s1")

        mine, of_activity = await ctx.store.transact(work)
        assert (mine, of_activity) == ((), Spent(170, 1100))  # those of the others

    run(tmp_path, scenario)
