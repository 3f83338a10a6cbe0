from __future__ import annotations

import asyncio
import gzip
import logging
import socket
from collections.abc import Sequence

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import ChatMessage, Completion, CompletionRequest
from tests.fakes.model_endpoint import (
    Answer,
    Drip,
    Flood,
    HangUp,
    Hold,
    ModelEndpoint,
    Step,
    refusal,
    reply,
)

KEY = "sk-very-secret-key"
PROMPT = "the private prompt"
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def asking(*, schema: bool = False, timeout_s: float = 20.0) -> CompletionRequest:
    return CompletionRequest(
        messages=(ChatMessage("system", "be brief"), ChatMessage("user", PROMPT)),
        schema_name="thing" if schema else "",
        schema=SCHEMA if schema else None,
        max_tokens=77,
        timeout_s=timeout_s,
    )


class Bench:
    """A client against a scripted endpoint, with waits that are noted instead of waited."""

    def __init__(self, endpoint: ModelEndpoint, **settings: str) -> None:
        self.waits: list[float] = []
        values = {"base_url": endpoint.base_url, "model": "m1", "key": KEY} | settings
        self.llm = EndpointLLM(LLMSettings(**values), sleep=self._note, jitter=lambda: 0.0)

    async def _note(self, seconds: float) -> None:
        self.waits.append(seconds)

    def complete(self, request: CompletionRequest | None = None) -> Completion:
        return asyncio.run(self.llm.complete(request or asking()))

    def fails(self, request: CompletionRequest | None = None) -> str:
        with pytest.raises(UnavailableError) as caught:
            self.complete(request)
        sentence = caught.value.message
        for secret in (KEY, PROMPT, "RAW", "<html"):
            assert secret not in sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert caught.value.__cause__ is None
        return sentence


def formats(endpoint: ModelEndpoint) -> list[str | None]:
    return [seen.body.get("response_format", {}).get("type") for seen in endpoint.seen]


def test_a_good_reply_comes_back_with_model_and_tokens():
    with ModelEndpoint([reply("hello")]) as endpoint:
        completion = Bench(endpoint).complete()
        (seen,) = endpoint.seen
    assert completion.text == "hello"
    assert completion.model == "model-of-the-day"
    assert (completion.tokens_in, completion.tokens_out) == (12, 3)
    assert not completion.truncated
    assert seen.path == "/v1/chat/completions"
    assert seen.headers["authorization"] == f"Bearer {KEY}"
    assert seen.body["max_tokens"] == 77
    assert seen.body["messages"][1] == {"role": "user", "content": PROMPT}
    assert "response_format" not in seen.body


def test_without_a_key_no_authorization_is_sent():
    with ModelEndpoint([reply("hello")]) as endpoint:
        Bench(endpoint, key="").complete()
        assert "authorization" not in endpoint.seen[0].headers


def test_an_azure_like_address_keeps_its_query_and_gets_its_own_key_header():
    with ModelEndpoint([reply("hello")]) as endpoint:
        Bench(endpoint, base_url=f"{endpoint.base_url}/deploy/x?api-version=2025-01-01").complete()
        (seen,) = endpoint.seen
    assert seen.path == "/v1/deploy/x/chat/completions?api-version=2025-01-01"
    assert seen.headers["api-key"] == KEY


def test_a_reply_cut_at_the_token_limit_says_so():
    with ModelEndpoint([reply("hel", finish_reason="length")]) as endpoint:
        assert Bench(endpoint).complete().truncated


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_refused_schema_is_asked_for_more_weakly_and_the_refusal_is_remembered(status: int):
    steps = [refusal(status), refusal(status), reply("{}"), reply("{}")]
    with ModelEndpoint(steps) as endpoint:
        bench = Bench(endpoint)
        bench.complete(asking(schema=True))
        bench.complete(asking(schema=True))
        assert formats(endpoint) == ["json_schema", "json_object", None, None]
        sent = endpoint.seen[0].body["response_format"]["json_schema"]
    assert sent == {"name": "thing", "strict": True, "schema": SCHEMA}
    assert bench.waits == []


