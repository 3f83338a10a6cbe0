"""The live view of a class and the statistics of a challenge: each number with its rows."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.artefacts import Misconception
from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, Language
from jupyter_codemm.contracts.cases import Category, Visibility
from jupyter_codemm.contracts.outcome import Verdict
from jupyter_codemm.contracts.people import Person
from jupyter_codemm.contracts.recorded_text import LineText
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert, TriggerName


class LiveLine(Contract):
    """Where a learner is, and how it goes.

    Place, time and work are those of the problem of the class that they did something with last,
    null when they have done nothing yet. `what` is the type of the newest record of their journey
    about it and `record_id` its number. `submission_ids` are their judged submissions to that
    problem, oldest first; `verdict`, `passed` and `total` are those of the last. `waiting_ids` have
    no verdict yet. `solved_ids` are all problems of the class that they solved. The `evidence` of
    an alert are numbers of records of their journey. `handled` are those that staff dealt with.
    """

    user: Person
    is_active: bool = False
    challenge_id: Identifier | None = None
    problem_id: Identifier | None = None
    last_at: AwareDatetime | None = None
    what: str = ""
    record_id: int | None = None
    session_open: bool = False
    active_ms: int = 0
    hints_used: int = 0
    hint_level: int = 0
    submission_ids: tuple[Identifier, ...] = ()
    verdict: Verdict | None = None
    passed: int = 0
    total: int = 0
    waiting_ids: tuple[Identifier, ...] = ()
    solved_ids: tuple[Identifier, ...] = ()
    alerts: tuple[StruggleAlert, ...] = ()
    handled: tuple[HandledAlert, ...] = ()


class AlertDecision(Contract):
    """Say that an alert was dealt with, or take that back.

    `record_id` is that of the alert that was seen: a newer one of its kind is another one.
    """

    trigger: TriggerName
    topic: LineText
    record_id: int = Field(ge=1)
    is_handled: bool


class LiveProblem(Contract):
    """A problem of the class, and the learners whose last work was on it."""

    id: Identifier
    challenge_id: Identifier
    title: str
    users: tuple[Person, ...]


class LiveClass(Contract):
    """A class at this moment: its learners, those who struggle first, then the last to do anything.

    `active`, `struggling` and `not_started` name the learners that a page counts.
    """

    class_id: Identifier
    at: AwareDatetime
    active_seconds: int = Field(description="who did something in so many seconds is active")
    lines: tuple[LiveLine, ...]
    problems: tuple[LiveProblem, ...]
    active: tuple[Person, ...]
    struggling: tuple[Person, ...]
    not_started: tuple[Person, ...]


class Tally(Contract):
    """How many submissions, and which."""

    count: int = Field(ge=0)
    submission_ids: tuple[Identifier, ...]


class CaseStatistics(Contract):
    """A test over the learners who tried its problem.

    `passed`, `failed` and `not_run` count each learner's newest attempt, `failed_first` those whose
    first one failed it. With `is_current` false the version that is given now has no such test.
    """

    name: str
    is_current: bool
    visibility: Visibility | None = None
    category: Category | None = None
    points: float | None = None
    passed: Tally
    failed: Tally
    not_run: Tally
    failed_first: Tally
    pass_rate: float | None = Field(default=None, ge=0, le=1)


class VerdictCount(Contract):
    """Learners whose newest attempt has a verdict, by these attempts."""

    verdict: Verdict
    tally: Tally


class AttemptsToAccept(Contract):
    """Learners who were accepted with their attempt of that number, by these submissions."""

    attempts: int = Field(ge=1)
    tally: Tally


class TimeStatistics(Contract):
    """The active time of those who solved a problem, in milliseconds; null where nobody did."""

    median_ms: int | None
    lower_quartile_ms: int | None
    upper_quartile_ms: int | None
    users: tuple[Person, ...]


class MisconceptionCount(Contract):
    """A misunderstanding that failed attempts show, as they fail like a known wrong program.

    `users` are the learners whose attempts these are, each once.
    """

    misconception: Misconception
    tally: Tally
    users: tuple[Person, ...]


class ProblemStatistics(Contract):
    """One problem of a challenge over the learners of its class.

    `tried` are who has a judged attempt, `accepted` the first accepted one of each who has one.
    `median_attempts` is of those. Misunderstandings are counted over all failed attempts.
    """

    problem_id: Identifier
    title: str
    language: Language
    difficulty: Difficulty
    tried: tuple[Person, ...]
    attempts: int
    accepted: Tally
    median_attempts: float | None
    attempts_to_accept: tuple[AttemptsToAccept, ...]
    verdicts: tuple[VerdictCount, ...]
    time: TimeStatistics
    cases: tuple[CaseStatistics, ...]
    misconceptions: tuple[MisconceptionCount, ...]


class ChallengeStatistics(Contract):
    """The statistics of a challenge. Who teaches is not in them; who has left the class is."""

    challenge_id: Identifier
    title: str
    learners: tuple[Person, ...]
    problems: tuple[ProblemStatistics, ...]
