"""An outcome as a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.outcome import CaseOutcome, Outcome
from jupyter_codemm.contracts.report import (
    Report,
    ReportCase,
    ReportCompared,
    ReportGiven,
    ReportPart,
    ReportRow,
    ReportTable,
    ReportTables,
)
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.reporting.marking import Part, differing, visible, whole
from jupyter_codemm.reporting.marks import marks_of
from jupyter_codemm.reporting.rows import ShownTable, results
from jupyter_codemm.reporting.values import Typed, aside, channels, given

MAX_SCRIPT = 4_000


@dataclass(frozen=True, slots=True)
class _Subject:
    """How values are written."""

    language: Language
    signature: Signature | None


def report_of(outcome: Outcome, language: Language, signature: Signature | None) -> Report:
    """Return what a page shows of an outcome beside its figures."""
    subject = _Subject(language, signature)
    return Report(
        cases=tuple(_case(case, subject) for case in outcome.cases), marks=marks_of(outcome)
    )


def _case(case: CaseOutcome, subject: Typed) -> ReportCase:
    bare = ReportCase(
        name=case.name,
        visibility=case.visibility,
        category=case.category,
        verdict=case.verdict,
        time_ms=case.time_ms,
        memory_kb=case.memory_kb,
    )
    if case.visibility == "hidden":
        return bare
    told = {
        "given": tuple(_given(case, subject)),
        "compared": tuple(_compared(case, subject)),
        "tables": tuple(_tables(case)),
        "printed": _text(whole(aside(case))),
        "message": _text(whole(case.message)),
    }
    return bare.model_copy(update=told)


def _given(case: CaseOutcome, subject: Typed) -> Iterator[ReportGiven]:
    for label, text in given(case, subject):
        yield ReportGiven(kind="call" if label == "Call" else "input", text=_text(whole(text)))
    if case.input is not None and case.input.database is not None:
        yield ReportGiven(kind="tables", text=visible(case.input.database[:MAX_SCRIPT]))


def _compared(case: CaseOutcome, subject: Typed) -> Iterator[ReportCompared]:
    for channel in channels(case, subject):
        kind: Literal["printed", "result"] = "printed" if channel.label else "result"
        if channel.got is None:
            wanted = _parts(whole(channel.expected))
            yield ReportCompared(channel=kind, expected=wanted, got=None)
            continue
        expected, got = differing(channel.expected, channel.got)
        yield ReportCompared(channel=kind, expected=_parts(expected), got=_parts(got))


def _tables(case: CaseOutcome) -> Iterator[ReportTables]:
    for name, sides, ordered in results(case):
        got = _table(sides[1]) if len(sides) > 1 else None
        yield ReportTables(name=name, ordered=ordered, expected=_table(sides[0]), got=got)


def _table(table: ShownTable) -> ReportTable:
    rows = tuple(ReportRow(differs=differs, cells=cells) for differs, cells in table.rows)
    return ReportTable(columns=table.columns, rows=rows, left_out=table.left_out)


def _parts(parts: Sequence[Part]) -> tuple[ReportPart, ...]:
    return tuple(ReportPart(text=part.text, differs=part.differs) for part in parts)


def _text(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts)
