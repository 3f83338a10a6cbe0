"""An admin erases what one learner left in a class, and the learner sees that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from jupyter_codemm.contracts.classroom import Membership, NewChallenge, NewOrganization
from jupyter_codemm.contracts.gradebook import OverrideRequest
from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.errors import ForbiddenError, InvalidInputError, NotFoundError
from jupyter_codemm.ports import Store
from jupyter_codemm.services import challenges, classes, grading, hint_wording
from jupyter_codemm.services.accesses import accesses_to
from jupyter_codemm.services.asking import Questions
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.erasing import Erasure, erase_in_class
from jupyter_codemm.services.hinting import hint
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.model_costs import class_costs
from jupyter_codemm.services.phrasing import Phrased, Show
from jupyter_codemm.services.wordings import Wordings, Work
from tests.fakes.fixed_clock import START
from tests.fakes.shelf import Shelved
from tests.services.model_talk import QUESTION, answered
from tests.services.schools import EVE, WRONG, School, run

ROOT = Caller("root", acts_as_staff=True)


def erasure(one: School, caller: Caller = ROOT, user: str = "ada", confirm: str = "ada") -> Erasure:
    return Erasure(caller, one.class_id, user, confirm)


async def counts(one: School, user: str = "ada"):
    return await one.ctx.store.transact(lambda tx: dict(tx.people.counts(user)))


async def worked(one: School) -> None:
    """Let ada and bob work for the class, and ada for herself."""
    await one.give()
    await one.practise()
    for user in ("ada", "bob"):
        await one.submit(WRONG, user)
        await hint(one.ctx, user, HintRequest(problem_id="p-1", level=1))
        decision = OverrideRequest(user=user, percent=50.0)
        await grading.override(one.ctx, EVE, one.challenge_id, decision)


def test_what_was_left_in_the_class_goes_and_nothing_else(tmp_path):
    async def scenario(one: School) -> None:
        await worked(one)
        others = await counts(one, "bob")
        gone = await erase_in_class(one.ctx, erasure(one))
        assert gone["journey"] > 1
        assert (gone["submissions"], gone["attempts"], gone["grades"]) == (1, 1, 1)
        assert await counts(one, "bob") == others
        left = await counts(one)
        assert (left["submissions"], left["activities"], left["memberships"]) == (1, 1, 1)
        assert (left["grades"], left["grade_events"], left["attempts"]) == (0, 0, 0)
        records = await one.ctx.store.transact(lambda tx: tx.journeys.records("ada"))
        assert {record.problem_id for record in records} <= {"own-p", None}
        known = await Journeys(one.ctx).worked("ada")
        assert [each.problem_id for each in known.problems] == ["own-p"]
        book = await grading.gradebook(one.ctx, EVE, one.challenge_id)
        assert [grade.user for grade in book.grades if grade.percent is not None] == ["bob"]
        log = await accesses_to(one.ctx, "ada")
        (line,) = [line for line in log.accesses if line.what == "erasure"]
        assert (line.actor, line.class_id) == ("root", one.class_id)
        assert (await one.submit(WRONG)).outcome is not None

    run(tmp_path, scenario)


def test_no_event_for_others_to_relay_names_what_was_erased(tmp_path):
    async def scenario(one: School) -> None:
        await one.practise()
        before = (await counts(one))["outbox"]
        await one.give()
        for _ in range(3):  # until help is offered
            await one.submit(WRONG)
        await Questions(one.ctx).ask("ada", QUESTION)
        assert (await counts(one))["outbox"] > before + 3 * 4 + 2
        await erase_in_class(one.ctx, erasure(one))
        assert (await counts(one))["outbox"] == before

    run(tmp_path, scenario)


def test_what_is_left_offers_no_help_that_was_not_offered_then(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for _ in range(4):
            await one.submit(WRONG)
        await one.practise()
        for _ in range(3):
            await one.submit(WRONG, problem_id="own-p")

        async def alerts() -> set[str | None]:
            learner = await one.ctx.store.transact(lambda tx: tx.journeys.learner("ada"))
            return {alert.problem_id for alert in learner.state.alerts.values()}

        assert await alerts() == {"p-1"}
        await erase_in_class(one.ctx, erasure(one))
        assert await alerts() == set()

    run(tmp_path, scenario)


def test_what_was_submitted_to_a_hidden_challenge_goes_too(tmp_path):
    async def scenario(one: School) -> None:
        await worked(one)
        await challenges.delete(one.ctx, EVE, one.challenge_id)
        gone = await erase_in_class(one.ctx, erasure(one))
        assert gone["submissions"] == 1
        assert gone["journey"] > 1

    run(tmp_path, scenario)


def test_what_another_organisation_gave_the_learner_stays(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        south = NewOrganization(name="South", admin="sue").made("o2", START)
        await classes.found_organization(one.ctx.store, south, "sue")
        sue = Caller("sue", acts_as_staff=True)
        trees = await classes.create_class(one.ctx, sue, "o2", "Trees")
        for user, role in (("eve", "instructor"), ("ada", "learner")):
            await classes.grant(one.ctx, sue, trees.id, user, role)
        asked = NewChallenge(activity_id="activity-1")
        await challenges.create(one.ctx, EVE, trees.id, asked)
        await classes.unenrol(one.ctx, sue, trees.id, "ada")
        gone = await erase_in_class(one.ctx, erasure(one))
        assert (gone["journey"], gone["code_states"], gone["submissions"]) == (0, 0, 1)

    run(tmp_path, scenario)


def at_work(until: asyncio.Event) -> Work:
    """Return a wording that goes on until something happens."""

    async def phrase(_: Show) -> Phrased:
        await until.wait()
        return Phrased()

    async def finish(_: Phrased) -> str:
        return ""

    return Work("", phrase, finish)


def test_a_wording_that_ends_in_another_process_is_not_kept(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        here = Shelved(one.ctx).ctx
        there, ended = replace(one.ctx, wordings=Wordings()), asyncio.Event()
        here.wordings.begin("first", at_work(ended), talk=("ada", "p-1"))
        wording = (await hint_wording.hint(here, "ada", HintRequest(problem_id="p-1"))).wording
        await erase_in_class(there, erasure(one))
        ended.set()
        told = [event async for event in here.wordings.follow("ada", wording)]
        assert told[-1].text
        assert await one.ctx.store.transact(lambda tx: tx.journeys.records("ada")) == ()

    run(tmp_path, scenario)


@dataclass
class Late:
    """A store that does something when it is asked for the second time."""

    store: Store
    second: Callable[[], object]
    asked: int = 0

    async def transact(self, work):
        self.asked += 1
        if self.asked == 2:
            self.second()
        return await self.store.transact(work)


def test_what_was_remembered_for_the_class_is_forgotten_and_nothing_else(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        wordings, never = one.ctx.wordings, asyncio.Event()
        for problem in ("p-1", "own-p"):
            wordings.begin(problem, at_work(never), talk=("ada", problem))
            one.ctx.told_after.put("ada", problem, "u-1")
        late = Late(
            one.ctx.store,
            lambda: wordings.begin("late", at_work(never), talk=("ada", "p-1")),
        )
        await erase_in_class(replace(one.ctx, store=late), erasure(one))
        open_ones = [wordings.open_one(key) for key in ("p-1", "late", "own-p")]
        assert open_ones == [None, None, "own-p"]
        kept = [one.ctx.told_after.get("ada", problem) for problem in ("p-1", "own-p")]
        assert kept == [None, "u-1"]
        await wordings.close()

    run(tmp_path, scenario)


def test_what_the_class_spent_stays_as_nobodys(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        shelved = Shelved(one.ctx)
        await answered(shelved)
        before = await class_costs(shelved.ctx, EVE, one.class_id, 1)
        await erase_in_class(replace(one.ctx), erasure(one))
        after = await class_costs(shelved.ctx, EVE, one.class_id, 1)
        assert after.weeks[0].spent == before.weeks[0].spent
        assert [each.user for each in before.weeks[0].people] == ["ada"]
        assert [each.user for each in after.weeks[0].people] == ["(erased)"]

    run(tmp_path, scenario)


def test_it_is_for_an_admin_of_the_organisation_who_types_the_name(tmp_path):
    async def scenario(one: School) -> None:
        await worked(one)
        over_all = Membership(
            user="cora", organization_id="o1", role="coordinator", since=one.ctx.clock.now()
        )
        of_class = Membership(
            user="max",
            organization_id="o1",
            class_id=one.class_id,
            role="admin",
            since=one.ctx.clock.now(),
        )
        await one.ctx.store.transact(lambda tx: tx.memberships.begin(over_all))
        await one.ctx.store.transact(lambda tx: tx.memberships.begin(of_class))
        before = await counts(one)
        for caller, is_told in (
            (ROOT, True),
            (Caller("root"), False),
            (Caller("cora", acts_as_staff=True), False),
            (Caller("max", acts_as_staff=True), False),
            (EVE, False),
            (Caller("ada"), False),
        ):
            (mine,) = await classes.my_classes(one.ctx, caller)
            assert mine.may_erase is is_told, caller
        for wrong, error in (
            (erasure(one, EVE), ForbiddenError),
            (erasure(one, Caller("ada")), ForbiddenError),
            (erasure(one, Caller("root")), ForbiddenError),
            (erasure(one, Caller("cora", acts_as_staff=True)), ForbiddenError),
            (erasure(one, Caller("max", acts_as_staff=True)), NotFoundError),
            (erasure(one, Caller("zoe", acts_as_staff=True)), NotFoundError),
            (erasure(one, user="eve", confirm="eve"), NotFoundError),
            (erasure(one, confirm="Ada"), InvalidInputError),
        ):
            with pytest.raises(error):
                await erase_in_class(one.ctx, wrong)
        assert await counts(one) == before

    run(tmp_path, scenario)
