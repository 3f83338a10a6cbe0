"""Staff deals with who struggles: it does not come up again before something new happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from jupyter_codemm.contracts.class_views import AlertDecision
from jupyter_codemm.contracts.class_work import Alerts
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.recording import SettingsChange
from jupyter_codemm.contracts.struggle import StruggleAlert
from jupyter_codemm.errors import ForbiddenError, NotFoundError, WrongStateError
from jupyter_codemm.learning import changed_works
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services import classes
from jupyter_codemm.services.alert_handling import decide
from jupyter_codemm.services.class_views import live
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.learner_records import LearnerRecords, OfClass
from jupyter_codemm.services.replaying import Replays
from tests.services.schools import ADA, EVE, WRONG, School, run

MINUTE = timedelta(minutes=1)
STALE = "no_new_test_passed"


async def struggles(one: School) -> StruggleAlert:
    """Let ada fail again and again, and return what is told of it."""
    await one.give()
    for _ in range(4):
        await one.submit(WRONG)
        one.pass_time(MINUTE)
    (alert,) = [each for each in (await told(one)).alerts if each.trigger == STALE]
    return alert


async def told(one: School) -> Alerts:
    """Return ada's alerts in the live view, and check that her own page has the same."""
    line = next(
        each for each in (await live(one.ctx, EVE, one.class_id)).lines if each.user == "ada"
    )
    of = OfClass(EVE, one.class_id, "ada")
    record = await LearnerRecords(one.ctx, Replays(one.ctx)).record(of)
    assert (record.alerts, record.handled) == (line.alerts, line.handled)
    return Alerts(alerts=line.alerts, handled=line.handled)


async def say(one: School, alert: StruggleAlert, *, handled: bool, caller=EVE, user="ada") -> None:
    asked = AlertDecision(
        trigger=alert.trigger,
        topic=alert.topic,
        record_id=alert.record_id,
        is_handled=handled,
    )
    await decide(one.ctx, OfClass(caller, one.class_id, user), asked)


def test_it_is_told_who_dealt_with_it_and_when_and_can_be_taken_back(tmp_path):
    async def scenario(one: School) -> None:
        alert = await struggles(one)
        before = await told(one)
        for each in before.alerts:
            await say(one, each, handled=True)
        after = await told(one)
        assert after.alerts == ()
        assert {each.alert for each in after.handled} == set(before.alerts)
        assert {(each.by, each.at) for each in after.handled} == {("eve", one.ctx.clock.now())}
        assert (await live(one.ctx, EVE, one.class_id)).struggling == ()
        # Help is no longer offered for it either.
        assert (await Journeys(one.ctx).profile("ada")).alerts == ()
        one.pass_time(MINUTE)
        await say(one, alert, handled=False)
        assert [each.trigger for each in (await told(one)).alerts] == [STALE]
        assert (await live(one.ctx, EVE, one.class_id)).struggling == ("ada",)
        rows = (await Replays(one.ctx).timeline("ada", "p-1")).rows
        assert [row.sentence for row in rows if "eve" in row.sentence][-2:] == [
            "eve dealt with a sign of struggle.",
            "eve took back that a sign of struggle was dealt with.",
        ]

    run(tmp_path, scenario)


def test_the_same_evidence_does_not_bring_it_back_and_new_evidence_does(tmp_path):
    async def scenario(one: School) -> None:
        alert = await struggles(one)
        await say(one, alert, handled=True)
        one.pass_time(60 * MINUTE)
        await Journeys(one.ctx).sweep()
        assert STALE not in {each.trigger for each in (await told(one)).alerts}
        await one.submit(WRONG)
        (again,) = [each for each in (await told(one)).alerts if each.trigger == STALE]
        assert again.record_id > alert.record_id
        assert again.evidence[-1] > alert.evidence[-1]
        assert STALE not in {each.alert.trigger for each in (await told(one)).handled}
        for handled in (True, False):
            with pytest.raises(WrongStateError, match="changed meanwhile"):
                await say(one, alert, handled=handled)

    run(tmp_path, scenario)


