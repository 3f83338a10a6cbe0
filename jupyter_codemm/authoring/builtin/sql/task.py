"""One drawn query problem, before it is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.sql.schema import Domain, Role
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Focus, Row
from jupyter_codemm.authoring.builtin.sql.tree import Query
from jupyter_codemm.contracts.base import Difficulty

Oracle = Callable[[Database], list[Row]]
"""Computes the result from the seeded rows, in Python; the single source of truth."""


@dataclass(frozen=True, slots=True)
class Result:
    """A column of the result: its name, and what it holds as a noun phrase."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, in words, as a query and as a Python oracle.

    `roles` are the tables shown, `order` says how the rows are ordered when that matters, `notes`
    are the rules for special cases, `pitfalls` usual mistakes as main clauses.
    """

    title: str
    roles: tuple[Role, ...]
    question: str
    results: tuple[Result, ...]
    query: Query
    oracle: Oracle
    focus: Focus
    goals: tuple[str, ...]
    pitfalls: tuple[str, ...]
    notes: tuple[str, ...] = ()
    order: str = ""

    @property
    def ordered(self) -> bool:
        """Whether the statement fixes the order of the rows."""
        return bool(self.order)


Recipe = Callable[[Random, Domain, Difficulty], Task]
"""Draws a task in a domain at a difficulty, from the generator alone."""
