"""One suite for every implementation of the LLM port."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.scripted import ScriptedLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import LLM, ChatMessage, CompletionRequest
from tests.fakes.model_endpoint import ModelEndpoint, refusal, reply

Replies = list[str | UnavailableError]
Opened = AbstractContextManager[LLM]


@contextmanager
def scripted(replies: Replies) -> Iterator[LLM]:
    yield ScriptedLLM(replies)


@contextmanager
def endpoint(replies: Replies) -> Iterator[LLM]:
    steps = [refusal(401) if isinstance(r, UnavailableError) else reply(r) for r in replies]
    with ModelEndpoint(steps) as server:
        yield EndpointLLM(LLMSettings(base_url=server.base_url, model="m1"))


@pytest.fixture(params=[scripted, endpoint], ids=["scripted", "endpoint"])
def opened(request: pytest.FixtureRequest) -> Callable[[Replies], Opened]:
    return request.param


def asking(text: str = "hello") -> CompletionRequest:
    return CompletionRequest(messages=(ChatMessage("user", text),))


def test_it_has_a_name(opened: Callable[[Replies], Opened]):
    with opened(["x"]) as llm:
        assert llm.name


def test_replies_come_in_order_with_their_facts(opened: Callable[[Replies], Opened]):
    async def scenario(llm: LLM) -> None:
        first = await llm.complete(asking())
        second = await llm.complete(asking())
        assert (first.text, second.text) == ("one", "zwei €")
        assert first.model
        assert min(first.tokens_in, first.tokens_out, first.latency_ms) >= 0
        assert not first.truncated

    with opened(["one", "zwei €"]) as llm:
        asyncio.run(scenario(llm))


def test_callers_may_come_at_once(opened: Callable[[Replies], Opened]):
    async def scenario(llm: LLM) -> None:
        replies = await asyncio.gather(*(llm.complete(asking()) for _ in range(4)))
        assert sorted(r.text for r in replies) == ["a", "b", "c", "d"]

    with opened(["a", "b", "c", "d"]) as llm:
        asyncio.run(scenario(llm))


def test_a_failure_is_one_sentence_and_not_the_end(opened: Callable[[Replies], Opened]):
    async def scenario(llm: LLM) -> None:
        with pytest.raises(UnavailableError) as caught:
            await llm.complete(asking("my private words"))
        assert caught.value.message.endswith(".")
        assert "private" not in caught.value.message
        assert (await llm.complete(asking())).text == "back"

    with opened([UnavailableError("The model is away."), "back"]) as llm:
        asyncio.run(scenario(llm))


def test_a_cancelled_caller_stops_at_once(opened: Callable[[Replies], Opened]):
    async def scenario(llm: LLM) -> None:
        task = asyncio.create_task(llm.complete(asking()))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with opened(["x"]) as llm:
        asyncio.run(scenario(llm))
