"""Two languages and fourteen slots at once, one of which breaks: nothing else notices."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.catalogue import topics_for
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.generation import Manner
from jupyter_codemm.sandbox.probe import choose
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.generating import Generations
from tests.fakes.contexts import OWNER, generated, make_context, ready_session
from tests.fakes.streams import check_run
from tests.store.engines import store_at

SLOTS = 7
STYLES = {"python": "return", "sql": "stdout"}
BROKEN = ("python", 3)
SECRET = "zyzzyva"


class FailingOnce(BuiltinAuthor):
    """The built-in author, who breaks once in one slot.

    Nothing is written before every slot of every language has been asked for.
    """

    def __init__(self, slots):
        super().__init__()
        self._slots = slots
        self._all_there = asyncio.Event()
        self._broke = False
        self.asked = []

    async def draft(self, request):
        place = (request.slot.language, request.slot.index)
        self.asked.append(place)
        if len(set(self.asked)) == self._slots:
            self._all_there.set()
        await self._all_there.wait()
        if place == BROKEN and not self._broke:
            self._broke = True
            raise KeyError(SECRET)
        return await super().draft(request)


async def outcome(ctx, session_id):
    session = await get_session(ctx, OWNER, session_id)
    return session, await get_activity(ctx, OWNER, session.activity_id)


@pytest.mark.slow
def test_a_slot_that_breaks_leaves_thirteen_others_in_two_languages_alone(tmp_path, caplog):
    async def scenario():
        try:
            sandbox = await choose("local")
        except MissingToolError as error:
            pytest.skip(error.message)
        author = FailingOnce(SLOTS * len(STYLES))
        store = store_at(tmp_path / "codemm.sqlite")
        manner = Manner(slots_at_once=SLOTS, drafts_together=True)
        ctx = make_context(store, author=author, sandbox=sandbox, manner=manner)
        generations = Generations(ctx)
        try:
            sessions = {
                language: await ready_session(
                    ctx,
                    SLOTS,
                    language=language,
                    topic_tags=list(topics_for(language)[:SLOTS]),
                    problem_style=style,
                )
                for language, style in STYLES.items()
            }
            runs = await asyncio.gather(
                *(generated(generations, ctx, session.id) for session in sessions.values())
            )
            for (language, opened), events in zip(sessions.items(), runs, strict=True):
                check_run([item.event for item in events])
                assert {item.topic for item in events} == {events[0].topic}
                session, activity = await outcome(ctx, opened.id)
                broken = [slot for where, slot in [BROKEN] if where == language]
                assert [failure.slot for failure in session.failures] == broken
                assert session.state == ("FAILED" if broken else "SAVED")
                assert {problem.language for problem in activity.problems} == {language}
                assert len({problem.id for problem in activity.problems}) == SLOTS - len(broken)
            await only_the_broken_one_is_made_again(ctx, generations, author, sessions["python"].id)
        finally:
            await generations.close()
            await store.close()
            await sandbox.close()

    asyncio.run(scenario())
    assert SECRET not in caplog.text


async def only_the_broken_one_is_made_again(ctx, generations, author, session_id):
    _, before = await outcome(ctx, session_id)
    author.asked.clear()
    events = await generated(generations, ctx, session_id)
    session, after = await outcome(ctx, session_id)
    assert session.state == "SAVED"
    assert events[0].event.kept == SLOTS - 1
    assert set(author.asked) == {BROKEN}
    kept = [problem for place, problem in enumerate(after.problems) if place != BROKEN[1]]
    assert kept == list(before.problems)
