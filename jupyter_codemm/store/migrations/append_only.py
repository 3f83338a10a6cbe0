"""Triggers that refuse changes, for both engines. Released migrations use them: never edit."""

from __future__ import annotations

from alembic import op

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION codemm_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only',
    ERRCODE = 'integrity_constraint_violation';
END $$
"""


def refuse(table: str, change: str, when: str = "") -> None:
    """Make the database abort every `change` (DELETE, UPDATE, UPDATE OF column) of a table.

    `when` limits it to rows for which the condition on OLD and NEW holds.
    """
    name = f"{table}_refuse_{'_'.join(change.lower().split())}"
    condition = f"WHEN ({when})" if when else ""
    head = f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW {condition}"
    if op.get_context().dialect.name == "postgresql":
        op.execute(_POSTGRESQL_FUNCTION)
        op.execute(f"{head} EXECUTE FUNCTION codemm_refuse()")
    else:
        op.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
