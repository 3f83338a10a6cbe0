"""Following topics: what this process tells at once, and one look for all at what others did."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing, suppress

import pytest

from jupyter_codemm.contracts.events import GenerationFailed
from jupyter_codemm.errors import StoreError
from jupyter_codemm.services.following import follow
from jupyter_codemm.services.tidings import Tidings
from tests.fakes.contexts import make_context
from tests.fakes.flaky_store import FlakyStore
from tests.fakes.memory_store import MemoryStore
from tests.fakes.pauses import Pauses


class CountedStore(FlakyStore):
    """Counts transactions, and calls `before` ahead of each."""

    def __init__(self, inner):
        super().__init__(inner)
        self.asked = 0
        self.before = None

    async def transact(self, work):
        self.asked += 1
        if self.before is not None:
            before, self.before = self.before, None
            await before()
        return await super().transact(work)


class Bench:
    """Streams whose looks a test decides on, and another process on the same database."""

    def __init__(self):
        self.pauses, self.inner = Pauses(), MemoryStore()
        self.store = CountedStore(self.inner)
        self.ctx = make_context(self.store, tidings=Tidings(pause=self.pauses))

    async def elsewhere(self, topic, reason):
        """Append an event in another process: nobody here is told."""
        event, now = GenerationFailed(reason=reason), self.ctx.clock.now()
        await self.inner.transact(lambda tx: tx.events.append(topic, event, now))

    async def here(self, topic, reason):
        await self.elsewhere(topic, reason)
        self.ctx.tidings.tell(topic)

    async def look(self):
        """Let the next look happen, and return when it has."""
        await self.pauses.pass_on()
        await self.pauses.reached(1)
        await settled()

    def followed(self, *topics, **how):
        return Followed(follow(self.ctx, dict.fromkeys(topics, 0), **how))


class Followed:
    """One stream, read on in the background as a handler does."""

    def __init__(self, stream):
        self.stream, self.got, self._more = stream, [], asyncio.Event()
        self.task = asyncio.ensure_future(self._read())

    async def _read(self):
        async with aclosing(self.stream) as events:
            async for event in events:
                self.got.append((event.topic, event.id))
                self._more.set()

    async def until(self, *expected):
        while len(self.got) < len(expected) and not self.task.done():
            self._more.clear()
            more = asyncio.ensure_future(self._more.wait())
            await asyncio.wait({more, self.task}, return_when=asyncio.FIRST_COMPLETED)
            more.cancel()
        if self.task.done():
            self.task.result()
        assert self.got == list(expected)

    async def close(self):
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


async def settled():
    """Let all go on until each waits for something: the store in memory answers at once."""
    for _ in range(50):
        await asyncio.sleep(0)


def run(scenario):
    asyncio.run(asyncio.wait_for(scenario(Bench()), 30))


def test_what_was_comes_first_and_then_what_this_process_tells_each_once():
    async def scenario(bench):
        for number in range(1, 4):
            await bench.elsewhere("session:a", f"a{number}")
        stream = follow(bench.ctx, {"session:a": 1, "session:b": 0})
        assert [(await anext(stream)).event.reason for _ in range(2)] == ["a2", "a3"]
        coming = asyncio.ensure_future(anext(stream))
        await bench.here("session:b", "b1")
        assert (await coming).event.reason == "b1"
        await bench.here("session:a", "a4")
        assert (await anext(stream)).id == 4
        await stream.aclose()

    run(scenario)


def test_one_look_serves_every_stream_and_wakes_those_whose_topic_moved():
    async def scenario(bench):
        streams = [bench.followed(f"session:{name}") for name in "abcde"]
        twin = bench.followed("session:a", "session:e")
        await settled()
        bench.store.asked = 0
        await bench.look()
        await bench.look()
        assert bench.store.asked == 2
        await bench.elsewhere("session:a", "from elsewhere")
        await bench.look()
        await streams[0].until(("session:a", 1))
        await twin.until(("session:a", 1))
        # Each of the two reads what is new, and once more to find that this was all.
        assert bench.store.asked == 3 + 2 * 2
        assert [stream.got for stream in streams[1:]] == [[]] * 4
        await bench.look()
        assert bench.store.asked == 8
        for stream in (*streams, twin):
            await stream.close()

    run(scenario)


def test_what_this_process_tells_wakes_the_streams_of_that_topic_alone():
    async def scenario(bench):
        one, other = bench.followed("session:a"), bench.followed("session:b")
        await settled()
        bench.store.asked = 0
        await bench.here("session:a", "x")
        await one.until(("session:a", 1))
        await settled()
        assert (bench.store.asked, other.got) == (2, [])
        await one.close()
        await other.close()

    run(scenario)


def test_nothing_is_lost_that_comes_while_a_stream_is_opened_or_reads():
    async def scenario(bench):
        bench.store.before = lambda: bench.here("session:a", "between subscribing and reading")
        stream = bench.followed("session:a")
        await stream.until(("session:a", 1))
        await settled()
        bench.store.before = lambda: bench.elsewhere("session:a", "while the look is taken")
        await bench.look()
        await stream.until(("session:a", 1), ("session:a", 2))
        bench.store.before = lambda: bench.here("session:a", "while it reads")
        await bench.here("session:a", "told")
        await stream.until(*(("session:a", number) for number in range(1, 5)))
        await stream.close()

    run(scenario)


def test_nobody_looks_when_no_stream_is_open():
    async def scenario(bench):
        first, second = bench.followed("session:a"), bench.followed("session:a")
        await settled()
        await first.close()
        await bench.look()
        await second.close()
        await settled()
        assert "tidings" not in {task.get_name() for task in asyncio.all_tasks()}
        third = bench.followed("session:a")
        await bench.elsewhere("session:a", "x")
        await third.until(("session:a", 1))
        await bench.elsewhere("session:a", "y")
        await bench.pauses.pass_on()
        await third.until(("session:a", 1), ("session:a", 2))
        await third.close()

    run(scenario)


def test_a_database_that_is_away_ends_no_patient_stream(caplog):
    async def scenario(bench):
        stream = bench.followed("session:a", patient=True)
        await settled()
        bench.store.busy = True
        await bench.look()
        await bench.look()
        await bench.here("session:a", "told while nothing can be read")
        await settled()
        late = bench.followed("session:a", patient=True)
        await settled()
        assert (stream.got, late.got) == ([], [])
        bench.store.busy = False
        await bench.look()
        await stream.until(("session:a", 1))
        await late.until(("session:a", 1))
        await stream.close()
        await late.close()

    with caplog.at_level(logging.WARNING, "jupyter_codemm.services.tidings"):
        run(scenario)
    assert [record.message for record in caplog.records] == [
        "nothing is heard of other servers: the database is busy"
    ]


def test_whatever_goes_wrong_in_a_look_the_next_ones_go_on_and_say_nothing_of_it(caplog):
    async def scenario(bench):
        async def break_down():
            raise ValueError("a learner's words")

        waits = []

        async def pause(seconds):
            waits.append(seconds)
            await bench.pauses(seconds)

        bench.ctx = make_context(bench.store, tidings=Tidings(pause=pause))
        stream = bench.followed("session:a")
        await settled()
        for _ in range(7):
            bench.store.before = break_down
            await bench.look()
        await bench.elsewhere("session:a", "x")
        await bench.look()
        await stream.until(("session:a", 1))
        assert waits == [2, 4, 8, 16, 32, 60, 60, 60, 2]
        await stream.close()

    with caplog.at_level(logging.WARNING, "jupyter_codemm.services.tidings"):
        run(scenario)
    (record,) = caplog.records
    assert record.message.startswith("nothing is heard of other servers: ValueError at ")
    assert "words" not in caplog.text


def test_who_is_not_patient_is_told_of_a_database_that_is_away():
    async def scenario(bench):
        stream = follow(bench.ctx, {"session:a": 0})
        coming = asyncio.ensure_future(anext(stream))
        await settled()
        bench.store.busy = True
        await bench.here("session:a", "x")
        with pytest.raises(StoreError, match="busy"):
            await coming

    run(scenario)
