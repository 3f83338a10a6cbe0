"""Who opens or publishes an activity finds the sandbox ready, and never waits for that."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.services import activities
from jupyter_codemm.services.warming import AGAIN, Warmth
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.instant_sandbox import InstantSandbox
from tests.judging.problems import function
from tests.services.test_reading_services import activity_of
from tests.store.engines import new_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ONE = function("n: int", "int", ({"args": [1]}, {"value": 1}))
OTHER = function("s: str", "str", ({"args": ["a"]}, {"value": "a"}))


class Gated(InstantSandbox):
    """Gets ready when it may; `trouble` is raised for the first plan."""

    def __init__(self, trouble: Exception | None = None) -> None:
        super().__init__()
        self.trouble = trouble
        self.done = asyncio.Event()

    async def warm_up(self, plan):
        await self.open.wait()
        trouble, self.trouble = self.trouble, None
        if trouble:
            raise trouble
        await super().warm_up(plan)
        self.done.set()

    async def until_warmed(self, plans: int) -> None:
        while len(self.warmed) < plans:
            self.done.clear()
            await self.done.wait()


def test_nobody_waits_and_alike_problems_are_warmed_up_for_once_in_a_while():
    async def scenario() -> None:
        sandbox, warmth = Gated(), Warmth()
        sandbox.open.clear()
        for _ in range(3):
            warmth.begin((ONE, ONE), sandbox, NOW)
        assert sandbox.warmed == []
        sandbox.open.set()
        await sandbox.until_warmed(1)
        warmth.begin((ONE,), sandbox, NOW + AGAIN - timedelta(seconds=1))
        warmth.begin((ONE, OTHER), sandbox, NOW + AGAIN)
        await sandbox.until_warmed(3)
        await warmth.close()
        assert len(sandbox.warmed) == 3

    asyncio.run(scenario())


def test_a_sandbox_that_does_not_get_ready_hinders_nothing():
    async def scenario() -> None:
        sandbox, warmth = Gated(UnavailableError("away")), Warmth()
        warmth.begin((ONE, OTHER), sandbox, NOW)
        await sandbox.done.wait()
        assert len(sandbox.warmed) == 1
        await warmth.close()

    asyncio.run(scenario())


def test_closing_stops_what_is_just_getting_ready():
    async def scenario() -> None:
        sandbox, warmth = Gated(), Warmth()
        sandbox.open.clear()
        warmth.begin((ONE,), sandbox, NOW)
        await asyncio.sleep(0)
        await warmth.close()
        sandbox.open.set()
        assert sandbox.warmed == []

    asyncio.run(scenario())


@pytest.mark.parametrize("use", [activities.get_activity, activities.publish])
def test_opening_and_publishing_get_the_sandbox_ready(use):
    async def scenario() -> None:
        sandbox = Gated()
        ctx = make_context(new_store(), sandbox=sandbox)
        activity = await activity_of(ctx)
        await use(ctx, OWNER, activity.id)
        await sandbox.until_warmed(1)
        await ctx.warmth.close()

    asyncio.run(scenario())
