"""What a model is asked when the words of a question do not tell to whom it goes."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import ValidationError

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.inquiry import QUERY_TYPES, QueryType
from jupyter_codemm.contracts.tutoring import RouteDecision
from jupyter_codemm.ports import Account, ChatMessage, CompletionRequest
from jupyter_codemm.tutoring.phrasing.data import instructions, scrubbed

TIE_SECONDS = 2.0
REASON = "a model read it as {}; its words did not tell"
_SCHEMA = {
    "type": "object",
    "properties": {"type": {"type": "string", "enum": list(QUERY_TYPES)}},
    "required": ["type"],
    "additionalProperties": False,
}


class _Reply(Contract):
    type: Literal["concept", "debug", "exercise", "other"]


def tie_request(text: str, account: Account) -> CompletionRequest:
    """Return the question which type a question of a learner has."""
    return CompletionRequest(
        messages=(
            ChatMessage("system", instructions("tie")),
            ChatMessage("user", json.dumps({"question": scrubbed(text)}, ensure_ascii=False)),
        ),
        account=account,
        schema_name="route",
        schema=_SCHEMA,
        max_tokens=20,
        timeout_s=TIE_SECONDS,
    )


def tie_broken(rule: RouteDecision, reply: str) -> RouteDecision:
    """Return the decision by a model's reply; that of the rules when it is no such reply."""
    try:
        kind: QueryType = _Reply.model_validate_json(reply).type
    except ValidationError:
        return rule
    return rule.model_copy(
        update={
            "type": kind,
            "sub_intent": rule.sub_intent if kind == rule.type else None,
            "reason": REASON.format(kind),
            "method": "llm",
            # The model states no confidence, and the rule's own was too low to decide.
            "confidence": None,
            "clarify": "",
        }
    )
