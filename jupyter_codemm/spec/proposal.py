"""Ask a model what a chat turn changes. Its reply is untrusted: what is illegal is dropped."""

from __future__ import annotations

import asyncio
import re

from pydantic import JsonValue

from jupyter_codemm.contracts.loose_json import read_object
from jupyter_codemm.contracts.session import SPEC_FIELDS, AuthoringSession, PatchOperation
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import LLM
from jupyter_codemm.spec.prompt import MAX_ACKNOWLEDGEMENT, clipped, proposal_request
from jupyter_codemm.spec.proposed import Proposal

MAX_OPERATIONS = 10
_PATHS = {f"/{name}": name for name in SPEC_FIELDS}
# Escaped: the full-width full stop, exclamation mark and question mark, which no blank follows.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[\u3002\uff01\uff1f])")
_QUESTION_MARKS = ("?", "\uff1f")


async def propose(session: AuthoringSession, text: str, llm: LLM) -> Proposal | None:
    """Return what the model proposes for a turn, or None when its reply is no proposal.

    Every operation returned replaces, adds or removes one whole field of the spec and is valid by
    itself. Raises UnavailableError when the model cannot be reached.
    """
    completion = await llm.complete(proposal_request(session, text))
    # A reply is as long as the model makes it.
    return await asyncio.to_thread(read_proposal, completion.text)


def read_proposal(reply: str) -> Proposal | None:
    """Parse a model's reply; None when it is no JSON object with a patch."""
    data = read_object(reply)
    if data is None or not isinstance(data.get("patch"), list):
        return None
    found = (_operation(item) for item in _items(data["patch"])[:MAX_OPERATIONS])
    return Proposal(
        patch=tuple(operation for operation in found if operation is not None),
        acknowledgement=_acknowledgement(data.get("acknowledgement")),
    )


def _items(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _operation(item: JsonValue) -> PatchOperation | None:
    if not isinstance(item, dict):
        return None
    op, field = item.get("op"), _PATHS.get(str(item.get("path")))
    if field is None:
        return None
    value = None if op == "remove" else item.get("value")
    try:
        operation = PatchOperation.parse({"op": op, "path": f"/{field}", "value": value})
        DraftSpec.parse({field: value})
    except InvalidInputError:
        return None
    return operation if op == "remove" or value is not None else None


def _acknowledgement(value: JsonValue) -> str:
    """Return one line without the questions, which are the program's to ask."""
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    kept = [s for s in _SENTENCE_END.split(line) if s and not s.endswith(_QUESTION_MARKS)]
    return clipped(" ".join(kept), MAX_ACKNOWLEDGEMENT)
