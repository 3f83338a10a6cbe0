"""What the model is asked for a slot. The words stand in `prompts/`, one file for each part."""

from __future__ import annotations

import json
from importlib.resources import files

from jupyter_codemm.authoring.builtin.topics import canonical
from jupyter_codemm.authoring.llm.form import FORMS, schema_of
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemKind
from jupyter_codemm.ports import ChatMessage, CompletionRequest, DraftRequest

MAX_TOKENS = 6000
TIMEOUT_S = 180.0
_AVOIDED = 12
_REJECTIONS = 4
_FIRST_TEMPERATURE = 0.3
_REPAIR_TEMPERATURE = 0.5


def kind_of(slot: Slot) -> ProblemKind:
    """Return the kind of problem that a slot is filled with."""
    if slot.language == "sql":
        return "query"
    if slot.style == "stdout":
        return "program"
    wants_class = any(canonical(topic, slot.language) == "classes" for topic in slot.topics)
    return "class" if wants_class and slot.style == "return" else "function"


def draft_request(request: DraftRequest) -> CompletionRequest:
    """Return the question for one draft; the same request gives the same question."""
    kind = kind_of(request.slot)
    return CompletionRequest(
        messages=(
            ChatMessage("system", _instructions(kind, request.slot)),
            ChatMessage("user", _order(request, kind)),
        ),
        schema_name=f"{kind}_draft",
        schema=schema_of(FORMS[kind]),
        max_tokens=MAX_TOKENS,
        temperature=_REPAIR_TEMPERATURE if request.feedback else _FIRST_TEMPERATURE,
        timeout_s=TIMEOUT_S,
    )


def _instructions(kind: ProblemKind, slot: Slot) -> str:
    parts = ["system", kind, slot.language]
    if kind in ("function", "class"):
        parts.insert(1, "types")
    schema = json.dumps(schema_of(FORMS[kind]), separators=(",", ":"))
    texts = [_text(f"{part}.md") for part in parts]
    return "\n".join([*texts, "The JSON Schema of your answer:", schema])


def _order(request: DraftRequest, kind: ProblemKind) -> str:
    slot = request.slot
    settings = _text("settings.txt").splitlines()
    order = {
        "language": slot.language,
        "kind": kind,
        "difficulty": slot.difficulty,
        "topics": slot.topics,
        "style": slot.style,
        "learning_goal": slot.scaffold.learning_goal if slot.scaffold else None,
        "setting": settings[request.seed % len(settings)],
        "avoid": request.avoid[-_AVOIDED:],
        "rejections": [
            {"gate": f.gate, "evidence": dict(f.evidence)} for f in request.feedback[-_REJECTIONS:]
        ],
    }
    return json.dumps(order, ensure_ascii=False)


def _text(name: str) -> str:
    return files(__package__).joinpath("prompts", name).read_text("utf-8")
