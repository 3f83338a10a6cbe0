"""Seeded databases for a query: what it compares decides what they hold."""

from jupyter_codemm.gates.inputs.databases.query import compares_nulls
from jupyter_codemm.gates.inputs.databases.seeding import databases

__all__ = ["compares_nulls", "databases"]
