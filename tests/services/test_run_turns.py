"""Programs that are run without a verdict take turns as submissions do, and are bounded."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import RunRequest
from jupyter_codemm.errors import UnavailableError, WrongStateError
from jupyter_codemm.services.running import Runs, RunSize
from tests.fakes.contexts import make_context
from tests.fakes.instant_sandbox import InstantSandbox
from tests.store.engines import new_store


@asynccontextmanager
async def held(**size):
    """Give a held sandbox, and a way to start the run of a named program in it."""
    sandbox = InstantSandbox()
    sandbox.open.clear()
    runs = Runs(make_context(new_store(), sandbox=sandbox), RunSize(**size))
    tasks = []

    async def begin(user, mark):
        request = RunRequest(language="python", source=Source.single(f"# {mark}\n"))
        tasks.append(asyncio.create_task(runs.run(user, request)))
        await asyncio.sleep(0)  # lets it begin
        return tasks[-1]

    try:
        yield sandbox, begin
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def marks(sandbox):
    return [source.partition("# ")[2].partition("\n")[0] for source in sandbox.seen]


def test_many_of_one_user_do_not_delay_the_first_of_another():
    async def scenario():
        async with held(at_once=1) as (sandbox, begin):
            tasks = [await begin("ada", f"ada{n}") for n in range(4)]
            tasks.append(await begin("bob", "bob"))
            await sandbox.until_busy(1)
            sandbox.open.set()
            await asyncio.gather(*tasks)
            assert marks(sandbox) == ["ada0", "ada1", "bob", "ada2", "ada3"]
            assert sandbox.most_busy == 1

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("size", "refusal"),
    [
        ({"per_user": 2}, (WrongStateError, "2 of your programs run or wait")),
        ({"open": 2}, (UnavailableError, "2 programs run or wait")),
    ],
)
def test_more_than_a_few_are_refused_until_one_ends(size, refusal):
    async def scenario():
        async with held(**size) as (sandbox, begin):
            first = await begin("ada", "first")
            await begin("ada", "second")
            with pytest.raises(refusal[0], match=refusal[1]):
                await (await begin("ada", "third"))
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            fourth = await begin("ada", "fourth")
            sandbox.open.set()
            assert (await fourth).run.language == "python"

    asyncio.run(scenario())


def test_who_is_stopped_running_or_waiting_gives_up_the_turn():
    async def scenario():
        async with held(at_once=1) as (sandbox, begin):
            running = await begin("ada", "running")
            waiting = await begin("ada", "waiting")
            last = await begin("ada", "last")
            await sandbox.until_busy(1)
            waiting.cancel()
            running.cancel()
            sandbox.open.set()
            await last
            assert marks(sandbox) == ["running", "last"]

    asyncio.run(scenario())
