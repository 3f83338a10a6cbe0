"""Documents that somebody adds to an activity: read, cut, embedded, listed, deleted."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jupyter_codemm.contracts.knowledge import (
    MAX_DOCUMENTS,
    MAX_FILE,
    MAX_WORDS,
    Chunk,
    Document,
    ErrorStage,
    MediaType,
    Passage,
    Scope,
)
from jupyter_codemm.contracts.recorded_text import cleaned
from jupyter_codemm.errors import (
    InvalidInputError,
    NotFoundError,
    TooLargeError,
    UnavailableError,
    WrongStateError,
)
from jupyter_codemm.knowledge import Vector, chunked, media_of, packed, read_text, sketch
from jupyter_codemm.ports import Account, Embedded, Embedder, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.model_access import within
from jupyter_codemm.services.retrieving import passages
from jupyter_codemm.services.surprises import log_surprise

_log = logging.getLogger(__name__)
MAX_NAME = 200
SHOWN = 8
"""Passages of one search."""
BATCH = 64
"""Pieces that are embedded before their vectors are stored."""
EMBEDDING_SECONDS = 600.0
LEASE_SECONDS = 900.0
"""How long a document may take; afterwards its server is believed to be gone."""
STOPPED = "The server was stopped before this was read. Delete it and upload it again."
BROKEN = "This file could not be read."
TOO_LARGE = "{title} is larger than " + f"{MAX_FILE >> 20} MB."
GONE = "This document was deleted."
FULL = (
    f"There are {MAX_DOCUMENTS} documents here, and no more can be kept. Delete one that is no "
    "longer needed."
)


@dataclass(slots=True)
class Materials:
    """Takes documents in and finds what is in them. One file is read at a time."""

    ctx: Context
    seconds: Callable[[], float] = time.monotonic
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _embedding: set[asyncio.Task[None]] = field(default_factory=set)

    async def upload(self, user: str, activity_id: str, name: str, content: bytes) -> Document:
        """Take a document in and return it: found by its words, or failed with the reason.

        The same file again is the document that is there already. Raises NotFoundError for an
        activity that the user may not change, TooLargeError and InvalidInputError for a file that
        cannot be one, and WrongStateError when there are too many; then nothing is stored.
        """
        title, media = _title(name), media_of(name)
        if len(content) > MAX_FILE:
            raise TooLargeError(TOO_LARGE.format(title=title), where="file")
        scope = Scope(level="activity", id=activity_id)
        document = Document(
            id=self.ctx.new_id("document"),
            scope=scope,
            uploaded_by=user,
            title=title,
            media=media,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_at=self.ctx.clock.now(),
        )
        kept = await self.ctx.store.transact(lambda tx: self._reserve(tx, user, document))
        if kept.id != document.id:
            return kept
        found = await self._cut(document, content, media)
        if isinstance(found, Document):
            return await self._end(found)
        return await self._found_by_words(document, found)

    async def list(self, user: str, activity_id: str) -> tuple[Document, ...]:
        """Return the documents that belong to an activity, also of its class and organisation."""

        def work(tx: Transaction) -> tuple[Document, ...]:
            scopes = self.ctx.reach.readable(tx, user, activity_id, self.ctx.clock.now())
            return tuple(self._settled(tx, one) for one in tx.knowledge.list(scopes))

        return await self.ctx.store.transact(work)

    async def delete(self, user: str, document_id: str) -> None:
        """Delete a document; raises NotFoundError for one that the user may not change."""

        def work(tx: Transaction) -> None:
            document = tx.knowledge.get(document_id)
            if not self.ctx.reach.may_change(tx, user, document.scope):
                raise NotFoundError(f"There is no document {document_id}.")
            tx.knowledge.delete(document_id)
            tx.leases.release(_lease(document), self.ctx.holder)

        await self.ctx.store.transact(work)

    async def search(self, user: str, activity_id: str, words: str) -> tuple[Passage, ...]:
        """Return what the documents of an activity say about some words, best first.

        Raises InvalidInputError for no words, or too many.
        """
        if not words.strip() or len(words) > MAX_WORDS:
            raise InvalidInputError(
                f"q: give 1 to {MAX_WORDS} characters to look for (got {len(words)})", where="q"
            )
        ctx = await within(self.ctx, user, activity_id, "answers")
        return await passages(ctx, user, activity_id, words, SHOWN)

    async def passage(self, user: str, activity_id: str, chunk_id: str) -> Passage:
        """Return a passage of a document that belongs to an activity, such as an answer rests on.

        Raises NotFoundError for an activity that is not the user's, and for a passage that is not,
        or no longer, there.
        """

        def work(tx: Transaction) -> Passage:
            scopes = self.ctx.reach.readable(tx, user, activity_id, self.ctx.clock.now())
            found = tx.knowledge.passages([chunk_id]).get(chunk_id)
            if found is None or found.scope not in scopes:
                raise NotFoundError(GONE)
            return found

        return await self.ctx.store.transact(work)

    async def close(self) -> None:
        """Stop embedding; what has no vectors yet is found by its words."""
        for task in self._embedding:
            task.cancel()
        await asyncio.gather(*self._embedding, return_exceptions=True)

    def _reserve(self, tx: Transaction, user: str, document: Document) -> Document:
        tx.activities.get(document.scope.id, user)
        if not self.ctx.reach.may_change(tx, user, document.scope):
            raise NotFoundError(f"There is no activity {document.scope.id}.")
        known = tx.knowledge.list([document.scope])
        for other in known:
            if other.sha256 == document.sha256 and other.state != "failed":
                return other
        if len(known) >= MAX_DOCUMENTS:
            raise WrongStateError(FULL, where="documents")
        tx.knowledge.add(document)
        tx.leases.acquire(_lease(document), self.ctx.holder, self.ctx.clock.now(), LEASE_SECONDS)
        return document

    async def _cut(
        self, document: Document, content: bytes, media: MediaType
    ) -> tuple[Chunk, ...] | Document:
        """Return the pieces of a file, or the document with the reason why it has none."""
        stage: ErrorStage = "reading"
        try:
            async with self._turn:
                reading = await asyncio.to_thread(read_text, content, media, self.seconds)
            stage = "chunking"
            return await asyncio.to_thread(chunked, document.id, reading)
        except InvalidInputError as error:
            reason = error.message
        except Exception as error:  # noqa: BLE001 - a stranger's file may stumble over anything
            _log.warning("%s was not read: %s", document.id, type(error).__name__)
            reason = BROKEN
        return _failed(document, stage, reason)

    async def _found_by_words(self, document: Document, chunks: tuple[Chunk, ...]) -> Document:
        scope, user = document.scope, document.uploaded_by
        embedder = (await within(self.ctx, user, scope.id, "authoring")).embedder
        if embedder is None:
            return await self._end(document.updated(state="ready", chunks=len(chunks)), chunks)
        cut = document.updated(state="chunked", chunks=len(chunks))

        def work(tx: Transaction) -> None:
            tx.knowledge.cut(cut.id, chunks)
            tx.knowledge.save(cut)

        await self.ctx.store.transact(work)
        task = asyncio.create_task(self._embed(cut, chunks, embedder), name=f"embed {cut.id}")
        self._embedding.add(task)
        task.add_done_callback(self._embedding.discard)
        task.add_done_callback(log_surprise)
        return cut

    async def _embed(self, document: Document, chunks: Sequence[Chunk], embedder: Embedder) -> None:
        """Give a document its vectors; without them it is ready all the same."""
        model = embedder.name
        try:
            async with asyncio.timeout(EMBEDDING_SECONDS):
                for start in range(0, len(chunks), BATCH):
                    await self._embed_some(document, chunks[start : start + BATCH], embedder)
        except (UnavailableError, TimeoutError, ValueError) as error:
            _log.warning("%s has no vectors: %s", document.id, type(error).__name__)
            model = ""
        try:
            await self._end(document.updated(state="ready", embedding_model=model))
        except NotFoundError:
            _log.info("%s was deleted while it was embedded", document.id)

    async def _embed_some(
        self, document: Document, chunks: Sequence[Chunk], embedder: Embedder
    ) -> None:
        account = Account(document.uploaded_by, document.scope.id)
        vectors = (await embedder.embed([chunk.text for chunk in chunks], account)).vectors
        made = await asyncio.to_thread(
            lambda: {c.id: _embedded(v) for c, v in zip(chunks, vectors, strict=True)}
        )
        await self.ctx.store.transact(lambda tx: tx.knowledge.embed(embedder.name, made))

    async def _end(self, document: Document, chunks: Sequence[Chunk] = ()) -> Document:
        def work(tx: Transaction) -> Document:
            tx.leases.release(_lease(document), self.ctx.holder)
            if chunks:
                tx.knowledge.cut(document.id, chunks)
            tx.knowledge.save(document)
            return document

        return await self.ctx.store.transact(work)

    def _settled(self, tx: Transaction, document: Document) -> Document:
        """Return a document; one whose server is gone comes to its end."""
        if document.state in ("ready", "failed"):
            return document
        lease = tx.leases.get(_lease(document))
        if lease is not None and lease.expires_at > self.ctx.clock.now():
            return document
        pending = document.state == "pending"
        ended = (
            _failed(document, "reading", STOPPED) if pending else document.updated(state="ready")
        )
        tx.knowledge.save(ended)
        return ended


def _title(name: str) -> str:
    """Return the last part of a file's name as it is shown; raises InvalidInputError."""
    last = cleaned(name).replace("\\", "/").rpartition("/")[2]
    title = " ".join("".join(c if c.isprintable() else " " for c in last).split())
    if not title or len(title) > MAX_NAME:
        raise InvalidInputError(
            f"name: give the file's name, 1 to {MAX_NAME} characters (got {len(title)})",
            where="name",
        )
    return title


def _failed(document: Document, stage: ErrorStage, reason: str) -> Document:
    return document.updated(state="failed", error_stage=stage, failure=reason)


def _embedded(vector: Vector) -> Embedded:
    blob = packed(vector)
    return Embedded(blob, sketch(blob))


def _lease(document: Document) -> str:
    return f"document:{document.id}"
