"""What comes back from an endpoint: never more bytes than allowed, and only what is a reply."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from httpx2 import AsyncByteStream, Response
from pydantic import BaseModel, Field, JsonValue, ValidationError

from jupyter_codemm.contracts.model_call import MAX_TOKENS

MAX_REPLY_BYTES = 1_000_000
MAX_ERROR_BYTES = 64_000


class OversizeReplyError(Exception):
    """The endpoint sent more than a reply can be."""


class _TextPart(BaseModel):
    text: str = ""


class _Message(BaseModel):
    content: str | list[_TextPart] | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: JsonValue = None


class WireReply(BaseModel):
    """The part of a chat completion that we read; everything else is ignored."""

    choices: list[_Choice] = Field(min_length=1)
    model: JsonValue = None
    usage: JsonValue = None

    @classmethod
    def read(cls, body: bytes) -> WireReply | None:
        """Parse a body; returns None for anything that is no chat completion."""
        try:
            return cls.model_validate_json(body)
        except ValidationError:
            return None

    @property
    def text(self) -> str:
        """The text of the first choice; empty when the model refused, or only thought."""
        content = self.choices[0].message.content or ""
        if isinstance(content, list):
            content = "".join(part.text for part in content)
        return encodable(content)

    @property
    def truncated(self) -> bool:
        """Whether the model stopped at its token limit."""
        return self.choices[0].finish_reason == "length"

    def model_name(self, asked: str) -> str:
        """Return the model that answered, or the one that was asked when the reply does not say."""
        named = self.model
        return named[:100] if isinstance(named, str) and named and named.isprintable() else asked

    def tokens(self, name: str) -> int:
        """Return a count of the usage, 0 when the reply does not say."""
        count = self.usage.get(name) if isinstance(self.usage, dict) else None
        if not isinstance(count, int) or isinstance(count, bool):
            return 0
        return min(max(count, 0), MAX_TOKENS)


def encodable(text: str) -> str:
    """Return the text with every lone surrogate replaced, so that it can be sent and stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


async def bound(response: Response) -> None:
    """Cap the body of a response before anything reads it."""
    limit = MAX_ERROR_BYTES if response.status_code >= 300 else MAX_REPLY_BYTES  # noqa: PLR2004 - not 2xx
    if isinstance(response.stream, AsyncByteStream):
        response.stream = _Bounded(response.stream, limit)


class _Bounded(AsyncByteStream):
    def __init__(self, stream: AsyncByteStream, limit: int) -> None:
        self._stream = stream
        self._left = limit

    async def __aiter__(self) -> AsyncGenerator[bytes, None]:
        async for chunk in self._stream:
            self._left -= len(chunk)
            if self._left < 0:
                raise OversizeReplyError
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
