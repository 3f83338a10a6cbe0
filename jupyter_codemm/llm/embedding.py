"""The port `Embedder` over the `/embeddings` of any OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable, Mapping, Sequence

import httpx2
import openai
from pydantic import BaseModel, Field, ValidationError

from jupyter_codemm.contracts.model_call import MAX_TOKENS
from jupyter_codemm.errors import UnansweredError, UnavailableError
from jupyter_codemm.llm.client import connected, omitted
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.llm.wire import MAX_REPLY_BYTES, OversizeReplyError, encodable
from jupyter_codemm.ports import NOBODY, Account, Embeddings

BATCH = 8
"""Texts of one request: their vectors, written as numbers, stay well below what a reply may be."""
TIMEOUT_S = 30.0
MAX_NUMBERS = 8192


class _Row(BaseModel):
    index: int
    embedding: list[float] = Field(min_length=1, max_length=MAX_NUMBERS)


class _Reply(BaseModel):
    """The part of a reply that we read; everything else is ignored."""

    data: list[_Row]
    usage: object = None

    @property
    def tokens(self) -> int:
        """The tokens that the endpoint counted; 0 when it did not."""
        counted = self.usage.get("prompt_tokens") if isinstance(self.usage, dict) else None
        return counted if isinstance(counted, int) and 0 < counted <= MAX_TOKENS else 0


def embedding_settings(environ: Mapping[str, str]) -> LLMSettings | None:
    """Return which model makes vectors, None unless one is named.

    It is named by `CODEMM_OPENAI_EMBEDDING_MODEL` or else `OPENAI_EMBEDDING_MODEL`; address and key
    are those of the model that writes.
    """
    names = {
        f"{prefix}MODEL": environ.get(f"{prefix}EMBEDDING_MODEL", "")
        for prefix in ("CODEMM_OPENAI_", "OPENAI_")
    }
    return LLMSettings.from_environment({**environ, **names})


class EndpointEmbedder:
    """One model behind one endpoint. It asks once: what is found by words needs no second try."""

    def __init__(self, settings: LLMSettings) -> None:
        self._settings = settings
        self._where = f"The model endpoint at {settings.origin}"
        self._client = connected(settings)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._settings.model

    async def embed(self, texts: Sequence[str], account: Account = NOBODY) -> Embeddings:  # noqa: ARG002 - counted by others
        """Return the vectors of some texts.

        What is raised holds one sentence with neither key nor text in it.
        """
        found: list[tuple[float, ...]] = []
        counts: list[int] = []
        for start in range(0, len(texts), BATCH):
            try:
                some = await self._some(texts[start : start + BATCH])
            except UnavailableError as error:
                if start:  # what was asked before was answered, and charged
                    raise UnansweredError(error.message) from None
                raise
            found += some.vectors
            counts.append(some.tokens)
        if len({len(vector) for vector in found}) > 1:
            raise UnansweredError(f"{self._where} gave embeddings of different lengths.")
        return Embeddings(tuple(found), sum(counts) if all(counts) else 0)

    async def close(self) -> None:
        """Close every connection."""
        await self._client.close()

    async def _some(self, texts: Sequence[str]) -> Embeddings:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                reply = _Reply.model_validate_json(await self._send(texts))
        except openai.APIStatusError:
            raise UnavailableError(f"{self._where} gave no embeddings.") from None
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, TimeoutError):
            raise UnansweredError(f"{self._where} gave no embeddings.") from None
        except (ValidationError, OversizeReplyError):
            raise UnansweredError(
                f"{self._where} answered with something that is no embedding."
            ) from None
        vectors = {row.index: tuple(row.embedding) for row in reply.data}
        if set(vectors) != set(range(len(texts))) or not _are_finite(vectors.values()):
            raise UnansweredError(f"{self._where} answered with something that is no embedding.")
        return Embeddings(tuple(vectors[index] for index in range(len(texts))), reply.tokens)

    async def _send(self, texts: Sequence[str]) -> bytes:
        create = self._client.embeddings.with_streaming_response.create
        body = bytearray()
        async with create(
            model=self._settings.model,
            input=[encodable(text) for text in texts],
            encoding_format="float",
            extra_headers=omitted(self._settings),
            timeout=TIMEOUT_S,
        ) as response:
            async for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_REPLY_BYTES:
                    raise OversizeReplyError
        return bytes(body)


def _are_finite(vectors: Iterable[tuple[float, ...]]) -> bool:
    return all(math.isfinite(number) for vector in vectors for number in vector)
