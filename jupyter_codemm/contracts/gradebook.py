"""Challenges and grades as pages show them."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, Language
from jupyter_codemm.contracts.classroom import Challenge, ClassOfMine, ClosedBy, RubricItem
from jupyter_codemm.contracts.grading import Comment, Grade, GradeEvent, GradeStatus
from jupyter_codemm.contracts.outcome import Verdict
from jupyter_codemm.contracts.people import AskedPerson, Person


class ChallengeProblem(Contract):
    """A problem of a challenge, as a list names it."""

    id: Identifier
    title: str
    language: Language
    difficulty: Difficulty


class ChallengeView(Contract):
    """A challenge as its caller sees it.

    `is_open` says whether something may be submitted now, `reason` and `closed_by` why not.
    `solved` of its problems the caller has solved. `grade` is the caller's own, null as long as
    there is none. `notebook` is where theirs is, null as long as there is none of the version that
    is given now; `is_renewed` says that there is one of an earlier version.
    """

    challenge: Challenge
    problems: tuple[ChallengeProblem, ...]
    is_open: bool
    reason: str = ""
    closed_by: ClosedBy | None = None
    solved: int = Field(default=0, ge=0)
    grade: Grade | None = None
    notebook: str | None = None
    is_renewed: bool = False


class ChallengeList(Contract):
    """The challenges of a class that the caller may see, oldest first."""

    challenges: tuple[ChallengeView, ...]


class GivenToMe(Contract):
    """The caller's classes, by name, and the challenges of all of them that they may see.

    `teaches` is true of who has a role of staff in a class, or may found one.
    """

    classes: tuple[ClassOfMine, ...]
    challenges: tuple[ChallengeView, ...]
    teaches: bool


class Gradebook(Contract):
    """The grades of a challenge: one for each learner of the class, by name."""

    challenge_id: Identifier
    grades: tuple[Grade, ...]


class ReviewQueue(Contract):
    """The work that waits for a person, longest first, and what people decided, newest first.

    Who submitted nothing is in neither.
    """

    challenge_id: Identifier
    rubric: tuple[RubricItem, ...]
    waiting: tuple[Grade, ...]
    reviewed: tuple[Grade, ...]


class JudgedAgain(Contract):
    """A further verdict on a submission, by a later version of its problem."""

    submission_id: Identifier
    problem_id: Identifier
    problem_version: int
    verdict: Verdict
    passed: int
    total: int
    judged_at: AwareDatetime


class GradeHistory(Contract):
    """How a grade came to be, oldest first, and what tests that were fixed said of submissions."""

    events: tuple[GradeEvent, ...]
    judged_again: tuple[JudgedAgain, ...] = ()


class OverrideRequest(Contract):
    """Decide somebody's grade, whatever the tests say; no later run of them changes that.

    Without `percent` the decision is taken back, and what the tests say counts again.
    """

    user: AskedPerson
    percent: float | None = Field(default=None, ge=0, le=100)
    comment: Comment = ""


class GradebookChallenge(Contract):
    """A column of a class's gradebook."""

    id: Identifier
    title: str
    points: float
    due_at: AwareDatetime | None = None


class GradebookCell(Contract):
    """What one learner has for one challenge.

    `points` are of the challenge's. `attempts` counts judged submissions, `waiting` those without
    a verdict. `submission_id` is the newest that counts; all of them are the learner's submissions
    to the challenge, and `submitted_at` is when it was made. `late_by_seconds` is that of what
    counts; `penalty_percent` is what that costs, nothing where a teacher decided.
    `is_before_change`: the challenge's evaluation was changed since the grade was made, which
    stands until something is submitted or everything is judged again. What a teacher decided is
    never marked.
    """

    challenge_id: Identifier
    status: GradeStatus
    percent: float | None = None
    points: float | None = None
    from_tests: float | None = None
    is_override: bool = False
    is_before_change: bool = False
    is_late: bool = False
    late_by_seconds: int = 0
    penalty_percent: float = 0.0
    attempts: int = 0
    waiting: int = 0
    comment: str = ""
    submission_id: Identifier | None = None
    submitted_at: AwareDatetime | None = None
    graded_at: AwareDatetime | None = None


class GradebookLine(Contract):
    """A learner of a class, with a cell for each challenge in their order.

    Who has left is still there with `is_member` false, as long as they have a grade.
    """

    user: Person
    is_member: bool
    cells: tuple[GradebookCell, ...]


class ClassGradebook(Contract):
    """The gradebook of a class: some of its learners by name, or all of them.

    `learners` counts all, and `next` is to be given as `after` for those that follow.
    """

    class_id: Identifier
    name: str
    challenges: tuple[GradebookChallenge, ...]
    lines: tuple[GradebookLine, ...]
    learners: int = Field(ge=0)
    next: Person | None = None
