"""Replies that are odd but are replies, and failures that differ in what they may have cost."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

import pytest

from jupyter_codemm.errors import PromptTooLongError, UnansweredError, UnavailableError
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import ChatMessage, Completion, CompletionRequest
from tests.fakes.model_endpoint import (
    Answer,
    Flood,
    HangUp,
    Hold,
    ModelEndpoint,
    Step,
    refusal,
    reply,
)

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def asking(timeout_s: float = 20.0) -> CompletionRequest:
    return CompletionRequest(
        messages=(ChatMessage("user", "hello"),),
        schema_name="thing",
        schema=SCHEMA,
        max_tokens=77,
        timeout_s=timeout_s,
    )


async def at_once(_seconds: float) -> None:
    """Wait for nothing."""


def client(base_url: str) -> EndpointLLM:
    return EndpointLLM(LLMSettings(base_url=base_url, model="m1"), sleep=at_once)


def complete(*steps: Step, timeout_s: float = 20.0) -> tuple[Completion, ModelEndpoint]:
    with ModelEndpoint(steps) as endpoint:
        return asyncio.run(client(endpoint.base_url).complete(asking(timeout_s))), endpoint


def failure(*steps: Step, timeout_s: float = 20.0) -> UnavailableError:
    with pytest.raises(UnavailableError) as caught:
        complete(*steps, timeout_s=timeout_s)
    return caught.value


REFUSED = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}


@pytest.mark.parametrize(
    "answer",
    [
        reply(None),
        reply("", finish_reason="length"),
        reply("", choices=[{"message": REFUSED, "finish_reason": "stop"}]),
        reply("", choices=[{"message": {"role": "assistant"}, "finish_reason": "content_filter"}]),
    ],
    ids=["null", "all thought", "refusal", "filtered"],
)
def test_a_model_with_nothing_to_say_answered_all_the_same(answer: Answer):
    assert complete(answer)[0].text == ""


def test_text_in_parts_is_one_text():
    parts = [{"type": "text", "text": '{"a"'}, {"type": "text", "text": ": 1}"}]
    assert complete(reply(parts))[0].text == '{"a": 1}'


def test_earlier_tries_are_counted():
    assert complete(reply("x"))[0].retries == 0
    assert complete(refusal(429), HangUp(), reply("x"))[0].retries == 2
    assert complete(refusal(400, "no json_schema here"), reply("x"))[0].retries == 1


def test_something_that_is_no_reply_is_asked_for_again():
    assert complete(Answer(body=b"<html>busy</html>"), reply("x"))[0].text == "x"


def test_endless_tokens_are_counted_as_many():
    usage = {"prompt_tokens": 10**30, "completion_tokens": 10**18}
    got = complete(reply("x", usage=usage))[0]
    assert (got.tokens_in, got.tokens_out) == (10**9, 10**9)


@pytest.mark.parametrize(
    "words",
    [
        "This model's maximum context length is 4096 tokens, you requested 9000 (max_tokens).",
        "the request exceeds the available context size",
        "prompt is too long: 9000 tokens > 4096 maximum",
    ],
)
def test_a_request_over_the_context_is_told_apart_and_asked_once(words: str):
    with ModelEndpoint([refusal(400, words)]) as endpoint:
        with pytest.raises(PromptTooLongError, match="too long for the model m1"):
            asyncio.run(client(endpoint.base_url).complete(asking()))
        assert len(endpoint.seen) == 1


def test_a_server_that_fails_over_the_schema_is_asked_without():
    steps = [refusal(500, "failed to parse grammar"), refusal(500, "json schema"), reply("x")]
    got, endpoint = complete(*steps)
    formats = [seen.body.get("response_format", {}).get("type") for seen in endpoint.seen]
    assert (got.text, formats) == ("x", ["json_schema", "json_object", None])


def test_a_server_that_knows_no_length_option_gets_none():
    steps = [
        refusal(400, "max_tokens is too large"),
        refusal(400, "unknown option max_completion_tokens"),
        reply("x"),
    ]
    _, endpoint = complete(*steps)
    assert not {"max_tokens", "max_completion_tokens"} & set(endpoint.seen[-1].body)


@pytest.mark.parametrize(
    ("step", "may_cost"),
    [
        (refusal(401), False),
        (refusal(429), False),
        (Answer(500, b"RAW"), False),
        (refusal(400, "no"), False),
        (HangUp(), True),
        (Hold(), True),
        (Flood(), True),
        (Answer(body=b"<html>"), True),
        (Answer(body=b'{"cho', declared=500), True),
    ],
)
def test_only_what_was_taken_may_have_cost(step: Step, may_cost: bool):
    error = failure(step, timeout_s=0.5 if isinstance(step, Hold) else 20.0)
    assert isinstance(error, UnansweredError) == may_cost


def test_nobody_listening_cost_nothing():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnavailableError, match="cannot be reached") as caught:
        asyncio.run(client(f"http://127.0.0.1:{port}/v1").complete(asking()))
    assert not isinstance(caught.value, UnansweredError)


def test_cancelling_while_the_handshake_stalls_closes_the_connection():
    """A server that takes the connection and never says a word of TLS."""

    async def scenario() -> bytes:
        gone: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        arrived = asyncio.Event()

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            first = await reader.read(1)
            arrived.set()
            gone.set_result(first + (await reader.read())[:0])
            writer.close()

        server = await asyncio.start_server(take, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        task = asyncio.create_task(client(f"https://127.0.0.1:{port}/v1").complete(asking()))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        seen = await gone
        server.close()
        return seen

    assert asyncio.run(scenario()) == b"\x16"  # the first byte of a handshake, then the end


def test_cancelling_while_waiting_for_the_next_try_stops():
    async def scenario(base_url: str) -> None:
        waiting, never = asyncio.Event(), asyncio.Event()

        async def wait(_seconds: float) -> None:
            waiting.set()
            await never.wait()

        llm = EndpointLLM(LLMSettings(base_url=base_url, model="m1"), sleep=wait)
        task = asyncio.create_task(llm.complete(asking()))
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with ModelEndpoint([refusal(429)]) as endpoint:
        asyncio.run(scenario(endpoint.base_url))
        assert len(endpoint.seen) == 1


def test_json_that_a_proxy_cut_is_asked_for_again():
    whole: dict[str, Any] = json.loads(reply("x").body)
    cut = json.dumps(whole)[:-20].encode()
    assert complete(Answer(body=cut), reply("y"))[0].text == "y"
