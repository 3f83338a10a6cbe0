"""The LLM port over any OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx2
import openai

from jupyter_codemm.errors import PromptTooLongError, UnansweredError, UnavailableError
from jupyter_codemm.llm.closing import close_when_cancelled
from jupyter_codemm.llm.dialect import Dialect
from jupyter_codemm.llm.retry import TRIES, asked_wait, backoff
from jupyter_codemm.llm.settings import DEFAULT_ORIGIN, LLMSettings
from jupyter_codemm.llm.streamed import EVENTS, StreamedReply
from jupyter_codemm.llm.wire import (
    MAX_REPLY_BYTES,
    OversizeReplyError,
    WireReply,
    bound,
    encodable,
)
from jupyter_codemm.ports import Completion, CompletionRequest

_CONNECT_S = 10.0
_REFUSALS = frozenset({400, 404, 413, 422})
_KEY_REFUSALS = frozenset({401, 403})
_BUSY = frozenset({408, 429})
_SERVER_ERROR = 500
_TOO_LONG = re.compile(
    r"context.?(length|window|size)|maximum context|prompt is too long|too many tokens",
    re.IGNORECASE,
)
# Some servers fail, rather than refuse, when they cannot make a grammar of a schema.
_FORM_FAULT = re.compile(r"grammar|json.?schema|response_format", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why one request failed, for the user; `refusal` holds the endpoint's words, never shown."""

    sentence: str
    again: bool = False
    wait_s: float | None = None
    refusal: str | None = None
    error: type[UnavailableError] = UnavailableError


class _Ear:
    """Passes pieces of a reply on, and knows whether there were any."""

    def __init__(self, request: CompletionRequest) -> None:
        self._heard = request.heard
        self.spoken = False

    def __call__(self, piece: str) -> None:
        if self._heard is not None and piece:
            self.spoken = True
            self._heard(piece)


