"""A refused draft → the parts that it was made of, so that only those at fault are written anew."""

from __future__ import annotations

import re
from typing import Any

from jupyter_codemm.authoring.llm.parts import STAGES, part_of
from jupyter_codemm.authoring.llm.reading import Parts
from jupyter_codemm.authoring.llm.sql_script import statements
from jupyter_codemm.contracts.problem import Candidate, Problem, ProblemDraft

_FILLS = re.compile(r"(--[^\n]*\n|\s)*((INSERT|UPDATE|DELETE|REPLACE)\b|\Z)", re.IGNORECASE)


def parts_of_draft(draft: ProblemDraft) -> Parts:
    """Return the parts of a draft that a model wrote."""
    problem = draft.problem
    data: dict[str, Any] = {
        "title": problem.title,
        "statement": problem.statement,
        "estimated_minutes": problem.estimated_minutes,
        "constraints": [constraint.to_json() for constraint in draft.constraints],
        "reference": draft.reference.text,
        "hints": [hint.text for hint in problem.hints],
        "goals": list(draft.goals),
        "wrong_solutions": [
            {"code": wrong.source.text, "mistake": wrong.mistake} for wrong in draft.wrong_solutions
        ],
        "candidates": [_candidate(candidate) for candidate in draft.candidates],
    } | _form(problem, draft.candidates)
    return {stage: part_of(problem.kind, stage).model_validate(data) for stage in STAGES}


def _form(problem: Problem, candidates: tuple[Candidate, ...]) -> dict[str, Any]:
    claim = candidates[0].claimed if candidates else None
    if problem.signature is not None:
        compared = claim.compare.value.kind if claim else "exact"
        signature = problem.signature.to_json()
        return {"signature": signature, "order_matters": compared != "unordered"}
    if problem.kind != "query":
        return {}
    tables, _ = _split(candidates[0].input.database or "") if candidates else ("", "")
    return {"tables": tables, "ordered": bool(claim and claim.compare.rows.ordered)}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    claim = candidate.claimed.to_json() if candidate.claimed else {}
    given = candidate.input.to_json()
    data = {"category": candidate.category, "value": claim.get("value")}
    data |= {"stdout": claim.get("stdout", "")}
    data |= {key: given[key] for key in ("args", "steps", "stdin") if given.get(key) is not None}
    if given.get("database") is not None:
        _, rows = _split(given["database"])
        table = claim.get("rows") or {}
        data |= {"rows": rows, "columns": table.get("columns"), "result": table.get("rows")}
    return data


def _split(database: str) -> tuple[str, str]:
    """Return what makes the tables and what fills them, wherever each of them stands."""
    makes: list[str] = []
    fills: list[str] = []
    for statement in statements(database):
        (fills if _FILLS.match(statement) else makes).append(statement)
    return "".join(makes).strip(), "".join(fills).lstrip()
