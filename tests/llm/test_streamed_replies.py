"""Replies that come in pieces, over real HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from jupyter_codemm.errors import UnansweredError, UnavailableError
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.llm.streamed import StreamedReply
from jupyter_codemm.ports import ChatMessage, Completion, CompletionRequest
from tests.fakes.model_endpoint import (
    ModelEndpoint,
    Seen,
    Spoken,
    Step,
    in_pieces,
    refusal,
    reply,
)

TEXT = "Look at the first line. Zwölf € \U0001f600 are in it, and one more."


def asked(endpoint: ModelEndpoint, **changes: object) -> tuple[list[str], Completion]:
    heard: list[str] = []
    llm = EndpointLLM(LLMSettings(base_url=endpoint.base_url, model="m1"))
    request = CompletionRequest((ChatMessage("user", "hello"),), heard=heard.append)
    return heard, asyncio.run(llm.complete(replace(request, **changes)))


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_pieces_are_told_as_they_come_and_make_the_reply(size: int):
    with ModelEndpoint([in_pieces(TEXT, size)]) as endpoint:
        heard, done = asked(endpoint)
        assert "".join(heard) == done.text == TEXT
        assert len(heard) == -(-len(TEXT) // size)
        assert (done.tokens_in, done.tokens_out, done.model) == (12, 3, "model-of-the-day")
        assert endpoint.seen[0].body["stream"] is True


def test_an_endpoint_that_answers_whole_is_heard_once():
    with ModelEndpoint([reply(TEXT)]) as endpoint:
        heard, done = asked(endpoint)
        assert heard == [done.text] == [TEXT]


def test_who_does_not_listen_gets_no_stream():
    with ModelEndpoint([reply(TEXT)]) as endpoint:
        asked(endpoint, heard=None)
        assert "stream" not in endpoint.seen[0].body


def test_an_endpoint_that_refuses_streams_is_asked_without():
    def step(seen: Seen) -> Step:
        return refusal(400, "unknown option") if "stream" in seen.body else reply(TEXT)

    with ModelEndpoint(step) as endpoint:
        heard, _ = asked(endpoint)
        assert heard == [TEXT]
        assert [seen.body.get("stream_options") for seen in endpoint.seen] == [
            {"include_usage": True},
            None,
            None,
        ]


@pytest.mark.parametrize("then", ["reset", "cut"])
def test_a_reply_that_breaks_off_is_not_asked_for_again(then: str):
    broken = Spoken(("Look at ", "the first"), then)
    with ModelEndpoint([broken, in_pieces(TEXT)]) as endpoint:
        with pytest.raises(UnansweredError):
            asked(endpoint)
        assert len(endpoint.seen) == 1


def test_one_that_fails_before_its_first_word_is():
    with ModelEndpoint([Spoken((), "cut"), in_pieces(TEXT)]) as endpoint:
        heard, _ = asked(endpoint)
        assert "".join(heard) == TEXT


def test_a_stream_that_stalls_ends_in_time_and_hangs_up():
    with ModelEndpoint([Spoken(("Look. ",), "hold")]) as endpoint:
        with pytest.raises(UnavailableError):
            asked(endpoint, timeout_s=0.3)
        assert endpoint.hung_up.wait(5)


def test_cancelling_closes_the_connection():
    async def scenario(endpoint: ModelEndpoint) -> None:
        llm = EndpointLLM(LLMSettings(base_url=endpoint.base_url, model="m1"))
        came = asyncio.Event()
        request = CompletionRequest((ChatMessage("user", "x"),), heard=lambda _: came.set())
        task = asyncio.create_task(llm.complete(request))
        await came.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    with ModelEndpoint([Spoken(("Look. ",), "hold")]) as endpoint:
        asyncio.run(scenario(endpoint))
        assert endpoint.hung_up.wait(5)


def test_what_is_no_chunk_is_passed_over():
    heard: list[str] = []
    streamed = StreamedReply(heard.append)
    for line in (
        b": ping\r\n\r\n",
        b"event: x\ndata: nonsense\n\n",
        b'data: {"choices": [{"delta": {"content": "\\ud800"}}]}\n\n',
        b'data: {"choices": [{"delta": {"content": "a"}}]}\r\n\r\n',
        b'data: {"choices": [{"delta": {"content": null}, "finish_reason": "length"}]}',
    ):
        streamed.feed(line)
    done = streamed.read()
    assert done is not None
    assert done.truncated
    assert heard == [done.text] == ["a"]
