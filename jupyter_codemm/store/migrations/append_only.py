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


_POSTGRESQL_ERASURE = """
CREATE OR REPLACE FUNCTION codemm_refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM erasures WHERE key = TG_ARGV[0] || (to_jsonb(OLD) ->> TG_ARGV[1])) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only',
    ERRCODE = 'integrity_constraint_violation';
END $$
"""

_BEING_ERASED = "(SELECT key FROM erasures)"


def refuse_deletion_unless_erasing(table: str, prefix: str, column: str) -> None:
    """Make the database abort every DELETE of a table but of rows whose owner is being erased.

    Such a row is one for which `erasures` holds the key `prefix` and the row's `column`. A trigger
    that refused every DELETE must be dropped before: see `allow_deletion`.
    """
    name = f"{table}_refuse_delete"
    head = f"CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW"
    if op.get_context().dialect.name == "postgresql":
        op.execute(_POSTGRESQL_ERASURE)
        op.execute(f"{head} EXECUTE FUNCTION codemm_refuse_unless_erasing('{prefix}', '{column}')")
    else:
        op.execute(
            f"{head} WHEN '{prefix}' || OLD.{column} NOT IN {_BEING_ERASED}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def allow_deletion(table: str) -> None:
    """Drop the trigger that refuses every DELETE of a table."""
    where = f" ON {table}" if op.get_context().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {table}_refuse_delete{where}")
