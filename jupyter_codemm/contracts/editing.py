"""Changing an activity: what an author asks for, what is proposed, and the versions kept."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from jupyter_codemm.contracts.activity import Activity, ActivityState, GateOutcome, Verification
from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, ProblemStyle
from jupyter_codemm.contracts.events import ProofStep
from jupyter_codemm.contracts.problem import Hint, Limits, Problem, TestCase
from jupyter_codemm.contracts.problem import Visibility as TestVisibility
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.spec import Topic
from jupyter_codemm.contracts.tutoring import HintPolicy

MAX_INSTRUCTION = 2000
MAX_PROBLEMS = 50

EditKind = Literal["changes", "instruction", "regenerate", "add"]
EditStatus = Literal["working", "proposed", "refused", "failed", "accepted", "discarded"]
OPEN_EDITS: tuple[EditStatus, ...] = ("working", "proposed")


class ProblemChanges(Contract):
    """New values of a problem's fields; null and what is left out stay as they are.

    The first seven judge nothing: they are texts, and when hints come. The others change what is
    asked or how it is judged, so that they need a reference solution.
    """

    title: str | None = None
    statement: str | None = None
    hints: tuple[Hint, ...] | None = None
    estimated_minutes: int | None = None
    starter: str | None = None
    learning_goal: str | None = None
    hint_policy: HintPolicy | None = None
    tests: tuple[TestCase, ...] | None = None
    signature: Signature | None = None
    limits: Limits | None = None
    checker: str | None = None
    difficulty: Difficulty | None = None
    topics: tuple[Topic, ...] | None = None
    style: ProblemStyle | None = None


TEXT_FIELDS = (
    *("title", "statement", "hints", "estimated_minutes", "starter", "learning_goal"),
    "hint_policy",
)
CHANGEABLE = tuple(ProblemChanges.model_fields)


class EditProblem(Contract):
    """Change a problem by hand (`changes`) or in words (`instruction`).

    `reference` is the author's own solution of the changed problem: it is used for the proof and
    never stored. `version` is that of the activity that the author looked at, to be refused when it
    is another by now.
    """

    changes: ProblemChanges | None = None
    instruction: str | None = Field(default=None, min_length=1, max_length=MAX_INSTRUCTION)
    reference: Source | None = Field(default=None, repr=False)
    version: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.changes is None) == (self.instruction is None):
            raise ValueError("give either changes or instruction")
        if self.reference is not None and self.changes is None:
            raise ValueError("a reference goes with changes, not with an instruction")
        return self


class RegenerateProblem(Contract):
    """Replace a problem by a new one, of the same kind where nothing else is said."""

    difficulty: Difficulty | None = None
    topics: tuple[Topic, ...] | None = Field(default=None, min_length=1, max_length=2)
    style: ProblemStyle | None = None
    seed: int | None = Field(default=None, ge=0, lt=2**53)
    version: int | None = Field(default=None, ge=1)


class AddProblem(Contract):
    """Have one more problem written. `position` counts from 0; without it the problem comes last.

    Without a style it is that of the activity's spec, or of its last problem.
    """

    difficulty: Difficulty
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=2)
    style: ProblemStyle | None = None
    position: int | None = Field(default=None, ge=0, lt=MAX_PROBLEMS)
    seed: int | None = Field(default=None, ge=0, lt=2**53)
    version: int | None = Field(default=None, ge=1)


class FieldChange(Contract):
    """One field before and after, as text. `diff` is a unified diff where it has many lines."""

    field: str
    old: str
    new: str
    diff: str = ""


class TestChange(Contract):
    """One test before and after; null where it is new or gone. `fields` names what differs."""

    __test__ = False  # not a pytest class

    name: str
    visibility: TestVisibility
    change: Literal["added", "removed", "changed"]
    fields: tuple[str, ...] = ()
    old: TestCase | None = None
    new: TestCase | None = None


class ProblemDiff(Contract):
    """What a change does to a problem; for a new problem every field is new."""

    fields: tuple[FieldChange, ...] = ()
    tests: tuple[TestChange, ...] = ()


class ProblemEdit(Contract):
    """A change of one problem from the asking to the deciding.

    `working`: it is being written and proven. `proposed`: it is proven, and waits for `accept` or
    `discard`. `refused`: a gate said no. `failed`: it could not be tried. `note` says why, or what
    is being done, and `step` what is being proven. `version` is that of the activity for which it
    is made: no other takes it.
    `new_problem_id` is the id of the problem that it brings, where that is a new one.
    `verification` is the record of `problem`; both are told of one edit, not in a list.
    """

    id: Identifier
    owner: str
    activity_id: Identifier
    problem_id: Identifier | None = None
    new_problem_id: Identifier | None = None
    position: int | None = None
    kind: EditKind
    version: int
    status: EditStatus = "working"
    instruction: str = ""
    note: str = ""
    step: ProofStep | None = None
    gates: tuple[GateOutcome, ...] = ()
    diff: ProblemDiff | None = None
    problem: Problem | None = None
    verification: Verification | None = None
    created_at: AwareDatetime
    ended_at: AwareDatetime | None = None


class EditList(Contract):
    """The edits of an activity, newest first, without what they propose."""

    edits: tuple[ProblemEdit, ...]


class AcceptedEdit(Contract):
    """An accepted edit, and the activity with it."""

    edit: ProblemEdit
    activity: Activity


class ActivityVersion(Contract):
    """One line of an activity's history. `note` says what made this version."""

    version: int
    note: str = ""
    title: str
    state: ActivityState
    problem_count: int
    recorded_at: AwareDatetime


class RestoreVersion(Contract):
    """Make an activity what it was. `version` is the one that the caller has seen it in."""

    version: int | None = Field(default=None, ge=1)


class VersionList(Contract):
    """The versions of an activity, newest first."""

    versions: tuple[ActivityVersion, ...]
