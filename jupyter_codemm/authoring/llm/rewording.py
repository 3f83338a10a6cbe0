"""Other words for an exercise whose task stays the same: one small question to a model."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from pydantic import Field, ValidationError

from jupyter_codemm.authoring.llm.asking import Calls
from jupyter_codemm.authoring.llm.bounding import visible
from jupyter_codemm.authoring.llm.form import Piece, schema_of
from jupyter_codemm.authoring.llm.settings import AuthorSettings
from jupyter_codemm.authoring.llm.texts import editing
from jupyter_codemm.authoring.llm.wording import MAX_HINT, line_of, prose_of
from jupyter_codemm.contracts.editing import MAX_INSTRUCTION, ProblemChanges
from jupyter_codemm.contracts.loose_json import read_object
from jupyter_codemm.contracts.problem import Hint, Problem
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import LLM, ChatMessage, CompletionRequest, DraftRequest, Rewrite

TRIES = 2
REPLY_TOKENS = 2500
TEMPERATURE = 0.3
MAX_TITLE, MAX_MINUTES = 120, 120


class Reworded(Piece):
    """What is asked of the model."""

    changes_task: bool
    title: str
    statement: str
    hints: tuple[str, ...]
    estimated_minutes: float = Field(allow_inf_nan=False)


async def reword(
    llm: LLM, request: DraftRequest, rewrite: Rewrite, complaint: str = ""
) -> ProblemChanges | None:
    """Return the texts that an instruction asks for; None when it asks for another task.

    `complaint` says why the texts proposed before were refused. Raises InvalidInputError, without a
    word of the reply, when the model does not answer with what was asked for, and UnavailableError.
    """
    limits = AuthorSettings()
    calls = Calls(llm, request, limits)
    fault = InvalidInputError("The model's reply is not what was asked for.", where="reply")
    for _ in range(TRIES):
        reply = await calls.ask(_question(request, rewrite, complaint, limits), shortened=False)
        try:
            # A reply is as long as the model makes it.
            return await asyncio.to_thread(_read, rewrite.problem, reply.text)
        except ValidationError:
            complaint = "That was not one JSON object of the form."
        except InvalidInputError as error:
            complaint, fault = error.message, error
    raise fault


def _question(
    request: DraftRequest, rewrite: Rewrite, complaint: str, limits: AuthorSettings
) -> CompletionRequest:
    schema = schema_of(Reworded)
    form = json.dumps(schema, separators=(",", ":"))
    order = {"answer": "edit", **told(rewrite), "complaint": complaint or None}
    return CompletionRequest(
        messages=(
            ChatMessage("system", f"{editing()}\nThe JSON Schema of your answer:\n{form}"),
            ChatMessage("user", json.dumps(order, ensure_ascii=False)),
        ),
        account=request.account,
        schema_name="problem_edit",
        schema=schema,
        max_tokens=REPLY_TOKENS,
        temperature=TEMPERATURE,
        timeout_s=limits.timeout_s,
    )


def told(rewrite: Rewrite) -> dict[str, Any]:
    """Return what a model is told of an exercise that is to be changed: no hidden test."""
    problem = rewrite.problem
    return {
        "instruction": visible(rewrite.instruction, MAX_INSTRUCTION),
        "exercise": {
            "title": problem.title,
            "statement": problem.statement,
            "language": problem.language,
            "kind": problem.kind,
            "signature": problem.signature.to_json() if problem.signature else None,
            "hints": [hint.text for hint in problem.hints],
            "estimated_minutes": problem.estimated_minutes,
        },
    }


def _read(problem: Problem, reply: str) -> ProblemChanges | None:
    return _changes(problem, Reworded.model_validate(read_object(reply)))


def _changes(problem: Problem, reply: Reworded) -> ProblemChanges | None:
    if reply.changes_task:
        return None
    if len(reply.hints) != len(problem.hints):
        raise InvalidInputError(
            f"The exercise has {len(problem.hints)} hints, and keeps as many.", where="hints"
        )
    hints = tuple(
        Hint(level=old.level, text=line_of(text, MAX_HINT) or old.text)
        for old, text in zip(problem.hints, reply.hints, strict=True)
    )
    return ProblemChanges(
        title=line_of(reply.title, MAX_TITLE) or None,
        statement=prose_of(reply.statement),
        hints=hints if hints != problem.hints else None,
        estimated_minutes=min(max(round(reply.estimated_minutes), 1), MAX_MINUTES),
    )