def test_who_says_it_twice_is_not_refused(tmp_path):
    async def scenario(one: School) -> None:
        alert = await struggles(one)
        await say(one, alert, handled=True)
        (first,) = (await told(one)).handled
        one.pass_time(MINUTE)
        await say(one, alert, handled=True)
        assert (await told(one)).handled == (first,)

    run(tmp_path, scenario)


def test_one_that_new_rules_do_not_raise_is_gone_from_the_views(tmp_path):
    async def scenario(one: School) -> None:
        gone = (await struggles(one)).model_copy(update={"trigger": "going_back"})

        def age(tx: Transaction) -> None:
            learner = tx.journeys.learner("ada")
            assert learner.state is not None
            alerts = {**learner.state.alerts, f"going_back:{gone.topic}": gone}
            old = learner.state.model_copy(update={"formula_version": 1, "alerts": alerts})
            tx.journeys.save(replace(learner, state=old))
            tx.works.save(changed_works("ada", LearnerState(), old, {}))

        await one.ctx.store.transact(age)
        assert gone in (await live(one.ctx, EVE, one.class_id)).lines[0].alerts
        with pytest.raises(NotFoundError):
            await say(one, gone, handled=True)
        left = await told(one)
        assert gone not in left.alerts
        assert STALE in {each.trigger for each in left.alerts}

    run(tmp_path, scenario)


def test_of_two_who_deal_with_it_the_second_hears_that(tmp_path):
    async def scenario(one: School) -> None:
        alert = await struggles(one)
        root = Caller("root", acts_as_staff=True)
        await say(one, alert, handled=True)
        with pytest.raises(WrongStateError, match="changed meanwhile"):
            await say(one, alert, handled=True, caller=root)
        (handled,) = [one for one in (await told(one)).handled if one.alert == alert]
        assert handled.by == "eve"
        await say(one, alert, handled=False, caller=root)
        with pytest.raises(WrongStateError, match="changed meanwhile"):
            await say(one, alert, handled=False)

    run(tmp_path, scenario)


def test_who_may_not_see_the_work_decides_nothing(tmp_path):
    async def scenario(one: School) -> None:
        alert = await struggles(one)
        for caller in (ADA, Caller("ada", acts_as_staff=True), Caller("eve")):
            with pytest.raises(ForbiddenError):
                await say(one, alert, handled=True, caller=caller)
        for caller, user in (
            (Caller("zoe", acts_as_staff=True), "ada"),
            (EVE, "bob"),
            (EVE, "zoe"),
        ):
            with pytest.raises(NotFoundError):
                await say(one, alert, handled=True, caller=caller, user=user)
        # What she does elsewhere is not theirs.
        other = await classes.create_class(
            one.ctx, Caller("root", acts_as_staff=True), "o1", "Graphs"
        )
        for user, role in (("ada", "learner"), ("tom", "assistant")):
            await classes.grant(one.ctx, Caller("root", acts_as_staff=True), other.id, user, role)
        asked = AlertDecision(
            trigger=alert.trigger,
            topic=alert.topic,
            record_id=alert.record_id,
            is_handled=True,
        )
        tom = OfClass(Caller("tom", acts_as_staff=True), other.id, "ada")
        with pytest.raises(NotFoundError):
            await decide(one.ctx, tom, asked)
        assert (await told(one)).handled == ()

    run(tmp_path, scenario)


def test_it_is_written_down_also_while_the_record_is_paused(tmp_path):
    async def scenario(one: School) -> None:
        alert = await struggles(one)
        await Journeys(one.ctx).change_settings("ada", SettingsChange(recording=False))
        await say(one, alert, handled=True)
        assert alert in {each.alert for each in (await told(one)).handled}

    run(tmp_path, scenario)
