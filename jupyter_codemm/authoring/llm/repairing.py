"""A refusal → what is written anew because of it, and how the model is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Template
from typing import Any

from jupyter_codemm.authoring.llm.parts import STAGES, Stage
from jupyter_codemm.authoring.llm.texts import repairs
from jupyter_codemm.ports import Feedback

MAX_REPORTS = 4
MAX_REPORT = 600
_NARROWER = ("where", "field", "verdict")
_NUMBER = "_0123456789"


def parts_at_fault(feedback: Feedback) -> tuple[tuple[Stage, ...], tuple[Stage, ...]]:
    """Return the parts of a refused draft to write anew, and those to write more of.

    When there are none of either, the whole draft is written anew.
    """
    entry = _entry(feedback)
    redo, more = entry.get("redo", ()), entry.get("more", ())
    return tuple(s for s in STAGES if s in redo), tuple(s for s in STAGES if s in more)


def reports(feedback: Sequence[Feedback], stage: Stage | None) -> list[str]:
    """Return the last refusals in words for the model, each once.

    A part is told only what concerns it: who works results out again is not told those of the
    reference, which would be no second opinion then.
    """
    told = (_worded(item, stage) for item in feedback)
    return list(dict.fromkeys(text for text in told if text))[-MAX_REPORTS:]


def _worded(feedback: Feedback, stage: Stage | None) -> str:
    entry = _entry(feedback)
    if stage is not None and stage not in (*entry.get("redo", ()), *entry.get("more", ())):
        return ""
    values = dict(feedback.evidence)
    listed = "; ".join(f"{key}: {value}" for key, value in values.items()) or "no details"
    known: Mapping[str, Any] = {"gate": feedback.gate, "evidence": listed} | values
    wordings = entry.get(stage or "whole", ()) or repairs()["default"]["whole"]
    fitting = (Template(text) for text in (*wordings, *repairs()["default"]["whole"]))
    template = next(t for t in fitting if set(t.get_identifiers()) <= set(known))
    return template.substitute(known)[:MAX_REPORT]


def _entry(feedback: Feedback) -> dict[str, Any]:
    entries = repairs()
    for key in _NARROWER:
        word = str(feedback.evidence.get(key, "")).rstrip(_NUMBER)
        narrow = entries.get(f"{feedback.gate}:{word}")
        if narrow:
            return narrow
    return entries.get(feedback.gate) or {}
