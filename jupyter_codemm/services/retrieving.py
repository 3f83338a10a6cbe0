"""Finding passages of the documents that belong to an activity."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.knowledge import NEAREST_FIRST, Passage, Scope
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.knowledge import Vector, fused, nearest, terms
from jupyter_codemm.ports import Account, Embedder, Transaction
from jupyter_codemm.services.context import Context

_log = logging.getLogger(__name__)
CANDIDATES = 40
"""What each way of searching may find; the best of all of them are returned."""
PATIENCE_S = 3.0
"""How long a search waits for the vector of its question before it goes by words alone."""


async def passages(
    ctx: Context, user: str, activity_id: str | None, question: str, limit: int
) -> tuple[Passage, ...]:
    """Return the passages that have the most to do with a question, at most `limit`, best first.

    They are found by words and, where documents have vectors, by meaning. Of equally good ones
    those nearest to the learner come first. Raises NotFoundError for an activity that is not the
    user's.
    """
    embedder = ctx.embedder

    def look(tx: Transaction) -> tuple[_Found, tuple[Passage, ...]]:
        scopes = ctx.reach.readable(tx, user, activity_id, ctx.clock.now())
        lexical = tx.knowledge.search(scopes, terms(question), CANDIDATES)
        sketches = () if embedder is None else tx.knowledge.sketches(scopes, embedder.name)
        by_words = () if sketches else _best(tx, scopes, fused(lexical, {}), limit)
        return _Found(scopes, lexical, sketches), by_words

    found, by_words = await ctx.store.transact(look)
    if embedder is None or not found.sketches:
        return by_words
    vector = await _vector(embedder, question, Account.asking(user, activity_id))

    def rank(tx: Transaction) -> tuple[Passage, ...]:
        read = tx.knowledge.vectors
        near = {} if vector is None else nearest(vector, found.sketches, read, CANDIDATES)
        return _best(tx, found.scopes, fused(found.lexical, near), limit)

    return await ctx.store.transact(rank)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a first look gives: `sketches` are those of pieces that have a vector."""

    scopes: tuple[Scope, ...]
    lexical: Mapping[str, float]
    sketches: Sequence[tuple[str, bytes]]


def _best(
    tx: Transaction, scopes: Sequence[Scope], scores: Mapping[str, float], limit: int
) -> tuple[Passage, ...]:
    least = min(sorted(scores.values(), reverse=True)[:limit], default=0.0)
    wanted = [name for name, score in scores.items() if score >= least]  # equal ones, too
    found = [
        passage.model_copy(update={"score": scores[name]})
        for name, passage in tx.knowledge.passages(wanted).items()
        if passage.scope in scopes
    ]
    found.sort(key=lambda one: (-one.score, _distance(one.scope), one.document_id, one.index))
    return tuple(found[:limit])


def _distance(scope: Scope) -> int:
    return NEAREST_FIRST.index(scope.level)


async def _vector(embedder: Embedder, question: str, account: Account) -> Vector | None:
    try:
        async with asyncio.timeout(PATIENCE_S):
            (vector,) = (await embedder.embed([question], account)).vectors
    except (UnavailableError, TimeoutError) as error:
        _log.warning("searched by words alone: %s", type(error).__name__)
        return None
    return vector if any(vector) else None
