"""What a model is told about a turn of the authoring loop, and the form of its reply."""

from __future__ import annotations

import json
from importlib.resources import files

from jupyter_codemm.contracts.session import SPEC_FIELDS, AuthoringSession
from jupyter_codemm.ports import Account, ChatMessage, CompletionRequest

RECENT_MESSAGES = 10
RECENT_LENGTH = 700
LATEST_LENGTH = 1200
MAX_ACKNOWLEDGEMENT = 300

_VALUE = {
    "anyOf": [
        {"type": "string"},
        {"type": "integer"},
        {"type": "null"},
        {"type": "array", "items": {"type": "string"}},
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "difficulty": {"type": "string", "enum": ["easy", "medium", "hard"]},
                    "count": {"type": "integer"},
                },
                "required": ["difficulty", "count"],
                "additionalProperties": False,
            },
        },
    ]
}
_OPERATION = {
    "type": "object",
    "properties": {
        "op": {"type": "string", "enum": ["add", "replace", "remove"]},
        "path": {"type": "string", "enum": [f"/{name}" for name in SPEC_FIELDS]},
        "value": _VALUE,
    },
    "required": ["op", "path", "value"],
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {
        "patch": {"type": "array", "items": _OPERATION},
        "acknowledgement": {"type": "string"},
    },
    "required": ["patch", "acknowledgement"],
    "additionalProperties": False,
}


def proposal_request(session: AuthoringSession, text: str) -> CompletionRequest:
    """Return the question for one turn. All that users wrote travels inside one JSON document."""
    instructions = files(__package__).joinpath("prompts", "propose.md").read_text("utf-8")
    return CompletionRequest(
        messages=(
            ChatMessage("system", instructions),
            ChatMessage("user", _context(session, text)),
        ),
        account=Account(session.owner, session.id),
        schema_name="proposal",
        schema=SCHEMA,
        max_tokens=900,
        timeout_s=30.0,
    )


def _context(session: AuthoringSession, text: str) -> str:
    spec = session.spec.to_json()
    context = {
        "state": session.state,
        "spec": {name: spec[name] for name in SPEC_FIELDS if spec[name] is not None},
        "pending_question": clipped(session.question, RECENT_LENGTH) or None,
        "recent_messages": [
            {"role": message.role, "text": clipped(message.text, RECENT_LENGTH)}
            for message in session.messages[-RECENT_MESSAGES:]
        ],
        "latest_message": clipped(text, LATEST_LENGTH),
    }
    return json.dumps(context, ensure_ascii=False)


def clipped(text: str, length: int) -> str:
    """Return at most `length` characters of a text, marked when something is left out."""
    return text if len(text) <= length else text[: length - 1] + "…"
