"""Organisations, classes, memberships, challenges and grades."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.migrations.append_only import refuse, refuse_deletion_unless_erasing

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ALIVE = sa.text("deleted_at IS NULL")
UNDER_WAY = sa.text("until IS NULL")


def upgrade() -> None:
    """Create the tables; what becomes of grades is never changed."""
    _places()
    _memberships()
    _challenges()
    _grades()


def _places() -> None:
    op.create_table(
        "organizations",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_organizations"),
        sa.UniqueConstraint("id", name="uq_organizations_id"),
        sqlite_autoincrement=True,
    )
    _unique("organizations", ["name"], ALIVE)
    op.create_table(
        "classes",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("organization_id", sa.String(80), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("join_code", sa.String(40), nullable=True),
        sa.Column("hub_group", sa.String(200), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_classes_organization_id"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_classes"),
        sa.UniqueConstraint("id", name="uq_classes_id"),
        sa.UniqueConstraint("join_code", name="uq_classes_join_code"),
        sqlite_autoincrement=True,
    )
    _unique("classes", ["organization_id", "name"], ALIVE, name="uq_classes_name")
    op.create_index("ix_classes_hub_group", "classes", ["hub_group"])


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("organization_id", sa.String(80), nullable=False),
        sa.Column("class_id", sa.String(80), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("until", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_memberships_organization_id"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_memberships"),
        sqlite_autoincrement=True,
    )
    _unique("memberships", ["user_name", "organization_id", "class_id"], UNDER_WAY)
    op.create_index("ix_memberships_class_id", "memberships", ["class_id", "user_name"])
    refuse("memberships", "UPDATE OF since")


def _challenges() -> None:
    op.create_table(
        "challenges",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("organization_id", sa.String(80), nullable=False),
        sa.Column("class_id", sa.String(80), nullable=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("activity_id", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_challenges_organization_id"
        ),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name="fk_challenges_class_id"),
        sa.PrimaryKeyConstraint("number", name="pk_challenges"),
        sa.UniqueConstraint("id", name="uq_challenges_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_challenges_class_id", "challenges", ["class_id", "number"])
    op.create_index("ix_challenges_owner", "challenges", ["owner", "number"])
    op.create_index("ix_challenges_activity_id", "challenges", ["activity_id"])
    op.create_table(
        "challenge_versions",
        sa.Column("challenge_id", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name="fk_challenge_versions_challenge_id"
        ),
        sa.PrimaryKeyConstraint("challenge_id", "version", name="pk_challenge_versions"),
    )


def _grades() -> None:
    op.create_table(
        "grades",
        sa.Column("challenge_id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name="fk_grades_challenge_id"),
        sa.PrimaryKeyConstraint("challenge_id", "user_name", name="pk_grades"),
    )
    op.create_index("ix_grades_user_name", "grades", ["user_name", "challenge_id"])
    op.create_table(
        "grade_events",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("challenge_id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name="fk_grade_events_challenge_id"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_grade_events"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_grade_events_challenge_id", "grade_events", ["challenge_id", "user_name", "number"]
    )
    refuse("grade_events", "UPDATE")
    refuse_deletion_unless_erasing("grade_events", "user:", "user_name")


def _unique(table: str, columns: list[str], where: sa.TextClause, *, name: str = "") -> None:
    op.create_index(
        name or f"uq_{table}_{columns[0]}",
        table,
        columns,
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
