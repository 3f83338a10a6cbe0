"""What happens to one slot never touches another."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.errors import MissingToolError, StoreError
from jupyter_codemm.generation import Manner, generate
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.failing_sandbox import FailingSandbox
from tests.fakes.runs import Recorder, request, run
from tests.fakes.scripted_author import ScriptedAuthor

SECRET = "zyzzyva"


@pytest.mark.parametrize(
    "surprise",
    [KeyError(SECRET), RecursionError(SECRET), asyncio.CancelledError(SECRET)],
    ids=["bug", "recursion", "cancelled from within"],
)
def test_a_surprise_fails_its_slot_in_plain_words_and_the_others_go_on(surprise, caplog):
    async def scenario():
        recorder = Recorder()
        author = _Surprising(surprise)
        work = generate(request(), author, BareSandbox(), recorder.announce, recorder.keep)
        result = await work
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return result, recorder

    result, recorder = asyncio.run(scenario())
    assert [item.slot for item in result.finished] == [0, 2]
    (unfilled,) = result.unfilled
    assert (unfilled.slot.index, unfilled.cause) == (1, "surprise")
    assert unfilled.failure.reason.startswith("an internal error; the log names it.")
    assert [event.slot for event in recorder.of("slot_failed")] == [1]
    assert f"slot 1 ended with {type(surprise).__name__} at " in caplog.text
    told = caplog.text + "".join(event.model_dump_json() for event in recorder.events)
    assert SECRET not in told


class _Surprising(ScriptedAuthor):
    def __init__(self, surprise):
        super().__init__()
        self._surprise = surprise

    async def draft(self, request):
        if request.slot.index == 1:
            raise self._surprise
        return await super().draft(request)


def test_a_toolchain_that_goes_away_fails_slots_in_its_own_words():
    class Gone(BareSandbox):
        async def execute(self, plan, *args, **more):
            raise MissingToolError("no python was found", where="python")

    result, _ = run(ScriptedAuthor(), sandbox=Gone(), asked=request(2))
    assert {f.reason for f in result.failures} == {"no python was found."}


def test_when_nothing_can_be_stored_any_more_the_run_ends():
    class Full(Recorder):
        async def keep(self, finished):
            raise StoreError("the disk is full")

    recorder = Full()
    work = generate(request(), ScriptedAuthor(), BareSandbox(), recorder.announce, recorder.keep)
    with pytest.raises(StoreError):
        asyncio.run(work)


class _Counting(ScriptedAuthor):
    """Knows how many drafts are written at once, and lets go when `enough` are."""

    def __init__(self, enough):
        super().__init__()
        self._enough = enough
        self.now = self.most = 0
        self._all = asyncio.Event()

    async def draft(self, request):
        self.now += 1
        self.most = max(self.most, self.now)
        if self.now >= self._enough:
            self._all.set()
        await self._all.wait()
        self.now -= 1
        return await super().draft(request)


def test_first_drafts_are_written_together_only_where_that_is_wanted_and_within_bounds():
    together = _Counting(3)
    result, _ = run(
        together,
        asked=request(7),
        manner=Manner(slots_at_once=3, drafts_together=True),
    )
    assert (len(result.finished), together.most) == (7, 3)
    in_turn = _Counting(1)
    run(in_turn, asked=request(4), manner=Manner(slots_at_once=4))
    assert in_turn.most == 1


def test_proofs_of_all_runs_share_one_bound():
    class Watching(FailingSandbox):
        async def execute(self, *args, **more):
            assert manner.proving.locked()
            return await super().execute(*args, **more)

    async def scenario():
        runs = []
        for _ in range(2):
            recorder = Recorder()
            runs.append(
                generate(
                    request(2),
                    ScriptedAuthor(),
                    Watching(BareSandbox()),
                    recorder.announce,
                    recorder.keep,
                    manner=manner,
                )
            )
        return await asyncio.gather(*runs)

    manner = Manner(slots_at_once=4, proving=asyncio.Semaphore(1))
    assert [len(result.finished) for result in asyncio.run(scenario())] == [2, 2]
