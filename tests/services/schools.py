"""A class on a real database, with an activity that can be given to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.classroom import (
    ChallengeChange,
    ChallengeTerms,
    NewChallenge,
    NewOrganization,
)
from jupyter_codemm.contracts.grading import Grade
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission, SubmitRequest
from jupyter_codemm.services import challenges, classes, grading
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.judging import SubmissionQueue
from tests.fakes.contexts import make_context
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.fixed_clock import START, FixedClock
from tests.fakes.pauses import Pauses
from tests.store.engines import store_at

EVE = Caller("eve", acts_as_staff=True)
ADA = Caller("ada")
WRONG = REFERENCE.replace("value > limit", "value >= limit")  # 6 of 8 tests
DAY = timedelta(days=1)


@dataclass
class School:
    """A class that eve teaches and ada learns in, with eve's activity given to it."""

    ctx: Context
    queue: SubmissionQueue
    class_id: str
    challenge_id: str = ""

    async def give(self, **terms) -> None:
        """Publish the activity under some terms."""
        asked = NewChallenge(activity_id="activity-1", terms=ChallengeTerms(**terms))
        made = await challenges.create(self.ctx, EVE, self.class_id, asked)
        self.challenge_id = made.id
        await self.change(state="published")

    async def change(self, **changes) -> None:
        seen = (await challenges.get(self.ctx, EVE, self.challenge_id)).challenge
        asked = ChallengeChange(version=seen.version, **changes)
        await challenges.change(self.ctx, EVE, self.challenge_id, asked)

    async def submit(self, code: str, user: str = "ada", problem_id: str = "p-1") -> Submission:
        asked = SubmitRequest(problem_id=problem_id, source=Source.single(code))
        made = await self.queue.submit(user, asked)
        return await self.queue.wait(user, made.id, 60)

    async def practise(self) -> Submission:
        """Let ada submit to a problem of her own, `own-p`."""
        own = Activity(
            id="own-1",
            owner="ada",
            title="Mine",
            language="python",
            problems=(good_draft().problem.updated(id="own-p"),),
            created_at=START,
        )
        await self.ctx.store.transact(lambda tx: tx.activities.add(own))
        return await self.submit(WRONG, problem_id="own-p")

    async def grade(self, user: str = "ada") -> Grade:
        book = await grading.gradebook(self.ctx, EVE, self.challenge_id)
        return next(one for one in book.grades if one.user == user)

    def pass_time(self, span: timedelta) -> None:
        self.ctx.clock.advance(span.total_seconds())


@asynccontextmanager
async def school(tmp_path) -> AsyncIterator[School]:
    store = store_at(tmp_path / "codemm.sqlite")
    ctx = make_context(store, clock=FixedClock())
    queue = SubmissionQueue(ctx, pause=Pauses())
    new = NewOrganization(name="North", admin="root").made("o1", START)
    root = Caller("root", acts_as_staff=True)
    await classes.found_organization(store, new, "root")
    loops = await classes.create_class(ctx, root, "o1", "Loops")
    for user, role in (("eve", "instructor"), ("ada", "learner"), ("bob", "learner")):
        await classes.grant(ctx, root, loops.id, user, role)
    activity = Activity(
        id="activity-1",
        owner="eve",
        title="One",
        language="python",
        problems=(good_draft().problem,),
        created_at=START,
    )
    await store.transact(lambda tx: tx.activities.add(activity))
    try:
        yield School(ctx, queue, loops.id)
    finally:
        await queue.close()
        await store.close()


def run(tmp_path, scenario) -> None:
    """Run a scenario in a school of its own."""

    async def all_of_it() -> None:
        async with school(tmp_path) as made:
            await scenario(made)

    asyncio.run(all_of_it())
