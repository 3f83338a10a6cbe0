"""Wordings: followed from any point, one at a time in a talk, cancelled, and closed."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.wording import WordingEnd, WordingPart
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import ChatMessage, CompletionRequest
from jupyter_codemm.services.phrasing import Phrased, Show, phrased
from jupyter_codemm.services.wordings import MOST_OPEN, Wordings, Work
from jupyter_codemm.tutoring.guarding import GuardContext
from tests.fakes.model_endpoint import Hold, ModelEndpoint

TALK = ("ada", "p1")


async def kept(came: Phrased) -> str:
    return came.over("the rule")


def saying(*texts: str, whole: bool = True, until: asyncio.Event | None = None) -> Work:
    async def phrase(show: Show) -> Phrased:
        for text in texts:
            show(text)
            await asyncio.sleep(0)
        if until is not None:
            await until.wait()
        return Phrased("".join(texts), whole=whole)

    return Work("the rule", phrase, kept)


async def followed(wordings: Wordings, key: str) -> tuple[str, str]:
    told = [event async for event in wordings.follow("ada", key)]
    assert isinstance(told[-1], WordingEnd)
    return "".join(e.text for e in told if isinstance(e, WordingPart)), told[-1].text


def test_all_is_heard_at_once_and_late():
    async def scenario() -> None:
        wordings, hold = Wordings(), asyncio.Event()
        assert wordings.begin("w1", saying("a ", "b", until=hold), talk=TALK, record_id=7) == "w1"
        early = asyncio.create_task(followed(wordings, "w1"))
        while not wordings.said(TALK) and not hold.is_set():
            await asyncio.sleep(0)
            assert wordings.open_of(TALK, 7) == wordings.open_one("w1") == "w1"
            hold.set()
        assert await early == await followed(wordings, "w1") == ("a b", "a b")
        assert wordings.open_of(TALK, 7) is wordings.open_one("w1") is None
        assert wordings.said(TALK) == ("a b",)

    asyncio.run(asyncio.wait_for(scenario(), 10))


def test_one_talk_has_one_at_a_time():
    async def scenario() -> None:
        wordings, hold = Wordings(), asyncio.Event()
        wordings.begin("w1", saying("first", until=hold), talk=TALK)
        known: list[tuple[str, ...]] = []

        async def phrase(_: Show) -> Phrased:
            known.append(wordings.said(TALK))
            return Phrased()

        wordings.begin("w2", Work("the rule", phrase, kept), talk=TALK)
        for _ in range(5):
            await asyncio.sleep(0)
        assert known == []
        hold.set()
        assert await followed(wordings, "w2") == ("", "the rule")
        assert known == [("first",)]

    asyncio.run(asyncio.wait_for(scenario(), 10))


def test_what_was_shown_stays_when_it_is_cancelled():
    async def scenario() -> None:
        wordings = Wordings()
        wordings.begin("w1", saying("half", until=asyncio.Event()), talk=TALK)
        following = asyncio.create_task(followed(wordings, "w1"))
        for _ in range(5):
            await asyncio.sleep(0)
        wordings.cancel("ada", "w1")
        assert await following == ("half", "half\n\nthe rule")

    asyncio.run(asyncio.wait_for(scenario(), 10))


def test_closing_hangs_up():
    async def scenario(base_url: str) -> None:
        wordings = Wordings()
        llm = EndpointLLM(LLMSettings(base_url=base_url, model="m1"))
        request = CompletionRequest((ChatMessage("user", "x"),))

        async def phrase(show: Show) -> Phrased:
            return await phrased(llm, request, GuardContext("python", 1), show)

        wordings.begin("w1", Work("the rule", phrase, kept), talk=TALK)
        assert await asyncio.to_thread(endpoint.stalled.wait, 10)
        await wordings.close()
        assert await followed(wordings, "w1") == ("", "the rule")
        assert await asyncio.to_thread(endpoint.hung_up.wait, 10)

    with ModelEndpoint([Hold()]) as endpoint:
        asyncio.run(asyncio.wait_for(scenario(endpoint.base_url), 20))


def test_when_it_cannot_be_kept_the_rule_holds():
    async def broken(_: Phrased) -> str:
        raise RuntimeError("private words")

    async def scenario() -> None:
        wordings = Wordings()
        work = saying("half", until=None)
        wordings.begin("w1", Work("the rule", work.phrase, broken), talk=TALK)
        assert (await followed(wordings, "w1"))[1] == "the rule"

    asyncio.run(asyncio.wait_for(scenario(), 10))


def test_two_may_forget_at_once():
    async def scenario() -> None:
        wordings, hold = Wordings(), asyncio.Event()
        for n in range(2):
            assert wordings.begin(f"w{n}", saying("x", until=hold), talk=("ada", f"p{n}"))
        await asyncio.gather(wordings.forget("ada"), wordings.forget("ada"))
        assert [wordings.open_one(f"w{n}") for n in range(2)] == [None, None]
        await wordings.close()

    asyncio.run(asyncio.wait_for(scenario(), 10))


def test_there_are_only_so_many_and_they_are_private():
    async def scenario() -> None:
        wordings = Wordings()
        for n in range(MOST_OPEN):
            work = saying("x", until=asyncio.Event())
            assert wordings.begin(f"w{n}", work, talk=("ada", f"p{n}"))
        assert wordings.begin("more", saying("x"), talk=TALK) is None
        for user, key in (("bob", "w1"), ("ada", "more")):
            with pytest.raises(NotFoundError):
                wordings.cancel(user, key)
        await wordings.forget("ada", ["p1", "p3"])
        with pytest.raises(NotFoundError):
            wordings.cancel("ada", "w1")
        assert (wordings.said(TALK), wordings.said(("ada", "p2"))) == ((), ())
        wordings.cancel("ada", "w2")
        assert (await followed(wordings, "w2"))[0] == "x"
        await wordings.forget("ada", ["p1", "p3"])
        assert wordings.said(("ada", "p2")) == ("x",)
        await wordings.forget("ada")
        assert wordings.said(("ada", "p2")) == ()
        with pytest.raises(NotFoundError):
            wordings.cancel("ada", "w4")
        await wordings.close()

    asyncio.run(asyncio.wait_for(scenario(), 10))
