"""Boxes stand ready, serve one at a time, and are replaced; first with boxes of thin air."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.docker.pool import Pool, PoolSettings


@dataclass(eq=False)
class AirBox:
    kind: str
    ready: bool = True
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    warmed: bool = False
    cold: Exception | None = None
    hot: asyncio.Event = field(default_factory=asyncio.Event)

    async def warm(self) -> None:
        await self.hot.wait()
        if self.cold:
            raise self.cold
        self.warmed = True

    async def end(self) -> None:
        self.gone.set()

    @property
    def ended(self) -> bool:
        return self.gone.is_set()


@dataclass
class Factory:
    """Makes boxes when `go` is set, warm ones when `hot` is; raises `error` if there is one."""

    made: list[AirBox] = field(default_factory=list)
    go: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None
    cold: Exception | None = None
    hot: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, kind: str) -> AirBox:
        await self.go.wait()
        if self.error:
            raise self.error
        self.made.append(AirBox(kind, cold=self.cold, hot=self.hot))
        return self.made[-1]

    @property
    def alive(self) -> list[AirBox]:
        return [box for box in self.made if not box.ended]


async def clean() -> bool:
    return True


async def dirty() -> bool:
    return False


async def broken() -> bool:
    raise UnavailableError("the pipe broke")


async def settled() -> None:
    """Let everything happen that waits for nothing."""
    for _ in range(30):
        await asyncio.sleep(0)


def pooled(
    scenario: Callable[[Pool[str, AirBox], Factory], Awaitable[None]], **settings: object
) -> None:
    async def session() -> None:
        factory = Factory()
        factory.go.set()
        factory.hot.set()
        pool = Pool(factory, PoolSettings(**{"most": 4, "steady": 2, **settings}))
        try:
            await scenario(pool, factory)
        finally:
            factory.go.set()
            await pool.close()
        assert factory.alive == []

    asyncio.run(session())


def test_a_clean_box_serves_the_next_plan_of_its_kind_and_no_other():
    async def scenario(pool, factory):
        first = await pool.take("a")
        pool.give_back(first, clean())
        other = await pool.take("b")
        again = await pool.take("a")
        assert again.box is first.box
        assert other.box is not first.box

    pooled(scenario)


def test_nobody_gets_a_box_before_its_reset_has_answered():
    async def scenario(pool, factory):
        gate: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        first = await pool.take("a")

        async def reset() -> bool:
            return await gate

        pool.give_back(first, reset())
        taking = asyncio.create_task(pool.take("a"))
        await settled()
        assert not taking.done()
        gate.set_result(True)
        assert (await taking).box is first.box

    pooled(scenario, spare=0)


@pytest.mark.parametrize("reset", [dirty, broken])
def test_a_box_whose_reset_fails_is_gone_and_replaced(reset):
    async def scenario(pool, factory):
        first = await pool.take("a")
        pool.give_back(first, reset())
        second = await pool.take("a")
        assert first.box.ended
        assert second.box is not first.box
        pool.give_back(second, reset())
        await settled()
        assert [box.warmed for box in factory.alive] == [True]

    pooled(scenario)


def test_a_box_goes_after_so_many_plans():
    async def scenario(pool, factory):
        boxes = []
        for _ in range(5):
            member = await pool.take("a")
            boxes.append(member.box)
            pool.give_back(member, clean())
            await settled()
        assert len({id(box) for box in boxes}) == 3
        assert boxes[0].ended
        assert boxes[1].ended

    pooled(scenario, uses=2, spare=0)


def test_a_box_too_old_is_not_handed_out():
    async def scenario(pool, factory):
        first = await pool.take("a")
        pool.give_back(first, clean())
        await settled()
        first.born -= 601
        second = await pool.take("a")
        assert second.box is not first.box
        assert first.box.ended

    pooled(scenario)


def test_one_plan_alone_gets_no_spare():
    async def scenario(pool, factory):
        for _ in range(4):
            member = await pool.take("a")
            pool.give_back(member, clean())
            await settled()
        assert len(factory.made) == 1

    pooled(scenario, steady=8)


def test_a_box_is_warmed_as_soon_as_nobody_waits_for_it_and_never_before():
    async def scenario(pool, factory):
        first = await pool.take("a")
        taking = asyncio.create_task(pool.take("a"))
        await settled()
        pool.give_back(first, clean())
        second = await taking
        assert second.box is first.box
        assert not second.box.warmed
        pool.give_back(second, clean())
        await settled()
        assert second.box.warmed

    pooled(scenario, most=1)


def test_who_comes_while_a_box_gets_warm_waits_for_it_instead_of_for_a_new_one():
    async def scenario(pool, factory):
        factory.hot.clear()
        pool.prepare("a")
        await settled()
        taking = asyncio.create_task(pool.take("a"))
        await settled()
        assert not taking.done()
        factory.hot.set()
        assert (await taking).box is factory.made[0]
        assert len(factory.made) == 1

    pooled(scenario)


def test_strict_boxes_serve_once_and_a_spare_stands_ready():
    async def scenario(pool, factory):
        first = await pool.take("a")
        await settled()
        spare = factory.made[1]
        pool.give_back(first, clean())
        second = await pool.take("a")
        await settled()
        assert second.box is spare
        assert first.box.ended

    pooled(scenario, strict=True)


def test_a_spare_is_warm_and_one_that_does_not_get_warm_is_not_kept():
    async def scenario(pool, factory):
        pool.prepare("a")
        await settled()
        assert factory.made[0].warmed
        factory.cold = UnavailableError("does not get warm")
        pool.prepare("b")
        await settled()
        assert factory.made[1].ended
        factory.cold = None

    pooled(scenario)


def test_a_box_that_died_while_it_stood_ready_is_not_handed_out():
    async def scenario(pool, factory):
        first = await pool.take("a")
        pool.give_back(first, clean())
        await settled()
        first.box.ready = False
        assert (await pool.take("a")).box is not first.box
        assert first.box.ended

    pooled(scenario)


def test_a_discarded_box_is_gone_on_return():
    async def scenario(pool, factory):
        member = await pool.take("a")
        await pool.discard(member)
        assert member.box.ended
        assert (await pool.take("a")).box is not member.box

    pooled(scenario)


def test_idle_boxes_of_other_kinds_make_room_and_there_are_never_too_many():
    async def scenario(pool, factory):
        for kind in "abc":
            member = await pool.take(kind)
            pool.give_back(member, clean())
            await settled()
        assert len(factory.alive) == 2
        assert factory.made[0].ended
        held = [await pool.take("d"), await pool.take("d")]
        assert [box.kind for box in factory.alive] == ["d", "d"]
        waiting = asyncio.create_task(pool.take("a"))
        await settled()
        assert not waiting.done()
        pool.give_back(held[0], clean())
        assert (await waiting).kind == "a"
        assert len(factory.alive) == 2

    pooled(scenario, most=2)


def test_idle_boxes_are_released():
    async def scenario(pool, factory):
        member = await pool.take("a")
        pool.give_back(member, clean())
        await asyncio.wait_for(member.box.gone.wait(), 10)

    pooled(scenario, idle_s=0.001)


def test_who_gives_up_waiting_costs_nobody_a_box():
    async def scenario(pool, factory):
        factory.go.clear()
        tasks = [asyncio.create_task(pool.take("a")) for _ in range(3)]
        await settled()
        tasks[0].cancel()
        await settled()
        factory.go.set()
        members = await asyncio.gather(*tasks[1:])
        assert members[0].box is not members[1].box

    pooled(scenario)


def test_a_box_handed_to_who_just_gave_up_goes_to_the_next():
    async def scenario(pool, factory):
        first = await pool.take("a")
        tasks = [asyncio.create_task(pool.take("a")) for _ in range(2)]
        await settled()

        async def reset() -> bool:
            asyncio.get_running_loop().call_soon(tasks[0].cancel)
            return True

        pool.give_back(first, reset())
        assert (await tasks[1]).box is first.box

    pooled(scenario, most=1)


def test_what_hinders_a_start_is_told_to_all_who_wait_and_the_next_may_try_again():
    async def scenario(pool, factory):
        factory.error = UnavailableError("away")
        results = await asyncio.gather(*(pool.take("a") for _ in range(3)), return_exceptions=True)
        assert all(isinstance(result, UnavailableError) for result in results)
        factory.error = None
        assert await pool.take("a")

    pooled(scenario)


def test_a_kind_that_waits_for_room_gets_it_when_the_start_of_another_fails():
    async def scenario(pool, factory):
        factory.go.clear()
        factory.error = UnavailableError("away")
        first, second = (asyncio.create_task(pool.take(kind)) for kind in "ab")
        await settled()
        factory.go.set()
        await settled()
        assert [task.done() for task in (first, second)] == [True, True]
        await asyncio.gather(first, second, return_exceptions=True)

    pooled(scenario, most=1)


def test_a_start_that_fails_as_nobody_expected_leaves_nobody_waiting():
    async def scenario(pool, factory):
        surprises = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: surprises.append(context))
        factory.error = ValueError("surprise")
        task = asyncio.create_task(pool.take("a"))
        await settled()
        assert task.done()
        with pytest.raises(UnavailableError):
            await task
        gc.collect()
        assert [str(context["exception"]) for context in surprises] == ["surprise"]

    pooled(scenario)


def test_who_waits_for_a_box_that_still_comes_is_not_told_of_one_that_does_not():
    async def scenario(pool, factory):
        first = await pool.take("a")
        gate: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        async def reset() -> bool:
            return await gate

        pool.give_back(first, reset())
        factory.error = UnavailableError("away")
        tasks = [asyncio.create_task(pool.take("a")) for _ in range(2)]
        await settled()
        assert [task.done() for task in tasks] == [False, True]
        gate.set_result(True)
        assert (await tasks[0]).box is first.box
        with pytest.raises(UnavailableError, match="away"):
            await tasks[1]

    pooled(scenario, spare=0)


async def surprised() -> bool:
    raise ValueError("surprise")


def test_a_reset_that_fails_as_nobody_expected_costs_only_its_box():
    async def scenario(pool, factory):
        surprises = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: surprises.append(context))
        first = await pool.take("a")
        pool.give_back(first, surprised())
        taking = asyncio.create_task(pool.take("a"))
        await settled()
        assert taking.done()
        assert first.box.ended
        gc.collect()
        assert [str(context["exception"]) for context in surprises] == ["surprise"]

    pooled(scenario, most=1)


def test_a_box_that_fails_to_get_warm_as_nobody_expected_costs_only_itself():
    async def scenario(pool, factory):
        surprises = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: surprises.append(context))
        factory.cold = ValueError("surprise")
        pool.prepare("a")
        await settled()
        assert factory.made[0].ended
        taking = asyncio.create_task(pool.take("b"))
        await settled()
        assert taking.done()
        gc.collect()
        assert [str(context["exception"]) for context in surprises] == ["surprise"]

    pooled(scenario, most=1)


def test_who_waits_gets_the_room_of_a_discarded_box_before_a_spare_does():
    async def scenario(pool, factory):
        for _ in range(2):
            member = await pool.take("a")
            pool.give_back(member, clean())
        member = await pool.take("a")
        waiting = asyncio.create_task(pool.take("b"))
        await settled()
        await pool.discard(member)
        await waiting
        assert [box.kind for box in factory.made] == ["a", "b"]

    pooled(scenario, most=1)


def test_boxes_are_prepared_only_where_there_is_room():
    async def scenario(pool, factory):
        await pool.take("a")
        pool.prepare("b")
        await settled()
        assert [box.kind for box in factory.made] == ["a"]

    pooled(scenario, most=1)


def test_closing_ends_boxes_that_are_out_idle_or_starting_and_refuses_callers():
    async def scenario(pool, factory):
        await pool.take("a")
        pool.prepare("b")
        await settled()
        factory.go.clear()
        starting = asyncio.create_task(pool.take("c"))
        await settled()
        closing = asyncio.create_task(pool.close())
        with pytest.raises(UnavailableError, match="closed"):
            await starting
        factory.go.set()
        await closing
        assert len(factory.made) == 3
        assert factory.alive == []
        with pytest.raises(UnavailableError, match="closed"):
            await pool.take("a")

    pooled(scenario)
