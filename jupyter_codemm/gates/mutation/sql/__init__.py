"""Slips in SQL, found in the trees of sqlglot."""

from jupyter_codemm.gates.mutation.sql.workshop import SqlWorkshop

__all__ = ["SqlWorkshop"]
