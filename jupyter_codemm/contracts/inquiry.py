"""The words of questions and hints that the journey, the tutor and the browser share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

QueryType = Literal["concept", "debug", "exercise", "other"]
SubIntent = Literal["review", "progress", "quiz", "stuck", "off_topic", "history"]
"""What refines a query type: `stuck` a concept or debug question, the rest `other` or exercise."""

Specialist = Literal["concept", "debug", "exercise", "triage"]
"""Who answers: `triage` itself answers what is `other`."""

RoutingMethod = Literal["rule", "llm", "user"]
AnswerFormat = Literal["text", "code", "exercise", "feedback"]
HintSource = Literal["rule", "ladder", "model"]
HintLevel = Annotated[int, Field(ge=0, le=5)]
"""0 tells the verdict only, 1 orients, 2 explains, 3 locates, 4 is an analogue, 5 reveals."""

Rating = Annotated[int, Field(ge=1, le=5)]
Confidence = Annotated[float, Field(ge=0, le=1)]
"""Only what a documented rule computed; None where a method gives none."""

QUERY_TYPES: tuple[QueryType, ...] = ("concept", "debug", "exercise", "other")
