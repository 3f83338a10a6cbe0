"""Organisations, classes, who belongs to them, and what they are given to do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.people import NewPerson, Person
from jupyter_codemm.contracts.recorded_text import CLEANED
from jupyter_codemm.contracts.tutoring import HintPolicy

Role = Literal["learner", "assistant", "instructor", "coordinator", "admin"]
"""Roles of a membership, in the order of what they may do."""
ROLES: tuple[Role, ...] = ("learner", "assistant", "instructor", "coordinator", "admin")
STAFF: frozenset[Role] = frozenset(ROLES[1:])
ALIASES: dict[str, Role] = {"student": "learner", "teacher": "instructor", "ta": "assistant"}
"""Other words for roles, as other systems write them."""

MembershipSource = Literal["roster", "code", "group", "hand"]
LateKind = Literal["accept", "deduct", "refuse"]
Evaluation = Literal["tests", "journey", "both"]
CountedAttempt = Literal["best", "last"]
ModelPolicy = Literal["off", "hints", "all"]
ChallengeState = Literal["draft", "published"]
ClosedBy = Literal["due", "attempts"]

MAX_NAME = 160
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_NAME, strip_whitespace=True), CLEANED
]
LEAST_DAYS, MOST_DAYS = 30, 3650
"""For how many days a class may keep records."""


class Organization(Contract):
    """A school, a faculty, a company: classes belong to one, and people see no other's."""

    id: Identifier
    name: Name
    created_at: AwareDatetime
    deleted_at: AwareDatetime | None = None


class SchoolClass(Contract):
    """A class of an organisation. `join_code` lets in who knows it, null when nobody may.

    Records of what its learners do at its problems are deleted when nothing was added for
    `record_days`; without it they are kept as long as the site keeps records. `version` grows with
    every change.
    """

    id: Identifier
    organization_id: Identifier
    name: Name
    join_code: str | None = Field(default=None, min_length=8, max_length=40)
    hub_group: str | None = Field(default=None, min_length=1, max_length=200)
    model_policy: ModelPolicy = "all"
    record_days: int | None = Field(default=None, ge=LEAST_DAYS, le=MOST_DAYS)
    version: int = Field(default=1, ge=1)
    created_at: AwareDatetime
    deleted_at: AwareDatetime | None = None
    deleted_by: Person | None = None


