"""What an activity shall be: the strict spec, and the draft that the authoring loop fills."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract, Difficulty, Language, ProblemStyle
from jupyter_codemm.contracts.languages import CONSTRAINTS

TEST_CASE_COUNT = 8
MAX_PROBLEMS = 7

Topic = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=40)
]


class DifficultyCount(Contract):
    """How many problems of one difficulty."""

    difficulty: Difficulty
    count: int = Field(ge=0, le=MAX_PROBLEMS)


def _unique_difficulties(plan: tuple[DifficultyCount, ...]) -> tuple[DifficultyCount, ...]:
    names = [item.difficulty for item in plan]
    if len(set(names)) != len(names):
        raise ValueError(f"each difficulty may stand once: {', '.join(names)}")
    if not any(item.count for item in plan):
        raise ValueError("at least one count must be above 0")
    return plan


def _unique_topics(topics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topics))


ProblemCount = Annotated[int, Field(ge=1, le=MAX_PROBLEMS)]
DifficultyPlan = Annotated[
    tuple[DifficultyCount, ...],
    Field(min_length=1, max_length=3),
    AfterValidator(_unique_difficulties),
]
TopicTags = Annotated[
    tuple[Topic, ...], Field(min_length=1, max_length=12), AfterValidator(_unique_topics)
]


class DraftSpec(Contract):
    """A partial spec: whatever is present is valid by itself and with the rest."""

    version: Literal["1.0"] = "1.0"
    language: Language | None = None
    problem_count: ProblemCount | None = None
    difficulty_plan: DifficultyPlan | None = None
    topic_tags: TopicTags | None = None
    problem_style: ProblemStyle | None = None
    constraints: str | None = None
    test_case_count: Literal[8] = 8

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        check_coherent(self)
        return self


def _fixed_constraints(decided: dict[str, Any]) -> str:
    """Return the one text that the language allows, when the caller left it out."""
    return CONSTRAINTS.get(decided.get("language", ""), "")


class ActivitySpec(Contract):
    """The strict spec of an activity: every field decided."""

    version: Literal["1.0"] = "1.0"
    language: Language
    problem_count: ProblemCount
    difficulty_plan: DifficultyPlan
    topic_tags: TopicTags
    problem_style: ProblemStyle
    constraints: str = Field(default_factory=_fixed_constraints)
    test_case_count: Literal[8] = 8

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        check_coherent(self)
        return self


def check_coherent(spec: DraftSpec | ActivitySpec) -> None:
    """Raise ValueError when two decided fields contradict each other."""
    if spec.difficulty_plan is not None and spec.problem_count is not None:
        total = sum(item.count for item in spec.difficulty_plan)
        if total != spec.problem_count:
            raise ValueError(
                f"difficulty_plan sums to {total} but problem_count is {spec.problem_count}"
            )
    if spec.language is None:
        return
    if spec.language == "sql" and spec.problem_style not in (None, "stdout"):
        raise ValueError(f"problem_style is always stdout for sql, not {spec.problem_style}")
    fixed = CONSTRAINTS[spec.language]
    if spec.constraints not in (None, fixed):
        raise ValueError(f"constraints must be the fixed text of {spec.language}: {fixed}")
