"""The history of a solution, which only grows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_views import SolutionVersion
from jupyter_codemm.contracts.journey_work import CodeSaved, Submitted


def solution_history(
    records: Iterable[JourneyRecord], problem_id: str | None = None
) -> tuple[SolutionVersion, ...]:
    """Return every version of a problem's solution, or of all, oldest first.

    Saving by hand and submitting always add one; an autosave adds one when the code is another. A
    reset adds none: what was there before stays.
    """
    last: dict[str | None, str] = {}
    rows: list[SolutionVersion] = []
    for record in records:
        if problem_id is not None and record.problem_id != problem_id:
            continue
        version = _version(record)
        if version is None:
            continue
        same = last.get(version.problem_id) == version.code_state_id
        if same and version.origin == "autosave":
            continue
        last[version.problem_id] = version.code_state_id
        rows.append(version)
    return tuple(rows)


def _version(record: JourneyRecord) -> SolutionVersion | None:
    code, problem_id = record.code_state_id, record.problem_id
    if code is None or problem_id is None:
        return None
    origin: Literal["manual", "autosave", "submit"]
    submission_id = None
    match record.event:
        case CodeSaved():
            origin = record.event.origin
        case Submitted():
            origin, submission_id = "submit", record.event.submission_id
        case _:
            return None
    return SolutionVersion(
        record_id=record.id,
        at=record.at,
        problem_id=problem_id,
        session_id=record.session_id,
        origin=origin,
        code_state_id=code,
        submission_id=submission_id,
    )
