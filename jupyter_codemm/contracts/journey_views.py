"""A journey as pages show it: the state at a step, the timeline, and what belongs to a problem."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.code_state import CodeStateId
from jupyter_codemm.contracts.inquiry import QueryType, Rating, SubIntent
from jupyter_codemm.contracts.journey_talk import AnswerSource
from jupyter_codemm.contracts.journey_work import ProblemFacts, ProgramRun, Submitted
from jupyter_codemm.contracts.outcome import Verdict

QueryStatus = Literal["pending", "routed", "processing", "completed", "failed"]
ChatRole = Literal["learner", "tutor"]
RowKind = Literal[
    "opened", "question", "run", "hint", "saved", "submitted", "rated", "quiz", "closed", "note"
]


class ChatLine(Contract):
    """One line of the conversation about a problem, with the code that it was said about.

    `rewords` is the `record_id` of the hint that this one takes the place of, and `wording` what is
    to be followed while a model is at work on the line.
    """

    record_id: int
    at: AwareDatetime
    role: ChatRole
    kind: Literal["question", "answer", "hint", "failure"]
    text: str
    query_id: Identifier | None = None
    query_type: QueryType | None = None
    sub_intent: SubIntent | None = None
    level: int | None = None
    sources: tuple[AnswerSource, ...] = ()
    model: str | None = None
    rating: Rating | None = None
    code_state_id: CodeStateId | None = None
    rewords: int | None = None
    wording: Identifier | None = None


class ReplayStep(Contract):
    """What stood on the learner's page after `step` records, made of these records alone.

    `code` is the text of the code state, empty when none was kept; `previous_code_state_id` is the
    one before it, to be compared with. `chat_lines` counts all lines; `chat` holds the last of
    them. `tests_passed` and `tests_total` are those of the last submission.
    """

    step: int = Field(ge=0)
    steps: int = Field(ge=0)
    record_id: int | None = None
    at: AwareDatetime | None = None
    type: str = ""
    sentence: str = ""
    session_id: Identifier | None = None
    activity_id: Identifier | None = None
    problem_id: Identifier | None = None
    facts: ProblemFacts | None = None
    session_open: bool = False
    code_state_id: CodeStateId | None = None
    previous_code_state_id: CodeStateId | None = None
    code: str = ""
    chat: tuple[ChatLine, ...] = ()
    chat_lines: int = 0
    run: ProgramRun | None = None
    submission: Submitted | None = None
    tests_passed: int = 0
    tests_total: int = 0
    best_passed: int = 0
    solved: bool = False
    attempts: int = 0
    hints_used: int = 0
    hint_level: int = 0
    saves: int = 0
    active_ms: int = 0


class TimelineRow(Contract):
    """One thing that happened, of one or several records; `step` shows what stood after it.

    `gap_ms` is the time since the row before, `active` whether it counts as work.
    """

    step: int = Field(ge=1)
    record_ids: tuple[int, ...]
    at: AwareDatetime
    kind: RowKind
    type: str
    sentence: str
    problem_id: Identifier | None = None
    session_id: Identifier | None = None
    verdict: Verdict | None = None
    passed: int | None = None
    total: int | None = None
    level: int | None = None
    query_type: QueryType | None = None
    code_state_id: CodeStateId | None = None
    gap_ms: int = Field(default=0, ge=0)
    active: bool = True


class Interaction(Contract):
    """A question with all that came of it, a run, or a submission: one row of the history.

    `engagement_ms` is the active time since the row before. `indicators` name what is noteworthy.
    """

    record_id: int
    at: AwareDatetime
    kind: Literal["question", "run", "submission"]
    session_id: Identifier | None = None
    activity_id: Identifier | None = None
    problem_id: Identifier | None = None
    query_id: Identifier | None = None
    submission_id: Identifier | None = None
    status: QueryStatus | None = None
    query_type: QueryType | None = None
    sub_intent: SubIntent | None = None
    verdict: Verdict | None = None
    prompt: str = ""
    response: str = ""
    stdin: str = ""
    stdout: str = ""
    stderr: str = ""
    model: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    rating: Rating | None = None
    code_state_id: CodeStateId | None = None
    engagement_ms: int = Field(ge=0)
    summary: str = Field(max_length=200)
    indicators: tuple[str, ...] = ()


class SolutionVersion(Contract):
    """One row of the append-only history of a solution."""

    record_id: int
    at: AwareDatetime
    problem_id: Identifier
    session_id: Identifier | None = None
    origin: Literal["manual", "autosave", "submit"]
    code_state_id: CodeStateId
    submission_id: Identifier | None = None


class ModelSpending(Contract):
    """What one model took for a learner's hints and answers.

    `cost_micros` is in millionths of the configured currency, None where a call has no price.
    """

    provider: str
    model: str
    purpose: str
    calls: int
    tokens_in: int
    tokens_out: int
    cost_micros: int | None
    latency_ms: int


class ProblemJourney(Contract):
    """What a journey says of one problem, for the tutor and for the page of the problem.

    `tried` tells whether a run or submission was made with code other than the first.
    """

    problem_id: Identifier
    facts: ProblemFacts | None
    first_code_state_id: CodeStateId | None
    current_code_state_id: CodeStateId | None
    tried: bool
    attempts: int
    solved: bool
    hints_used: int
    hint_level: int
    last_submission: Submitted | None
    last_run: ProgramRun | None
    chat: tuple[ChatLine, ...]
    submitted_ids: tuple[Identifier, ...]
    active_ms: int
    first_at: AwareDatetime | None
    last_at: AwareDatetime | None