def test_a_failure_of_every_form_is_not_remembered():
    steps = [refusal(400)] * 3 + [reply("{}")]
    with ModelEndpoint(steps) as endpoint:
        bench = Bench(endpoint)
        assert "refused the request (400)" in bench.fails(asking(schema=True))
        bench.complete(asking(schema=True))
        assert formats(endpoint)[3] == "json_schema"


def test_an_endpoint_that_renamed_its_options_gets_the_new_names():
    steps = [
        refusal(400, "Unsupported parameter: 'max_tokens'"),
        refusal(400, "Unsupported value: 'temperature'"),
        reply("{}"),
    ]
    with ModelEndpoint(steps) as endpoint:
        Bench(endpoint).complete(asking(schema=True))
        last = endpoint.seen[-1].body
    assert last["max_completion_tokens"] == 77
    assert "max_tokens" not in last
    assert "temperature" not in last
    assert last["response_format"]["type"] == "json_schema"


def test_a_busy_endpoint_is_asked_again_after_the_time_it_names():
    with ModelEndpoint([refusal(429, Retry_After="2.5"), reply("ok")]) as endpoint:
        bench = Bench(endpoint)
        assert bench.complete().text == "ok"
    assert bench.waits == [2.5]


def test_a_wait_that_does_not_fit_the_time_is_not_waited():
    with ModelEndpoint([refusal(429, Retry_After="3600")]) as endpoint:
        bench = Bench(endpoint)
        assert "too busy (429)" in bench.fails()
        assert len(endpoint.seen) == 1
    assert bench.waits == []


def test_a_used_up_quota_is_not_asked_again():
    body = b'{"error": {"message": "RAW", "code": "insufficient_quota"}}'
    with ModelEndpoint([Answer(429, body)]) as endpoint:
        assert "quota" in Bench(endpoint).fails()
        assert len(endpoint.seen) == 1


def test_three_server_errors_are_the_end():
    with ModelEndpoint([Answer(500, b"RAW stack trace")]) as endpoint:
        bench = Bench(endpoint)
        assert "failed (500)" in bench.fails()
        assert len(endpoint.seen) == 3
    assert bench.waits == [0.5, 1.0]


def test_a_connection_that_is_closed_without_an_answer_is_tried_again():
    with ModelEndpoint([HangUp(), reply("ok")]) as endpoint:
        bench = Bench(endpoint)
        assert bench.complete().text == "ok"
    assert bench.waits == [0.5]


def test_a_body_that_breaks_off_is_tried_again():
    with ModelEndpoint([Answer(body=b'{"cho', declared=500), reply("ok")]) as endpoint:
        bench = Bench(endpoint)
        assert bench.complete().text == "ok"
    assert bench.waits == [0.5]


def test_nobody_listening_is_one_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = ModelEndpoint([reply("never")])
    with endpoint:
        bench = Bench(endpoint, base_url=f"http://127.0.0.1:{port}/v1")
        assert "cannot be reached" in bench.fails()
    assert bench.waits == [0.5, 1.0]


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_named_and_not_retried(status: int):
    with ModelEndpoint([refusal(status, f"Incorrect API key: {KEY}")]) as endpoint:
        assert f"refused the key ({status})" in Bench(endpoint).fails(asking(schema=True))
        assert len(endpoint.seen) == 1


def test_a_redirect_is_not_followed():
    with ModelEndpoint([reply("stolen")]) as elsewhere:
        to = Answer(307, headers={"Location": f"{elsewhere.base_url}/chat/completions"})
        with ModelEndpoint([to]) as endpoint:
            assert "(307)" in Bench(endpoint).fails()
        assert elsewhere.seen == []


def test_an_unknown_model_is_named():
    with ModelEndpoint([refusal(404, "model not found")]) as endpoint:
        assert "does not know the model m1" in Bench(endpoint).fails()


