"""Activities, following and health."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.contracts.events import GenerationFailed
from jupyter_codemm.contracts.health import Check
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.services import activities
from jupyter_codemm.services.following import follow, is_over
from jupyter_codemm.services.health import health
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.drafts import good_draft
from tests.fakes.failing_sandbox import FailingSandbox
from tests.store.engines import new_store


async def activity_of(ctx, tests=8):
    problem = good_draft().problem
    activity = Activity(
        id="activity-1",
        owner=OWNER,
        title="One",
        language="python",
        problems=(problem.updated(tests=problem.tests[:tests]),),
        created_at=ctx.clock.now(),
    )
    await ctx.store.transact(lambda tx: tx.activities.add(activity))
    return activity


def test_activities_are_listed_renamed_published_and_deleted():
    async def scenario():
        ctx = make_context(new_store())
        activity = await activity_of(ctx)
        assert (await activities.get_activity(ctx, OWNER, activity.id)) == activity
        renamed = await activities.patch(ctx, OWNER, activity.id, PatchActivity(title="Two"))
        assert (renamed.title, renamed.version) == ("Two", 2)
        published = await activities.publish(ctx, OWNER, activity.id)
        assert published.state == "published"
        assert await activities.publish(ctx, OWNER, activity.id) == published
        assert [a.title for a in await activities.list_activities(ctx, OWNER)] == ["Two"]
        await activities.delete(ctx, OWNER, activity.id)
        assert await activities.list_activities(ctx, OWNER) == ()

    asyncio.run(scenario())


def test_activities_belong_to_their_owner():
    async def scenario():
        ctx = make_context(new_store())
        activity = await activity_of(ctx)
        for attempt in (
            activities.get_activity(ctx, "eve", activity.id),
            activities.patch(ctx, "eve", activity.id, PatchActivity(title="Mine")),
            activities.publish(ctx, "eve", activity.id),
            activities.delete(ctx, "eve", activity.id),
        ):
            with pytest.raises(NotFoundError):
                await attempt
        assert await activities.get_activity(ctx, OWNER, activity.id) == activity

    asyncio.run(scenario())


@pytest.mark.parametrize("title", ["", "x" * 161])
def test_a_title_has_a_length(title):
    with pytest.raises(InvalidInputError, match="title"):
        PatchActivity.parse({"title": title})


def test_a_problem_with_two_tests_is_not_published():
    async def scenario():
        ctx = make_context(new_store())
        activity = await activity_of(ctx, tests=2)
        with pytest.raises(WrongStateError, match="at least 3"):
            await activities.publish(ctx, OWNER, activity.id)

    asyncio.run(scenario())


async def append(ctx, topic, reason):
    event = GenerationFailed(reason=reason)
    await ctx.store.transact(lambda tx: tx.events.append(topic, event, ctx.clock.now()))


def test_a_run_is_over_when_nothing_came_after_its_end():
    async def scenario():
        ctx = make_context(new_store())
        await append(ctx, "session:a", "the first run")
        first = await anext(follow(ctx, {"session:a": 0}))
        assert await is_over(ctx, first)
        await append(ctx, "session:a", "the second run")
        assert not await is_over(ctx, first)

    asyncio.run(scenario())


def test_health_tells_languages_author_store_and_extra_checks():
    async def scenario():
        sandbox = FailingSandbox(BareSandbox(), missing=frozenset({"java"}))

        async def extra():
            return Check(id="lab", title="Lab extension", level="warning", detail="not built")

        ctx = make_context(new_store(), sandbox=sandbox, checks=(extra,))
        found = await health(ctx)
        assert found.author == "scripted"
        assert found.tier == sandbox.tier
        java = next(item for item in found.languages if item.language == "java")
        assert (java.ok, java.reason) == (False, "no compiler was found")
        assert {check.id for check in found.checks} == {"store", "author", "lab"}

    asyncio.run(scenario())
