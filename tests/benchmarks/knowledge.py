"""Milliseconds to find passages in a large knowledge base, through the service and a real file."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from jupyter_codemm.contracts.knowledge import CHUNK_SIZE, Chunk, Document, Scope
from jupyter_codemm.knowledge import packed, sketch
from jupyter_codemm.ports import NOBODY, Account, Embedded, Embeddings, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.retrieving import passages
from jupyter_codemm.store import open_store
from tests.benchmarks.figures import Figures
from tests.fakes.contexts import make_context
from tests.store.records import activity, at

DOCUMENTS = 10
VOCABULARY = 20_000
NUMBERS = 768
"""Of a vector, as small models make them."""
COMMON = 100
"""The most frequent words are those that a search leaves out."""
OWN = Scope(level="activity", id="a1")


class RandomEmbedder:
    """Answers at once, with the same vector for the same text."""

    name = "random"

    async def embed(self, texts: Sequence[str], account: Account = NOBODY) -> Embeddings:
        return Embeddings(tuple(vector(random.Random(text)) for text in texts))


async def report(figures: Figures, chunks: int, reads: int) -> None:
    """Print the figures; the texts are random, with words as frequent as in prose."""
    print(f"\na knowledge base of {chunks} pieces of {CHUNK_SIZE} characters")
    with tempfile.TemporaryDirectory() as directory:
        ctx = make_context(open_store(Path(directory) / "codemm.db"), embedder=RandomEmbedder())
        draw = random.Random(6)
        await ctx.store.transact(lambda tx: tx.activities.add(activity("a1")))
        started = time.perf_counter()
        for number in range(DOCUMENTS):
            made = [piece(draw, number, index) for index in range(chunks // DOCUMENTS)]
            await ctx.store.transact(lambda tx, n=number, made=made: keep(tx, n, made))
        figures.time("stored and indexed", time.perf_counter() - started)
        told(figures, "found by words", await searched(ctx, draw, reads))
        name = "found by words that nearly every piece has"
        told(figures, name, await searched(ctx, draw, reads, common=True))
        for number in range(DOCUMENTS):
            await ctx.store.transact(lambda tx, n=number: embed(tx, n))
        told(figures, f"found also by vectors of {NUMBERS}", await searched(ctx, draw, reads))
        await ctx.store.close()


def told(figures: Figures, name: str, seconds: list[float]) -> None:
    figures.times(name, seconds)
    figures.time("  95th percentile", statistics.quantiles(seconds, n=20)[-1])


async def searched(
    ctx: Context, draw: random.Random, reads: int, *, common: bool = False
) -> list[float]:
    """Ask questions of two to six words and return how long each answer took."""
    least = 0 if common else COMMON
    seconds = []
    for _ in range(reads):
        question = " ".join(word(draw, least) for _ in range(draw.randint(2, 6)))
        started = time.perf_counter()
        await passages(ctx, "ada", "a1", question, 8)
        seconds.append(time.perf_counter() - started)
    return seconds


def keep(tx: Transaction, number: int, made: list[Chunk]) -> None:
    tx.knowledge.add(
        Document(
            id=f"d{number}",
            scope=OWN,
            uploaded_by="ada",
            title=f"Document {number}",
            media="text",
            size=0,
            sha256="0" * 64,
            state="ready",
            chunks=len(made),
            uploaded_at=at(number),
        )
    )
    tx.knowledge.cut(f"d{number}", made)


def embed(tx: Transaction, number: int) -> None:
    vectors = {}
    for chunk in tx.knowledge.chunks(f"d{number}"):
        blob = packed(vector(random.Random(chunk.id)))
        vectors[chunk.id] = Embedded(blob, sketch(blob))
    tx.knowledge.embed("random", vectors)


def piece(draw: random.Random, number: int, index: int) -> Chunk:
    text = ""
    while len(text) < CHUNK_SIZE:
        text += word(draw) + " "
    start = index * CHUNK_SIZE
    return Chunk(
        id=f"d{number}.{index}",
        index=index,
        start=start,
        end=start + CHUNK_SIZE,
        text=text[:CHUNK_SIZE],
    )


def word(draw: random.Random, least: int = 0) -> str:
    """Return a word; the one of rank n is about n times rarer than the first, as Zipf found.

    Words more frequent than the one of rank `least` are left out.
    """
    while True:
        rank = int(VOCABULARY ** draw.random())
        if rank >= least:
            return f"word{rank}"


def vector(draw: random.Random) -> tuple[float, ...]:
    return tuple(draw.gauss() for _ in range(NUMBERS))
