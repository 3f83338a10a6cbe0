"""Notebooks are written under names that are free."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.services.notebooks import emit
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.drafts import good_draft
from tests.store.engines import new_store


class SlowFiles:
    """Files in a dict; every answer takes a moment, as on a disk."""

    def __init__(self):
        self.written = []

    async def exists(self, path):
        await asyncio.sleep(0)
        return path in self.written

    async def write(self, path, notebook):
        await asyncio.sleep(0)
        self.written.append(path)


def test_two_written_at_once_never_share_a_name():
    async def scenario():
        ctx = make_context(new_store())
        for number in (1, 2):
            activity = Activity(
                id=f"activity-{number}",
                owner=OWNER,
                title="Loops",
                language="python",
                problems=(good_draft().problem.updated(id=f"p-{number}"),),
                created_at=ctx.clock.now(),
            )
            await ctx.store.transact(lambda tx, a=activity: tx.activities.add(a))
        files = SlowFiles()
        paths = await asyncio.gather(
            *(emit(ctx, OWNER, f"activity-{number}", files, "work") for number in (1, 2))
        )
        assert sorted(paths) == ["work/loops-2.ipynb", "work/loops.ipynb"]
        assert sorted(files.written) == sorted(paths)

    asyncio.run(scenario())
