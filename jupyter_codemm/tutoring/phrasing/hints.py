"""What a model is asked about a hint: to say what rules found out in better words."""

from __future__ import annotations

import json

from jupyter_codemm.authoring.llm.bounding import visible
from jupyter_codemm.contracts.tutoring import TutorHint
from jupyter_codemm.ports import Account, ChatMessage, CompletionRequest
from jupyter_codemm.tutoring.hinting import Attempt, hint
from jupyter_codemm.tutoring.phrasing.data import (
    MOST_CODE,
    MOST_TOLD,
    instructions,
    scrubbed,
    task_of,
)

HIGHEST = 3
"""Of levels above this a model says nothing: worked examples are made by rules alone."""
_MOST_TOKENS = 400
_TIMEOUT_S = 20.0


def hint_request(attempt: Attempt, told: TutorHint, account: Account) -> CompletionRequest:
    """Return the question for another wording of a hint; the same arguments give the same one."""
    order = {
        "level": told.level,
        "hint": visible(told.text, MOST_TOLD),
        "name_one_of": failure_words(attempt, told),
        "what_happened": visible(hint(attempt, 0).text, MOST_TOLD),
        "code": scrubbed(attempt.code, MOST_CODE),
        "task": task_of(attempt.problem),
    }
    return CompletionRequest(
        messages=(
            ChatMessage("system", instructions("hint")),
            ChatMessage("user", json.dumps(order, ensure_ascii=False)),
        ),
        account=account,
        schema_name="hint",
        max_tokens=_MOST_TOKENS,
        temperature=0.3,
        timeout_s=_TIMEOUT_S,
    )


def failure_words(attempt: Attempt, told: TutorHint) -> tuple[str, ...]:
    """Return words of which a hint must have one, so that it is about this very failure.

    There are none for the idea of a topic, which is about no failure.
    """
    case = attempt.first_failing
    if told.kind == "concept":
        return ()
    words = [f"line {told.line}"] if told.line is not None else []
    if attempt.explanation is not None and attempt.explanation.pattern:
        words.append(attempt.explanation.pattern)
    if case is not None:
        words.append(attempt.name_of(case))
    return tuple(dict.fromkeys(words))
