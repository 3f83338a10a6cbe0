"""What the model is asked for a slot: the whole exercise, or one part of it.

The user message is one JSON document. Its `answer` says what is wanted, `whole` or a part, and
`exercise` holds the parts that are there already. Whatever people or other programs wrote stands in
it as a JSON string, so that no delimiter can be forged, and without characters that nobody sees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jupyter_codemm.authoring.llm.bounding import MAX_COURSE, MAX_INSTRUCTIONS, fitted, visible
from jupyter_codemm.authoring.llm.form import schema_of
from jupyter_codemm.authoring.llm.parts import FORMS, Stage, part_of
from jupyter_codemm.authoring.llm.repairing import reports
from jupyter_codemm.authoring.llm.rewording import told
from jupyter_codemm.authoring.llm.settings import AuthorSettings
from jupyter_codemm.authoring.llm.texts import instructions, rewriting, settings
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemKind
from jupyter_codemm.planning.topics import canonical
from jupyter_codemm.ports import ChatMessage, CompletionRequest, DraftRequest

_AVOIDED = 12
_FIRST_TEMPERATURE = 0.3
_REPAIR_TEMPERATURE = 0.5
_REPLY_TOKENS: dict[Stage, int] = {
    "statement": 1500,
    "reference": 2000,
    "candidates": 3000,
    "hints": 1200,
    "mistakes": 3000,
}


def kind_of(slot: Slot) -> ProblemKind:
    """Return the kind of problem that a slot is filled with."""
    if slot.language == "sql":
        return "query"
    if slot.style == "stdout":
        return "program"
    wants_class = any(canonical(topic, slot.language) == "classes" for topic in slot.topics)
    return "class" if wants_class and slot.style == "return" else "function"


def question(
    request: DraftRequest,
    stage: Stage | None,
    known: Mapping[str, Any],
    complaint: str,
    limits: AuthorSettings,
) -> tuple[CompletionRequest, bool]:
    """Return the question for one part (None: the whole), and whether it had to be shortened.

    `known` are the parts that are there already, and `complaint` says why the reply before was of
    no use. The same arguments give the same question. Raises PromptTooLongError when the model's
    context has no room for it.
    """
    kind = kind_of(request.slot)
    form = FORMS[kind] if stage is None else part_of(kind, stage)
    schema = schema_of(form)
    system = "\n".join(
        (
            instructions(kind, request.slot.language, stage),
            *([rewriting()] if request.rewrite else []),
            "The JSON Schema of your answer:",
            json.dumps(schema, separators=(",", ":")),
        )
    )
    order = _order(request, stage, known, complaint)
    fit = fitted(system, order, _wanted_tokens(stage, limits), limits, whole=stage is None)
    again = request.feedback or complaint
    asked = CompletionRequest(
        messages=(ChatMessage("system", system), ChatMessage("user", fit.order)),
        account=request.account,
        schema_name=f"{kind}_{stage or 'draft'}",
        schema=schema,
        max_tokens=fit.reply_tokens,
        temperature=_REPAIR_TEMPERATURE if again else _FIRST_TEMPERATURE,
        timeout_s=limits.timeout_s,
    )
    return asked, fit.shortened


def _wanted_tokens(stage: Stage | None, limits: AuthorSettings) -> int:
    return limits.reply_tokens if stage is None else min(_REPLY_TOKENS[stage], limits.reply_tokens)


def _order(
    request: DraftRequest, stage: Stage | None, known: Mapping[str, Any], complaint: str
) -> dict[str, Any]:
    slot, places = request.slot, settings()
    return {
        "answer": stage or "whole",
        "language": slot.language,
        "kind": kind_of(slot),
        "difficulty": slot.difficulty,
        "topics": slot.topics,
        "style": slot.style,
        "learning_goal": slot.scaffold.learning_goal if slot.scaffold else None,
        "setting": places[request.seed % len(places)],
        "avoid": request.avoid[-_AVOIDED:],
        "exercise": known or None,
        "reports": reports(request.feedback, stage),
        "complaint": complaint or None,
        "rewrite": told(request.rewrite) if request.rewrite else None,
        "custom_instructions": visible(request.instructions, MAX_INSTRUCTIONS) or None,
        "course_context": visible(request.course, MAX_COURSE) or None,
    }
