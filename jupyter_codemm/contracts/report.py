"""An outcome made readable: values as the problem's language writes them, and where they differ."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.cases import Category, Visibility
from jupyter_codemm.contracts.outcome import CaseVerdict


class ReportPart(Contract):
    """A piece of a text, and whether it is the piece that differs."""

    text: str
    differs: bool = False


class ReportGiven(Contract):
    """What a test gave to the program: a call, its input, or the script that fills its tables."""

    kind: Literal["call", "input", "tables"]
    text: str


class ReportCompared(Contract):
    """One thing that was compared; `got` is None when the program did not get that far."""

    channel: Literal["result", "printed"]
    expected: tuple[ReportPart, ...]
    got: tuple[ReportPart, ...] | None = None


class ReportRow(Contract):
    """A row of a result table; it differs when the other table lacks it."""

    differs: bool
    cells: tuple[str, ...]


class ReportTable(Contract):
    """A result table; `left_out` more rows are not shown."""

    columns: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    left_out: int = 0


class ReportTables(Contract):
    """Two result tables that were compared. A query's own result has no name."""

    name: str
    ordered: bool
    expected: ReportTable
    got: ReportTable | None = None


class ReportMark(Contract):
    """A place in the learner's own files that a message is about, counted from line 1."""

    file: str
    line: int = Field(ge=1)
    column: int | None = Field(default=None, ge=1)
    message: str


class ReportCase(Contract):
    """One test. Of a hidden one there is its category and what became of it, nothing more."""

    name: str
    visibility: Visibility
    category: Category
    verdict: CaseVerdict
    time_ms: int = 0
    memory_kb: int = 0
    given: tuple[ReportGiven, ...] = ()
    compared: tuple[ReportCompared, ...] = ()
    tables: tuple[ReportTables, ...] = ()
    printed: str = ""
    message: str = ""


class Report(Contract):
    """What a page shows of an outcome beside its figures: every test in order, every mark."""

    cases: tuple[ReportCase, ...] = ()
    marks: tuple[ReportMark, ...] = ()
