"""What a learner's page asks about a problem while its notebook is open."""

from __future__ import annotations

from pydantic import Field

from jupyter_codemm.contracts.base import Contract, Identifier, Language


class ProblemView(Contract):
    """A problem as its answer cell needs it: nothing of its tests.

    `header` is the first line of its cell, `hint_levels` the levels that can be asked for.
    """

    id: Identifier
    activity_id: Identifier
    title: str
    language: Language
    version: int
    header: str
    starter: str
    entry_file: str
    hint_levels: tuple[int, ...] = ()


class HintRequest(Contract):
    """Ask for the stored hint of a level, or of the next one above it that there is."""

    problem_id: Identifier
    level: int = Field(default=1, ge=1, le=4)


class HintReply(Contract):
    """One hint; `next_level` asks for the one after it, if there is one."""

    problem_id: Identifier
    level: int
    text: str
    next_level: int | None = None