class Membership(Contract):
    """That a person has, or had, a role in an organisation or, with `class_id`, in a class.

    `since` is never rewritten: who comes back or gets another role has a further membership, and
    those that have ended stay.
    """

    user: Person
    organization_id: Identifier
    class_id: Identifier | None = None
    role: Role
    source: MembershipSource = "hand"
    since: AwareDatetime
    until: AwareDatetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether it has not ended."""
        return self.until is None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError("until: is before since")
        return self


class LatePolicy(Contract):
    """What becomes of a submission after the due date.

    `deduct` takes `percent_a_day` off for each day that has begun, `at_most_percent` in all. Within
    `grace_minutes` nothing is late. After `closes_after_hours` nothing is taken any more.
    """

    kind: LateKind = "accept"
    percent_a_day: int = Field(default=0, ge=0, le=100)
    at_most_percent: int = Field(default=100, ge=0, le=100)
    grace_minutes: int = Field(default=0, ge=0, le=10_080)
    closes_after_hours: int | None = Field(default=None, ge=1, le=8_760)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "deduct" and self.percent_a_day == 0:
            raise ValueError("percent_a_day: is 0, so nothing would be taken off")
        if self.kind == "refuse" and self.closes_after_hours is not None:
            raise ValueError("closes_after_hours: nothing is taken after the due date anyway")
        return self


class RubricItem(Contract):
    """One thing that a person looks at, and what it is worth."""

    name: Annotated[
        str, StringConstraints(min_length=1, max_length=MAX_NAME, strip_whitespace=True), CLEANED
    ]
    points: float = Field(gt=0, le=10_000)


class ChallengeTerms(Contract):
    """When and how a challenge may be worked on, and how it is evaluated.

    Without a `hint_policy` each problem has its own. By the `rubric` people grade, where they do;
    learners see it beforehand.
    """

    release_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    late: LatePolicy = LatePolicy()
    attempts: int | None = Field(default=None, ge=1, le=1_000)
    counted: CountedAttempt = "best"
    evaluation: Evaluation = "tests"
    hint_policy: HintPolicy | None = None
    model_policy: ModelPolicy = "all"
    points: float = Field(default=100.0, gt=0, le=10_000)
    rubric: tuple[RubricItem, ...] = Field(default=(), max_length=50)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        names = [item.name for item in self.rubric]
        if len(set(names)) != len(names):
            raise ValueError("rubric: two lines have the same name")
        return self

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        both = self.release_at is not None and self.due_at is not None
        if both and self.due_at <= self.release_at:  # type: ignore[operator] # both are there
            raise ValueError("due_at: must be after release_at")
        return self


def _dated(terms: ChallengeTerms) -> ChallengeTerms:
    for name in ("release_at", "due_at"):
        at: datetime | None = getattr(terms, name)
        try:
            if at is not None:
                at.astimezone(UTC)
        except OverflowError:
            raise ValueError(f"{name}: must be in the years 1 to 9999 in UTC") from None
    return terms


AskedTerms = Annotated[ChallengeTerms, AfterValidator(_dated)]
"""Terms as somebody asks for them: each of their dates is one in every file that tells it."""


class Challenge(Contract):
    """An activity that is given to a class, or stands alone when `class_id` is null.

    `activity_version` is the version that is worked on now; submissions keep theirs.
    """

    id: Identifier
    organization_id: Identifier
    class_id: Identifier | None = None
    owner: Person
    title: Name
    activity_id: Identifier
    activity_version: int = Field(ge=1)
    terms: ChallengeTerms = ChallengeTerms()
    state: ChallengeState = "draft"
    version: int = Field(default=1, ge=1)
    created_at: AwareDatetime
    deleted_at: AwareDatetime | None = None
    deleted_by: Person | None = None


class NewChallenge(Contract):
    """Give an activity of one's own to a class, as a draft. Without a title it has the activity's.

    The version that the activity has now is given, until a later one is chosen.
    """

    activity_id: Identifier
    title: Name | None = None
    terms: AskedTerms = ChallengeTerms()


class ChallengeChange(Contract):
    """What is to be changed of a challenge; what is null stays.

    `version` is the one that the change is made from. With `newest` the activity's newest version
    is given from now on.
    """

    version: int = Field(ge=1)
    title: Name | None = None
    terms: AskedTerms | None = None
    state: ChallengeState | None = None
    newest: bool = False


class ClassOfMine(Contract):
    """A class as one of its members sees it. The join code is for those who manage the roster.

    `may_erase`: this very caller may erase what learners left in it.
    """

    school_class: SchoolClass
    organization: str
    role: Role
    may_erase: bool


class OrganizationOfMine(Contract):
    """An organisation in which the caller has a role of their own, and not only in a class."""

    organization: Organization
    role: Role


class Classes(Contract):
    """The caller's classes and organisations, by name."""

    classes: tuple[ClassOfMine, ...]
    organizations: tuple[OrganizationOfMine, ...]


class Roster(Contract):
    """Who is, and if that was asked for who was, in a class, by name."""

    memberships: tuple[Membership, ...]


class NewOrganization(Contract):
    """Found an organisation with its first admin."""

    name: Name
    admin: Person

    def made(self, organization_id: str, now: datetime) -> Organization:
        """Return the organisation."""
        return Organization(id=organization_id, name=self.name, created_at=now)


class NewClass(Contract):
    """Found a class."""

    organization_id: Identifier
    name: Name


class JoinRequest(Contract):
    """Enter a class by its code."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=100), CLEANED]


class RoleRequest(Contract):
    """Give somebody a role in a class."""

    user: NewPerson
    role: Role


class RosterReport(Contract):
    """What became of a list of people. With `applied` false nothing was changed."""

    applied: bool
    enrolled: tuple[str, ...]
    already: tuple[str, ...]
    problems: tuple[str, ...]


class ClassChange(Contract):
    """What is to be changed of a class; what is null stays. `opens` makes or drops a join code.

    With an empty `hub_group` no group feeds the class, and with 0 `record_days` records are kept as
    long as the site keeps them. `version` is the one that was seen: a change
    that is made from an older one is refused. Without it nobody has looked, and it is made. What
    models are for is decided with `ClassModelsChange`, and not here.
    """

    version: int | None = Field(default=None, ge=1)

    name: Name | None = None
    opens: bool | None = None
    hub_group: Annotated[str, StringConstraints(max_length=200), CLEANED] | None = None
    record_days: int | None = None

    @model_validator(mode="after")
    def _kept_long_enough(self) -> Self:
        days = self.record_days
        if days and not LEAST_DAYS <= days <= MOST_DAYS:
            raise ValueError(
                f"record_days: must be from {LEAST_DAYS} to {MOST_DAYS} days, or 0 for as long as "
                f"the site keeps records (got {days})"
            )
        return self
