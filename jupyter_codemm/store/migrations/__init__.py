"""The history of the schema. A released revision is never edited; `env.py` is alembic's entry."""