LIES: dict[str, Answer] = {
    "html": Answer(body=b"<html>RAW</html>", content_type="text/html"),
    "html called json": Answer(body=b"<html>RAW</html>"),
    "nothing": Answer(),
    "binary": Answer(body=bytes(range(256))),
    "truncated json": Answer(body=b'{"choices": [{"message": {"content": "RAW'),
    "a list": Answer(body=b"[]"),
    "no choices": reply("RAW", choices=[]),
    "choices of another type": reply("RAW", choices="RAW"),
    "a choice without message": reply("RAW", choices=[{"text": "RAW"}]),
    "content of another type": reply({"RAW": 1}),
    "an error with status 200": Answer(body=b'{"error": {"message": "RAW"}}'),
    "deep nesting": Answer(body=b"[" * 100_000),
    "an event stream": Answer(body=b"data: {RAW}\n\n", content_type="text/event-stream"),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lie_is_no_reply(lie: Answer):
    with ModelEndpoint([lie]) as endpoint:
        assert "something that is no reply" in Bench(endpoint).fails()


@pytest.mark.parametrize(
    "step",
    [
        Flood(),
        reply("x" * 1_000_001),
        Answer(500, b"x" * 100_000),
        Answer(body=gzip.compress(b" " * 5_000_000), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["endless", "huge", "huge error", "compressed"],
)
def test_more_bytes_than_a_reply_can_have_are_not_read(step: Step):
    with ModelEndpoint([step]) as endpoint:
        assert "more than a reply can be" in Bench(endpoint).fails()


@pytest.mark.parametrize("step", [Hold(), Drip()], ids=["silent", "dripping"])
def test_a_slow_endpoint_is_left_and_its_connection_closed(step: Step):
    with ModelEndpoint([step]) as endpoint:
        sentence = Bench(endpoint).fails(asking(timeout_s=0.3))
        assert "in time" in sentence or "did not answer within 0.3 s" in sentence
        assert endpoint.hung_up.wait(10)


def test_wrong_usage_and_model_do_not_spoil_a_reply():
    odd = reply("ok", usage={"prompt_tokens": "many", "completion_tokens": -4}, model=["x"])
    with ModelEndpoint([odd]) as endpoint:
        completion = Bench(endpoint).complete()
    assert (completion.tokens_in, completion.tokens_out, completion.model) == (0, 0, "m1")


def test_a_lone_surrogate_harms_neither_side():
    body = b'{"choices": [{"message": {"content": "a\\ud800b"}}]}'
    request = CompletionRequest(messages=(ChatMessage("user", "x\ud800y"),))
    with ModelEndpoint([Answer(body=body), reply("x")]) as endpoint:
        bench = Bench(endpoint)
        try:
            bench.complete(request).text.encode("utf-8")
        except UnavailableError as error:
            assert "no reply" in error.message  # noqa: PT017 - either way it is handled
        assert endpoint.seen[0].body["messages"][0]["content"] == "x?y"


def test_cancelling_closes_the_connection():
    async def scenario(endpoint: ModelEndpoint, bench: Bench) -> None:
        task = asyncio.create_task(bench.llm.complete(asking()))
        assert await asyncio.to_thread(endpoint.arrived.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(endpoint.hung_up.wait, 10)

    with ModelEndpoint([Hold()]) as endpoint:
        asyncio.run(scenario(endpoint, Bench(endpoint)))


def test_callers_do_not_wait_for_each_other():
    async def scenario(bench: Bench) -> Sequence[Completion]:
        return await asyncio.gather(*(bench.llm.complete(asking()) for _ in range(5)))

    with ModelEndpoint([reply("ok")]) as endpoint:
        assert [c.text for c in asyncio.run(scenario(Bench(endpoint)))] == ["ok"] * 5


def test_an_instance_outlives_an_event_loop():
    with ModelEndpoint([reply("ok")]) as endpoint:
        bench = Bench(endpoint)
        assert [bench.complete().text for _ in range(3)] == ["ok"] * 3


def test_no_log_line_holds_key_or_prompt_or_reply(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    with ModelEndpoint([Answer(500, b"RAW error"), reply("RAW answer")]) as endpoint:
        Bench(endpoint).complete()
    assert caplog.records
    for secret in (KEY, PROMPT, "RAW"):
        assert secret not in caplog.text


def test_closing_is_quiet():
    with ModelEndpoint([reply("ok")]) as endpoint:
        bench = Bench(endpoint)
        bench.complete()
        asyncio.run(bench.llm.close())
