"""Tests as data: what a program is given, and what must come of it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.expected import MAX_TEXT, Expected
from jupyter_codemm.contracts.types import PortableValue

ProblemKind = Literal["function", "program", "class", "query"]
Visibility = Literal["sample", "hidden"]
Category = Literal[
    "minimal", "single", "typical", "boundary", "duplicates", "negative", "large", "adversarial"
]


class NewStep(Contract):
    """Construct an object and give it a name."""

    new: str = Field(min_length=1, max_length=40)
    args: tuple[PortableValue, ...] = ()


class CallStep(Contract):
    """Call a method, written `object.method`."""

    call: Annotated[
        str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$")
    ]
    args: tuple[PortableValue, ...] = ()


class CaseInput(Contract):
    """What a test gives to the program: exactly one of arguments, stdin, steps and database.

    `database` is an SQL script that creates and fills the tables; a function may have `stdin`
    beside its arguments.
    """

    args: tuple[PortableValue, ...] | None = None
    stdin: str | None = Field(default=None, max_length=MAX_TEXT)
    steps: tuple[NewStep | CallStep, ...] | None = Field(default=None, min_length=1, max_length=50)
    database: str | None = Field(default=None, max_length=MAX_TEXT)

    @property
    def kind(self) -> ProblemKind:
        """The kind of problem that this input belongs to."""
        if self.args is not None:
            return "function"
        if self.steps is not None:
            return "class"
        return "query" if self.database is not None else "program"

    @model_validator(mode="after")
    def _one_channel(self) -> Self:
        given = [n for n in ("args", "steps", "database") if getattr(self, n) is not None]
        if len(given) > 1:
            raise ValueError(f"give one of args, steps and database, not {' and '.join(given)}")
        if not given and self.stdin is None:
            raise ValueError("give one of args, stdin, steps and database")
        return self


class TestCase(Contract):
    """One test, as data."""

    __test__ = False  # not a pytest class

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
    visibility: Visibility
    category: Category = "typical"
    input: CaseInput
    expected: Expected
    points: float = Field(default=1.0, ge=0, le=1000)
