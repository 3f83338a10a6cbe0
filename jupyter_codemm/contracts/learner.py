"""The state of the learner model: all that is remembered between two records of a journey.

It is made of records alone, and rebuilding it from them gives the same bytes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, Language
from jupyter_codemm.contracts.code_state import CodeStateId
from jupyter_codemm.contracts.journey_work import ProblemFacts
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert

FORMULA_VERSION = 1
"""Grows with every change of a formula: states of another version are rebuilt."""

Theta = Annotated[float, Field(ge=-4, le=4)]
EpisodeEnd = Literal["solved", "abandoned", "given_up"]
"""`abandoned` after three failed submissions and two days of rest, `given_up` by the learner."""


class MasteryStep(Contract):
    """One change of one theta, with everything that it was computed from.

    As a formula: theta' = clamp(theta + share·weight·(score - expected)).
    `share` is one over the number of the problem's topics.
    """

    episode: str
    record_id: int = Field(ge=1)
    at: AwareDatetime
    problem_id: Identifier
    language: Language
    topic: str
    end: EpisodeEnd
    difficulty: Difficulty
    scaffold: float
    fails: int = Field(ge=0)
    hint_level: int = Field(ge=0, le=5)
    demand: float = Field(description="the problem's place on the scale of theta")
    score: float
    expected: float
    weight: float
    share: float
    before: Theta
    after: Theta


class TopicState(Contract):
    """What is known of a learner in one topic of one language.

    `practised_at` is the end of the last episode. Days are those of UTC, as they were counted.
    `ema` is the mean of verdicts as the planner of the source designs has it, 0 to 1.
    """

    language: Language
    topic: str
    theta: Theta = 0.0
    episodes: int = Field(default=0, ge=0)
    solves: int = Field(default=0, ge=0)
    successful_days: tuple[str, ...] = ()
    unaided_solves: int = Field(
        default=0, ge=0, description="of medium problems or harder, without a hint of level 3"
    )
    unaided_days: tuple[str, ...] = ()
    practised_at: AwareDatetime | None = None
    last_difficulty: Difficulty | None = None
    ema: float = Field(default=0.5, ge=0, le=1)
    ema_at: AwareDatetime | None = None
    failures_in_row: tuple[int, ...] = ()


class SkillCount(Contract):
    """Counts of one tag: submissions, distinct problems solved, hints that count."""

    attempts: int = Field(default=0, ge=0)
    solved: int = Field(default=0, ge=0)
    hints_used: int = Field(default=0, ge=0)


class ModuleCount(Contract):
    """What the percentage of a module is made of; a module is one topic of one language.

    `quizzes` and `qualities` are sums of percentages with their counts.
    """

    language: Language
    topic: str
    attempts: int = Field(default=0, ge=0)
    passes: int = Field(default=0, ge=0)
    tried: int = Field(default=0, ge=0)
    solved: int = Field(default=0, ge=0)
    quiz_sum: float = 0.0
    quizzes: int = Field(default=0, ge=0)
    quality_sum: float = 0.0
    qualities: int = Field(default=0, ge=0)
    active_ms: int = Field(default=0, ge=0)
    practised_at: AwareDatetime | None = None
    quarters: tuple[int, ...] = Field(default=(), description="quarters of an hour with practice")


class Execution(Contract):
    """A run or a submission as the triggers see it; `error` is None when it went well."""

    record_id: int
    error: str | None = None


class WorkState(Contract):
    """What is known of a learner with one problem: totals, and the episode under way.

    An episode lasts from the first opening to the solving or the end of trying.
    """

    facts: ProblemFacts
    activity_id: Identifier | None = None
    episode: int = Field(default=1, ge=1)
    open: bool = True
    solved_at: AwareDatetime | None = None
    tried_at: AwareDatetime | None = Field(default=None, description="the last submission")
    tried_record: int = Field(default=0, ge=0)
    touched_at: AwareDatetime
    attempts: int = Field(default=0, ge=0)
    hints_used: int = Field(default=0, ge=0)
    submissions: tuple[str, ...] = Field(default=(), description="the last ids, to know repeats")
    failing_states: tuple[str, ...] = ()
    failed_submits: int = Field(default=0, ge=0)
    hint_level: int = Field(default=0, ge=0, le=5)
    active_ms: int = Field(default=0, ge=0)
    most_passed: int = Field(default=0, ge=0)
    stale_submits: tuple[int, ...] = ()
    executions: tuple[Execution, ...] = ()
    failed_runs: tuple[int, ...] = ()
    recent_submits: tuple[tuple[int, AwareDatetime], ...] = ()
    states: tuple[CodeStateId, ...] = ()
    reverts: tuple[int, ...] = ()


class Quarter(Contract):
    """A quarter of an hour with something in it: active time, and whether anything was practised.

    Every zone's days begin at the start of a quarter of UTC, so days can be told in any of them.
    """

    active_ms: int = Field(default=0, ge=0)
    practised: bool = False


class Fired(Contract):
    """When a trigger last raised an alert, and the last record that it rested on."""

    record_id: int
    at: AwareDatetime


class LearnerState(Contract):
    """Everything that the learner model remembers. `last_id` is the last record that it has seen.

    `clock` is the moment up to which active time is counted. Keys: topics and modules by
    `language:topic`, skills by tag, work by problem id, quarters by their number since 1970,
    alerts, `handled` and `fired` by `trigger:topic`. `handled` are alerts that staff dealt with.
    """

    formula_version: int = FORMULA_VERSION
    last_id: int = Field(default=0, ge=0)
    clock: AwareDatetime | None = None
    recording: bool = True
    topics: dict[str, TopicState] = Field(default_factory=dict)
    skills: dict[str, SkillCount] = Field(default_factory=dict)
    modules: dict[str, ModuleCount] = Field(default_factory=dict)
    work: dict[str, WorkState] = Field(default_factory=dict)
    quarters: dict[int, Quarter] = Field(default_factory=dict)
    steps: tuple[MasteryStep, ...] = ()
    alerts: dict[str, StruggleAlert] = Field(default_factory=dict)
    handled: dict[str, HandledAlert] = Field(default_factory=dict)
    fired: dict[str, Fired] = Field(default_factory=dict)
    offered_at: AwareDatetime | None = None
    low_scores: tuple[int, ...] = Field(default=(), description="records of the last, in a row")
    last_problem_id: Identifier | None = None
    last_family: str | None = None
    last_topic: str | None = Field(default=None, description="the key of the topic last worked on")
