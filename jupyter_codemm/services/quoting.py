"""What the documents of an activity say to a question, as far as it may be shown."""

from __future__ import annotations

import asyncio
import logging

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.journey_talk import AnswerSource
from jupyter_codemm.contracts.knowledge import MAX_WORDS, Passage, ScopeLevel
from jupyter_codemm.contracts.query import Query
from jupyter_codemm.contracts.tutoring import Answer, RouteDecision
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.desks import Desk
from jupyter_codemm.services.retrieving import passages
from jupyter_codemm.tutoring.guarding import GuardContext, hidden_values
from jupyter_codemm.tutoring.guarding.context import public_text
from jupyter_codemm.tutoring.quoting import is_quotable, quotable, with_quotation

_log = logging.getLogger(__name__)
LOOKED_AT = 5
"""Passages that may stand under one answer."""
_LEVEL = 2
_SCOPES: dict[ScopeLevel, str] = {
    "activity": "own",
    "class": "class",
    "organization": "organization",
}


async def passages_for(
    ctx: Context, query: Query, decision: RouteDecision, language: Language, desk: Desk | None
) -> tuple[Passage, ...]:
    """Return the passages on which an answer may rest, best first; none when that goes wrong."""
    if not is_quotable(decision):
        return ()
    question = query.text[:MAX_WORDS]
    try:
        found = await passages(ctx, query.user, query.activity_id, question, LOOKED_AT)
    except CodemmError as error:
        _log.warning("answered without documents: %s", error.code)
        return ()
    if not found:
        return ()
    context = _context(ctx, language, desk)
    return await asyncio.to_thread(quotable, question, found, context, has_problem=desk is not None)


def with_sources(
    told: Answer, decision: RouteDecision, question: str, found: tuple[Passage, ...]
) -> Answer:
    """Return an answer with a quotation of the best passage, and all of them as its sources."""
    if not found:
        return told
    quoted = with_quotation(told, decision, question, found[0])
    return quoted.model_copy(update={"sources": _sources(found)})


def _sources(found: tuple[Passage, ...]) -> tuple[AnswerSource, ...]:
    """Return the documents of passages, each once, with the ids of the pieces that were used."""
    pieces: dict[str, list[Passage]] = {}
    for passage in found:
        pieces.setdefault(passage.document_id, []).append(passage)
    return tuple(
        AnswerSource.model_validate(
            {
                "title": some[0].title,
                "scope": _SCOPES[some[0].scope.level],
                "place": some[0].place,
                "chunk_ids": tuple(one.chunk_id for one in some),
            }
        )
        for some in pieces.values()
    )


def _context(ctx: Context, language: Language, desk: Desk | None) -> GuardContext:
    if desk is None:
        return GuardContext(language, _LEVEL, shaped=False, spoken_english=False)
    return GuardContext(
        language,
        _LEVEL,
        artefacts=desk.artefacts,
        key=ctx.key or b"",
        hidden=hidden_values(desk.problem),
        public=public_text(desk.problem),
        shaped=False,
        spoken_english=False,  # materials may be in any language
    )
