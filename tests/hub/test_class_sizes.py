"""A class of nobody and a class of 2 000: every view of it answers, and with how much."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.classroom import Membership, NewChallenge
from jupyter_codemm.services import challenges, classes
from tests.classroom import rfc4180
from tests.hub.schools import ROOT, two_schools
from tests.store.records import activity

MANY = 2_000
MOST_BYTES = 2_000_000
ROUTES = (
    "classes/C/live",
    "classes/C/roster",
    "classes/C/gradebook",
    "classes/C/costs",
    "classes/C/llm",
    "classes/C/challenges",
    "classes/C/challenges/deleted",
    "classes/C/export",
    "challenges/H/statistics",
    "challenges/H/submissions",
    "challenges/H/submissions/archive",
    "challenges/H/regrades",
    "challenges/H/reviews",
    "challenges/H/grades",
)


@pytest.fixture
def founded(parts):
    """Return a new class of so many learners, none of whom did anything, and its challenge."""

    async def call(learners: int) -> tuple[str, str]:
        ctx = (await parts()).ctx
        schools = await two_schools(ctx)
        made = await classes.create_class(ctx, ROOT, schools.north, "Graphs")
        now = ctx.clock.now()

        def work(tx):
            tx.activities.add(activity("a-root", owner="root", problems=("p-root",)))
            for number in range(learners):
                tx.memberships.begin(
                    Membership(
                        user=f"u{number:04}",
                        organization_id=schools.north,
                        class_id=made.id,
                        role="learner",
                        since=now,
                    )
                )

        await ctx.store.transact(work)
        asked = NewChallenge(activity_id="a-root")
        given = await challenges.create(ctx, ROOT, made.id, asked)
        published = given.updated(state="published")
        await ctx.store.transact(lambda tx: tx.challenges.save(published, expected_version=1))
        return made.id, given.id

    return call


@pytest.mark.parametrize("learners", [0, MANY])
async def test_every_view_answers_and_what_is_long_comes_in_parts(founded, ask, learners):
    school_class, challenge = await founded(learners)
    told = {}
    for route in ROUTES:
        path = route.replace("/C/", f"/{school_class}/").replace("/H/", f"/{challenge}/")
        status, told[route] = await ask("root:staff", "GET", path)
        assert status == 200, (route, told[route])
        assert len(str(told[route])) < MOST_BYTES, route
    live, book = told["classes/C/live"], told["classes/C/gradebook"]
    assert len(live["lines"]) == len(live["not_started"]) == learners
    assert live["struggling"] == []
    assert (book["learners"], len(book["lines"])) == (learners, min(learners, 200))
    assert (book["next"] is not None) == (learners > 200)
    assert len(told["classes/C/roster"]["memberships"]) == learners
    assert len(told["challenges/H/grades"]["grades"]) == learners
    assert len(told["challenges/H/statistics"]["learners"]) == learners
    path = f"classes/{school_class}/gradebook"
    status, file = await ask("root:staff", "GET", path, format="moodle")
    assert (status, len(rfc4180.records(file))) == (200, learners + 1)
