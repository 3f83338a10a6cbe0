"""The journey of a learner: numbered records, each with one event of a tagged union."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.code_state import CodeStateId
from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    ConsentChanged,
    HintRequested,
    HintShown,
    QueryAnswered,
    QueryAsked,
    QueryFailed,
    QueryRouted,
    QuizResult,
    RecordingPaused,
    RecordingResumed,
    StruggleDetected,
    StruggleReopened,
    StruggleResolved,
    TeacherViewed,
)
from jupyter_codemm.contracts.journey_work import (
    ActivityOpened,
    CodeReset,
    CodeSaved,
    EpisodeClosed,
    ProblemOpened,
    ProgramRun,
    Submitted,
    WorkSessionClosed,
    WorkSessionOpened,
)

JourneyEvent = Annotated[
    WorkSessionOpened
    | WorkSessionClosed
    | ActivityOpened
    | ProblemOpened
    | CodeSaved
    | CodeReset
    | ProgramRun
    | Submitted
    | EpisodeClosed
    | HintRequested
    | HintShown
    | QueryAsked
    | QueryRouted
    | QueryAnswered
    | QueryFailed
    | AnswerRated
    | QuizResult
    | ConsentChanged
    | RecordingPaused
    | RecordingResumed
    | StruggleDetected
    | StruggleResolved
    | StruggleReopened
    | TeacherViewed,
    Field(discriminator="type"),
]


class JourneyRecord(Contract):
    """One event of one learner, in its place.

    Numbers grow by one from 1 for each learner; the store gives them, and they decide the order:
    clocks may go back. `at` is in UTC. `session_id` names the sitting; consent and staff need none.
    `code_state_id` is the learner's code at that moment, where there is any.
    """

    id: int = Field(ge=1)
    at: AwareDatetime
    session_id: Identifier | None = None
    activity_id: Identifier | None = None
    problem_id: Identifier | None = None
    code_state_id: CodeStateId | None = None
    event: JourneyEvent
