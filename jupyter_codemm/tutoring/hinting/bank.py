"""The topic bank: every topic of the planner in plain words, with an example and a question."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.tutoring import Answer, TutorHint
from jupyter_codemm.planning.topics import canonical

_UNKNOWN = (
    "I have no text about {topic}. Recall the smallest example of it that you understand well. "
    "What does each part of that example do, and which part of your task does the same? Change one "
    "part of the example at a time, and say before each run what you expect to see."
)
_ASK = "Which part of {topic} is new to you?"


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic: the idea, an example from elsewhere, and a question to go on with."""

    concept: str
    example: str
    question: str

    @property
    def text(self) -> str:
        """The idea and the example."""
        return f"{self.concept} {self.example}"


@cache
def bank() -> dict[str, Entry]:
    """Return the entries by canonical topic."""
    text = resources.files(__package__).joinpath("topics.toml").read_text("utf-8")
    return {name: Entry(**told) for name, told in tomllib.loads(text).items()}


def concept_hint(topic: str, language: Language) -> TutorHint:
    """Return the second-level hint about a topic: never anything about the task itself."""
    entry = _entry(topic, language)
    text = f"{entry.text} {entry.question}" if entry else _UNKNOWN.format(topic=topic[:40])
    return TutorHint(level=2, text=text, source="rule", kind="concept")


def concept_answer(topic: str, language: Language) -> Answer:
    """Return the answer to a question about a topic, with a question to go on with."""
    entry = _entry(topic, language)
    if entry is None:
        text, follow = _UNKNOWN.format(topic=topic[:40]), _ASK.format(topic=topic[:40])
        return Answer(type="concept", text=text, follow_up=follow, level=2)
    return Answer(type="concept", text=entry.text, follow_up=entry.question, level=2)


def _entry(topic: str, language: Language) -> Entry | None:
    name = canonical(topic[:80], language if language in FACTS else "")
    return bank().get(name) if name else None
