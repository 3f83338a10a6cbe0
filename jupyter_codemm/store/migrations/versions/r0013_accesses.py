"""The log of deeds also tells whose record was read, and is never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.migrations.append_only import refuse, refuse_deletion_unless_erasing

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty for what was logged so far; rows go only with whose record it is."""
    for column, kind in (("subject", sa.String(200)), ("document", sa.Text())):
        op.add_column("audit", sa.Column(column, kind, nullable=False, server_default=""))
    op.create_index("ix_audit_subject", "audit", ["subject", "id"])
    refuse("audit", "UPDATE")
    refuse_deletion_unless_erasing("audit", "user:", "subject")
