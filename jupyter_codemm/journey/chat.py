"""The conversation about a problem, as lines."""

from __future__ import annotations

from jupyter_codemm.contracts.inquiry import QueryType, Rating, SubIntent
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import (
    HintShown,
    QueryAnswered,
    QueryAsked,
    QueryFailed,
)
from jupyter_codemm.contracts.journey_views import ChatLine

Kind = tuple[QueryType | None, SubIntent | None]


def line(record: JourneyRecord, rating: Rating | None = None, kind: Kind | None = None) -> ChatLine:
    """Return a record as a line, with its rating and with the type that its question has by now.

    Raises ValueError for a record that is no line of a conversation.
    """
    event = record.event
    match event:
        case QueryAsked():
            query_type, sub_intent = kind or (event.query_type, event.sub_intent)
            return ChatLine(
                record_id=record.id,
                at=record.at,
                role="learner",
                kind="question",
                text=event.text,
                query_id=event.query_id,
                query_type=query_type,
                sub_intent=sub_intent,
                code_state_id=record.code_state_id,
            )
        case QueryAnswered():
            return ChatLine(
                record_id=record.id,
                at=record.at,
                role="tutor",
                kind="answer",
                text=event.text,
                query_id=event.query_id,
                sources=event.sources,
                model=event.call.model if event.call is not None else None,
                rating=rating,
                code_state_id=record.code_state_id,
            )
        case QueryFailed():
            return ChatLine(
                record_id=record.id,
                at=record.at,
                role="tutor",
                kind="failure",
                text=event.reason,
                query_id=event.query_id,
                code_state_id=record.code_state_id,
            )
        case HintShown():
            return ChatLine(
                record_id=record.id,
                at=record.at,
                role="tutor",
                kind="hint",
                text=event.text,
                query_id=event.query_id,
                level=event.level,
                model=event.call.model if event.call is not None else None,
                code_state_id=record.code_state_id,
                rewords=event.rewords,
            )
        case _:
            raise ValueError(f"{event.type} is no line of a conversation")
