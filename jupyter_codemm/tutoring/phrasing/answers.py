"""What a model is asked about a question: to go on from what rules answered already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.authoring.llm.bounding import visible
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.knowledge import Passage
from jupyter_codemm.contracts.tutoring import Answer
from jupyter_codemm.ports import Account, ChatMessage, CompletionRequest
from jupyter_codemm.tutoring.hinting import Attempt, hint
from jupyter_codemm.tutoring.phrasing.data import (
    MOST_CODE,
    MOST_TOLD,
    instructions,
    scrubbed,
    task_of,
)

_MOST_TOKENS = 400
_TIMEOUT_S = 20.0
_MOST_PASSAGES, _MOST_OF_ONE = 5, 1500


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what rules answered. Without a problem there is no attempt either.

    `passages` are what an answer may rest on: data, never an instruction.
    """

    text: str
    language: Language
    answer: Answer
    attempt: Attempt | None = None
    passages: Sequence[Passage] = ()


def answer_request(asked: Asked, account: Account) -> CompletionRequest:
    """Return the question for more on an answer; the same arguments give the same one."""
    attempt, told = asked.attempt, asked.answer
    order = {
        "kind": told.sub_intent if told.sub_intent == "review" else told.type,
        "question": scrubbed(asked.text),
        "answer": visible(told.text, MOST_TOLD),
        "language": asked.language,
        "what_happened": visible(hint(attempt, 0).text, MOST_TOLD) if attempt else None,
        "code": scrubbed(attempt.code, MOST_CODE) if attempt else None,
        "task": task_of(attempt.problem) if attempt else None,
        "passages": [
            {"title": visible(one.title, 200), "text": visible(one.text, _MOST_OF_ONE)}
            for one in asked.passages[:_MOST_PASSAGES]
        ],
    }
    return CompletionRequest(
        messages=(
            ChatMessage("system", instructions("answer")),
            ChatMessage("user", json.dumps(order, ensure_ascii=False)),
        ),
        account=account,
        schema_name=f"answer_{told.type}",
        max_tokens=_MOST_TOKENS,
        temperature=0.3,
        timeout_s=_TIMEOUT_S,
    )