class EndpointLLM:
    """One model behind one endpoint. Serves many callers at once.

    No connection is kept between requests, so an instance may be used from one event loop after
    another and never meets a connection that the endpoint closed meanwhile.
    """

    def __init__(
        self,
        settings: LLMSettings,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._settings = settings
        self._sleep = sleep
        self._jitter = jitter
        self._dialect = Dialect()
        self._where = f"The model endpoint at {settings.origin}"
        self._client = connected(settings)

    @property
    def name(self) -> str:
        """The model's name, for records."""
        return self._settings.model

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the reply within `request.timeout_s`, all retries included.

        What is raised holds one sentence with neither key nor prompt nor reply in it.
        """
        started = time.monotonic()
        try:
            async with asyncio.timeout(request.timeout_s):
                reply, retries = await self._persist(request, started + request.timeout_s)
        except TimeoutError:
            raise UnansweredError(
                f"{self._where} did not answer within {request.timeout_s:g} s."
            ) from None
        return Completion(
            text=reply.text,
            model=reply.model_name(self._settings.model),
            tokens_in=reply.tokens("prompt_tokens"),
            tokens_out=reply.tokens("completion_tokens"),
            latency_ms=round((time.monotonic() - started) * 1000),
            truncated=reply.truncated,
            retries=retries,
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._client.close()

    async def _persist(self, request: CompletionRequest, deadline: float) -> tuple[WireReply, int]:
        """Ask until there is a reply; what the endpoint refused once is remembered on success."""
        dialect, tries, sent, ear = self._dialect, 0, 0, _Ear(request)
        while True:
            answer = await self._ask(request, dialect, ear)
            if isinstance(answer, WireReply):
                self._dialect = dialect
                if not ear.spoken:
                    ear(answer.text)
                return answer, sent
            if ear.spoken:
                raise UnansweredError(f"{self._where} {answer.sentence}")
            sent += 1
            weaker = dialect.weaker(request, answer.refusal) if answer.refusal is not None else None
            if weaker is not None:
                dialect = weaker
                continue
            tries += 1
            wait = backoff(tries, self._jitter()) if answer.wait_s is None else answer.wait_s
            if not answer.again or tries >= TRIES or time.monotonic() + wait >= deadline:
                raise answer.error(f"{self._where} {answer.sentence}")
            await self._sleep(wait)

    async def _ask(
        self, request: CompletionRequest, dialect: Dialect, ear: _Ear
    ) -> WireReply | _Failure:
        """Send one request; every way in which it can fail is a value."""
        try:
            reply = await self._send(request, dialect, ear)
        except OversizeReplyError:
            return _Failure("sent more than a reply can be.", error=UnansweredError)
        except openai.APIStatusError as error:
            return self._refused(error)
        except (openai.APITimeoutError, httpx2.TimeoutException):
            return _Failure("did not answer in time.", error=UnansweredError)
        except (openai.APIConnectionError, httpx2.TransportError) as error:
            return _broken(error)
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL):
            return _Failure("gave an answer that cannot be read.", error=UnansweredError)
        no_reply = "answered with something that is no reply."
        return reply or _Failure(no_reply, again=True, error=UnansweredError)

    async def _send(
        self, request: CompletionRequest, dialect: Dialect, ear: _Ear
    ) -> WireReply | None:
        create = self._client.chat.completions.with_streaming_response.create
        messages = [{"role": m.role, "content": encodable(m.text)} for m in request.messages]
        body, streamed = bytearray(), StreamedReply(ear)
        async with create(
            model=self._settings.model,
            messages=messages,  # type: ignore[arg-type] # one dict shape per role
            extra_headers=omitted(self._settings),
            timeout=openai.Timeout(request.timeout_s, connect=min(_CONNECT_S, request.timeout_s)),
            **dialect.options(request),
        ) as response:
            # An endpoint that knows no streaming answers whole, whatever it was asked.
            in_pieces = response.headers.get("content-type", "").startswith(EVENTS)
            async for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_REPLY_BYTES:  # a compressed body grows after the cap on the wire
                    raise OversizeReplyError
                if in_pieces:
                    streamed.feed(chunk)
        return streamed.read() if in_pieces else WireReply.read(bytes(body))

    def _refused(self, error: openai.APIStatusError) -> _Failure:
        status, words = error.status_code, _words(error)
        if status in _KEY_REFUSALS:
            return _Failure(f"refused the key ({status}).")
        if status in _REFUSALS and _TOO_LONG.search(words):
            sentence = f"says that the request is too long for the model {self._settings.model}."
            return _Failure(sentence, error=PromptTooLongError)
        if status in _REFUSALS:
            unknown = f" or does not know the model {self._settings.model}" if status == 404 else ""  # noqa: PLR2004 - not found
            return _Failure(f"refused the request ({status}){unknown}.", refusal=words)
        if error.code == "insufficient_quota":
            return _Failure("says that the quota of this key is used up.")
        if status in _BUSY or status >= _SERVER_ERROR:
            told = "is too busy" if status in _BUSY else "failed"
            wait = asked_wait(error.response.headers)
            return _Failure(
                f"{told} ({status}).",
                again=True,
                wait_s=wait,
                refusal=words if _FORM_FAULT.search(words) else None,
            )
        return _Failure(f"does not serve chat at this address ({status}).")


def _broken(error: Exception) -> _Failure:
    if isinstance(error.__cause__, httpx2.ConnectError):
        return _Failure("cannot be reached.", again=True)
    return _Failure("hung up.", again=True, error=UnansweredError)


def _words(error: openai.APIStatusError) -> str:
    return f"{error.param or ''} {error.code or ''} {error.message}"


def omitted(settings: LLMSettings) -> dict[str, openai.Omit]:
    """Return the headers that the client would add by itself but this endpoint must not get."""
    names = [] if settings.key else ["Authorization"]
    if settings.origin != DEFAULT_ORIGIN:
        names += ["OpenAI-Organization", "OpenAI-Project"]
    return {name: openai.Omit() for name in names}


def connected(settings: LLMSettings) -> openai.AsyncOpenAI:
    """Return the client for an endpoint; each request opens a connection of its own."""
    headers = {"Accept-Encoding": "identity"}
    if settings.key and settings.is_azure:
        headers["api-key"] = settings.key
    http_client = openai.DefaultAsyncHttpxClient(
        follow_redirects=False,  # prompts go where the settings say and nowhere else
        limits=httpx2.Limits(max_keepalive_connections=0),
        event_hooks={"response": [bound]},
    )
    close_when_cancelled(http_client)
    return openai.AsyncOpenAI(
        base_url=settings.address,
        api_key=settings.key or "none",
        default_headers=headers,
        default_query=settings.query,
        max_retries=0,
        http_client=http_client,
    )
