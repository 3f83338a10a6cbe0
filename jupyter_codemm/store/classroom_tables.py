"""The tables of classes, challenges and grades."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.tables import ID, PERSON, Table

NAME = String(160)
NOWHERE = ""
"""What stands for a class where there is none: no index takes two empty ones for equal."""
_ALIVE = text("deleted_at IS NULL")
_UNDER_WAY = text("until IS NULL")


class OrganizationRow(Table):
    """An organisation."""

    __tablename__ = "organizations"
    __table_args__ = (
        Index(
            "uq_organizations_name",
            "name",
            unique=True,
            sqlite_where=_ALIVE,
            postgresql_where=_ALIVE,
        ),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class ClassRow(Table):
    """A class of an organisation."""

    __tablename__ = "classes"
    __table_args__ = (
        Index(
            "uq_classes_name",
            "organization_id",
            "name",
            unique=True,
            sqlite_where=_ALIVE,
            postgresql_where=_ALIVE,
        ),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey(OrganizationRow.id))
    name: Mapped[str] = mapped_column(NAME)
    join_code: Mapped[str | None] = mapped_column(String(40), unique=True)
    hub_group: Mapped[str | None] = mapped_column(String(200), index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class MembershipRow(Table):
    """A role of a person in an organisation, or in a class of it."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(
            "uq_memberships_user_name",
            "user_name",
            "organization_id",
            "class_id",
            unique=True,
            sqlite_where=_UNDER_WAY,
            postgresql_where=_UNDER_WAY,
        ),
        Index("ix_memberships_class_id", "class_id", "user_name"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    user_name: Mapped[str] = mapped_column(PERSON)
    organization_id: Mapped[str] = mapped_column(ForeignKey(OrganizationRow.id))
    class_id: Mapped[str] = mapped_column(ID, default=NOWHERE)
    role: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(UtcTime)
    until: Mapped[datetime | None] = mapped_column(UtcTime)


class ChallengeRow(Table):
    """A challenge as it is now."""

    __tablename__ = "challenges"
    __table_args__ = (
        Index("ix_challenges_class_id", "class_id", "number"),
        Index("ix_challenges_owner", "owner", "number"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey(OrganizationRow.id))
    class_id: Mapped[str | None] = mapped_column(ForeignKey(ClassRow.id))
    owner: Mapped[str] = mapped_column(PERSON)
    activity_id: Mapped[str] = mapped_column(ID, index=True)
    version: Mapped[int]
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class ChallengeVersionRow(Table):
    """A challenge as it was."""

    __tablename__ = "challenge_versions"
    challenge_id: Mapped[str] = mapped_column(ForeignKey(ChallengeRow.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text)


class ChallengeNotebookRow(Table):
    """Where somebody has the notebook of a challenge."""

    __tablename__ = "challenge_notebooks"
    __table_args__ = (Index("ix_challenge_notebooks_user_name", "user_name"),)
    challenge_id: Mapped[str] = mapped_column(ForeignKey(ChallengeRow.id), primary_key=True)
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    activity_version: Mapped[int]


class GradeRow(Table):
    """A grade as it is now."""

    __tablename__ = "grades"
    __table_args__ = (Index("ix_grades_user_name", "user_name", "challenge_id"),)
    challenge_id: Mapped[str] = mapped_column(ForeignKey(ChallengeRow.id), primary_key=True)
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    status: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(Text)


class GradeEventRow(Table):
    """A change of a grade; rows are added, and never changed."""

    __tablename__ = "grade_events"
    __table_args__ = (
        Index("ix_grade_events_challenge_id", "challenge_id", "user_name", "number"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    challenge_id: Mapped[str] = mapped_column(ForeignKey(ChallengeRow.id))
    user_name: Mapped[str] = mapped_column(PERSON)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class ClassModelsRow(Table):
    """What was decided of a class's models. The key is sealed with that of the installation."""

    __tablename__ = "class_models"
    class_id: Mapped[str] = mapped_column(ID, primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    sealed_key: Mapped[str | None] = mapped_column(Text)
