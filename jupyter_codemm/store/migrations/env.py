"""What alembic executes: the migrations, inside the transaction that `schema.migrate` was given."""

from __future__ import annotations

from alembic import context

from jupyter_codemm.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata
)
context.run_migrations()
