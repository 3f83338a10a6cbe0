"""What the tutor says: explanations, hints, the way a question took, and answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.inquiry import (
    AnswerFormat,
    Confidence,
    HintLevel,
    HintSource,
    QueryType,
    RoutingMethod,
    SubIntent,
)
from jupyter_codemm.contracts.journey_talk import AnswerSource

HintKind = Literal[
    "verdict",
    "error",
    "behaviour",
    "fault",
    "static",
    "category",
    "concept",
    "steps",
    "analogue",
    "reflection",
    "refusal",
]
HintPolicy = Literal["off", "after_fail", "always", "silent"]
"""When a teacher lets hints come: never, with a failed verdict, with every one; or in silence:
not before somebody asks."""

HintRuling = Literal["given", "again", "conceptual", "try_first", "ask_teacher", "off"]
"""Why a request gets what it gets: the next hint, one that was shown before, the idea alone before
the first attempt, one's own work first, or no more than a teacher."""

MAX_SAID = 4000


class Explanation(Contract):
    """An error in plain language: what happened, at most two usual causes, where to look.

    `pattern` names the entry of the tables that it comes from, empty for a message that is in none.
    """

    pattern: str = Field(default="", max_length=60)
    what: str = Field(min_length=1, max_length=400)
    causes: tuple[str, ...] = Field(default=(), max_length=2)
    where: str = Field(default="", max_length=300)
    line: int | None = Field(default=None, ge=1)

    @property
    def text(self) -> str:
        """All of it as one short paragraph."""
        return " ".join(part for part in (self.what, *self.causes, self.where) if part)


class TutorHint(Contract):
    """One hint as a learner reads it. `line` is in the learner's own code, `test` a test's name."""

    level: HintLevel
    text: str = Field(min_length=1, max_length=MAX_SAID)
    source: HintSource
    kind: HintKind
    line: int | None = Field(default=None, ge=1)
    test: str | None = Field(default=None, max_length=60)


class RouteDecision(Contract):
    """Which specialist a question goes to, and why.

    `confidence` is the share of the matched weight that speaks for the type; None when there is
    nothing to compute it from. With `undecided` a model may break the tie; `type` is what holds
    without one. With `refuses` the solution itself was asked for: the answer begins with a fixed
    refusal.
    """

    type: QueryType
    sub_intent: SubIntent | None = None
    reason: str = Field(min_length=1, max_length=300)
    matched: tuple[str, ...] = Field(default=(), max_length=40)
    confidence: Confidence | None = None
    method: RoutingMethod = "rule"
    undecided: bool = False
    refuses: bool = False
    clarify: str = Field(default="", max_length=300)


class Answer(Contract):
    """What a specialist answers. Confidence is never invented, so there is none here."""

    type: QueryType
    sub_intent: SubIntent | None = None
    format: AnswerFormat = "text"
    text: str = Field(min_length=1, max_length=MAX_SAID)
    follow_up: str = Field(default="", max_length=400)
    source: HintSource = "rule"
    level: HintLevel | None = None
    sources: tuple[AnswerSource, ...] = Field(default=(), max_length=20)
