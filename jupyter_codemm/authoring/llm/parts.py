"""The parts of an exercise, per kind: a model writes them in one reply, or one after another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jupyter_codemm.authoring.llm.form import (
    SOME,
    CallProposed,
    ClassHead,
    Condition,
    FunctionHead,
    Lenient,
    Mistake,
    Piece,
    RowsProposed,
    StdinProposed,
    StepsProposed,
)
from jupyter_codemm.contracts.problem import ProblemKind

Stage = Literal["statement", "reference", "candidates", "hints", "mistakes"]
STAGES: tuple[Stage, ...] = ("statement", "reference", "candidates", "hints", "mistakes")
"""In the order in which they are written one after another."""


class Statement(Piece):
    """The part that says what is asked for."""

    title: str
    statement: str
    estimated_minutes: float = Field(default=10, allow_inf_nan=False)
    constraints: Annotated[tuple[Annotated[Condition, Lenient], ...], SOME] = ()


class FunctionStatement(Statement):
    """A function."""

    signature: FunctionHead
    order_matters: bool = True


class ClassStatement(Statement):
    """A class."""

    signature: ClassHead


class ProgramStatement(Statement):
    """A program."""


class QueryStatement(Statement):
    """A query."""

    tables: str
    ordered: bool = False


class FunctionCandidates(Piece):
    """Calls."""

    candidates: Annotated[tuple[Annotated[CallProposed, Lenient], ...], SOME]


class ClassCandidates(Piece):
    """Steps on objects."""

    candidates: Annotated[tuple[Annotated[StepsProposed, Lenient], ...], SOME]


class ProgramCandidates(Piece):
    """Inputs and outputs."""

    candidates: Annotated[tuple[Annotated[StdinProposed, Lenient], ...], SOME]


class QueryCandidates(Piece):
    """Rows of the tables."""

    candidates: Annotated[tuple[Annotated[RowsProposed, Lenient], ...], SOME]


class Reference(Piece):
    """The reference solution."""

    reference: str


class Help(Piece):
    """Hints and goals."""

    hints: tuple[str, ...]
    goals: tuple[str, ...]


class Mistakes(Piece):
    """Common wrong solutions."""

    wrong_solutions: Annotated[tuple[Annotated[Mistake, Lenient], ...], SOME] = ()


# Fields come from the last base first. The candidates stand before the reference, so that a model
# that writes from left to right works their results out from the statement.
class FunctionForm(Mistakes, Help, Reference, FunctionCandidates, FunctionStatement):
    """The whole reply for a function."""


class ClassForm(Mistakes, Help, Reference, ClassCandidates, ClassStatement):
    """The whole reply for a class."""


class ProgramForm(Mistakes, Help, Reference, ProgramCandidates, ProgramStatement):
    """The whole reply for a program."""


class QueryForm(Mistakes, Help, Reference, QueryCandidates, QueryStatement):
    """The whole reply for a query."""


AnyForm = FunctionForm | ClassForm | ProgramForm | QueryForm

FORMS: dict[ProblemKind, type[AnyForm]] = {
    "function": FunctionForm,
    "class": ClassForm,
    "program": ProgramForm,
    "query": QueryForm,
}
_STATEMENTS: dict[ProblemKind, type[Statement]] = {
    "function": FunctionStatement,
    "class": ClassStatement,
    "program": ProgramStatement,
    "query": QueryStatement,
}
_CANDIDATES: dict[ProblemKind, type[Piece]] = {
    "function": FunctionCandidates,
    "class": ClassCandidates,
    "program": ProgramCandidates,
    "query": QueryCandidates,
}


def part_of(kind: ProblemKind, stage: Stage) -> type[Piece]:
    """Return the form of one part."""
    match stage:
        case "statement":
            return _STATEMENTS[kind]
        case "candidates":
            return _CANDIDATES[kind]
        case "reference":
            return Reference
        case "hints":
            return Help
        case "mistakes":
            return Mistakes
