"""Changes asked by hand → the changed problem, and what has to be proven of it."""

from __future__ import annotations

import json
from typing import Any

from jupyter_codemm.contracts.editing import CHANGEABLE, TEXT_FIELDS, ProblemChanges
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.gates import public_code

WHERE = "changes"


def changed(problem: Problem, changes: ProblemChanges) -> Problem:
    """Return the problem with the changes, one version on.

    A signature that changes brings its own starter, unless one is given. Raises InvalidInputError,
    naming the field under `changes`, for what is no problem, and when nothing would change.
    """
    document = changes.model_dump(mode="json", exclude_none=True)
    for field, value in document.items():
        _check_text(field, value)
    after = Problem.parse(problem.to_json() | document, where=WHERE)
    if after.signature != problem.signature and changes.starter is None:
        after = after.updated(starter=public_code(after))
    if after == problem:
        raise InvalidInputError(f"{WHERE}: the problem is like that already", where=WHERE)
    return after.updated(version=problem.version + 1)


def changed_fields(before: Problem, after: Problem) -> tuple[str, ...]:
    """Return the names of the fields that differ, of those that can be changed."""
    return tuple(name for name in CHANGEABLE if getattr(before, name) != getattr(after, name))


def more_than_text(before: Problem, after: Problem) -> tuple[str, ...]:
    """Return the changed fields that say what is asked and how it is judged."""
    return tuple(name for name in changed_fields(before, after) if name not in TEXT_FIELDS)


def check_words(instruction: str) -> None:
    """Raise InvalidInputError for an instruction that says nothing or holds a NUL character."""
    if not instruction.strip():
        raise InvalidInputError("instruction: is blank", where="instruction")
    if "\0" in instruction:
        raise InvalidInputError("instruction: holds a NUL character", where="instruction")


def _check_text(field: str, value: Any) -> None:  # noqa: ANN401 - decoded JSON
    where = f"{WHERE}.{field}"
    if field == "title" and not str(value).strip():
        raise InvalidInputError(f"{where}: is blank", where=where)
    if field == "statement" and not str(value).strip():
        raise InvalidInputError(f"{where}: is blank", where=where)
    if "\\u0000" in json.dumps(value):
        raise InvalidInputError(f"{where}: holds a NUL character", where=where)
