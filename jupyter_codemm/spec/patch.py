"""RFC 6902 patches on the draft spec: the user's top-level fields only, always to a valid draft."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any, cast

import jsonpatch
from pydantic import JsonValue

from jupyter_codemm.contracts.base import DIFFICULTIES
from jupyter_codemm.contracts.languages import CONSTRAINTS
from jupyter_codemm.contracts.session import SPEC_FIELDS, PatchOperation, SpecField
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.errors import InvalidInputError

Document = dict[str, Any]
_BY_PATH: dict[str, SpecField] = {f"/{name}": name for name in SPEC_FIELDS}


@dataclass(frozen=True, slots=True)
class Dropped:
    """An operation that was not applied, and why, in words for the user."""

    operation: PatchOperation
    reason: str


@dataclass(frozen=True, slots=True)
class Patched:
    """The draft after a patch, with the operations that made it and those that could not."""

    draft: DraftSpec
    applied: tuple[PatchOperation, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def setting(field: SpecField, value: JsonValue) -> PatchOperation:
    """Return the operation that sets a field."""
    return PatchOperation(op="add", path=f"/{field}", value=value)


def clearing(field: SpecField) -> PatchOperation:
    """Return the operation that opens a field again."""
    return PatchOperation(op="remove", path=f"/{field}")


def field_of(operation: PatchOperation) -> SpecField | None:
    """Return the field that an operation is about, or None when it is not the user's to set."""
    return _BY_PATH.get(operation.path)


def apply_patch(draft: DraftSpec, operations: tuple[PatchOperation, ...]) -> Patched:
    """Apply as many operations as lead to a valid draft; the last one on a field counts.

    Operations on anything but a top-level field, and operations that leave no valid draft with the
    others, are dropped and returned with the reason.
    """
    known, dropped = _known(operations)
    document = _document(draft)
    for size in range(len(known), 0, -1):
        for subset in combinations(known, size):
            result = _applied(document, subset)
            if isinstance(result, DraftSpec):
                missing = [op for op in known if op not in subset]
                dropped += [Dropped(op, _reason(result, op)) for op in missing]
                return Patched(result, _effective(draft, result, subset), tuple(dropped))
    dropped += [Dropped(op, _reason(draft, op)) for op in known]
    return Patched(draft, (), tuple(dropped))


def _known(
    operations: tuple[PatchOperation, ...],
) -> tuple[list[PatchOperation], list[Dropped]]:
    last: dict[str, PatchOperation] = {}
    dropped = []
    for operation in operations:
        if operation.path in _BY_PATH:
            last[operation.path] = operation
        else:
            reason = f"{operation.path[:40]} is not a field that can be changed here"
            dropped.append(Dropped(operation, reason))
    return list(last.values()), dropped


def _document(draft: DraftSpec) -> Document:
    return draft.model_dump(mode="json", exclude_none=True)


def _applied(document: Document, operations: tuple[PatchOperation, ...]) -> DraftSpec | str:
    """Return the valid draft that the operations lead to, or why there is none."""
    steps = [_rfc6902(op) for op in operations]
    try:
        changed = cast("Document", jsonpatch.JsonPatch(steps).apply(document))
        return DraftSpec.parse(_with_fixed_fields(changed, document, operations))
    except (InvalidInputError, jsonpatch.JsonPatchException) as error:
        return str(error)


def _rfc6902(operation: PatchOperation) -> dict[str, JsonValue]:
    """Return the operation in RFC 6902; a "replace" of an open field is an "add"."""
    if operation.op == "remove":
        return {"op": "remove", "path": operation.path}
    value = operation.value
    if operation.path == "/difficulty_plan":
        value = _ordered_plan(value)
    return {"op": "add", "path": operation.path, "value": value}


def _ordered_plan(value: JsonValue) -> JsonValue:
    """Put a plan from easy to hard and leave out the zeros; anything else is returned as it is."""
    if not isinstance(value, list) or not all(
        isinstance(v, dict) and v.get("difficulty") in DIFFICULTIES for v in value
    ):
        return value
    items = [cast("dict[str, JsonValue]", v) for v in value]
    ordered = sorted(items, key=lambda v: DIFFICULTIES.index(cast("Any", v["difficulty"])))
    return [*(v for v in ordered if v.get("count") != 0)]


def _with_fixed_fields(
    changed: Document, before: Document, operations: tuple[PatchOperation, ...]
) -> Document:
    """Set what the language decides; a style that SQL had fixed is open again without SQL."""
    fixed = {k: v for k, v in changed.items() if k != "constraints"}
    language = fixed.get("language")
    if isinstance(language, str) and language in CONSTRAINTS:
        fixed["constraints"] = CONSTRAINTS[language]
    styled = any(op.path == "/problem_style" for op in operations)
    if language == "sql" and not styled:
        fixed["problem_style"] = "stdout"
    elif before.get("language") == "sql" != language and not styled:
        fixed.pop("problem_style", None)
    return fixed


def _reason(draft: DraftSpec, operation: PatchOperation) -> str:
    result = _applied(_document(draft), (operation,))
    return result if isinstance(result, str) else "it contradicts another change"


def _effective(
    before: DraftSpec, after: DraftSpec, operations: tuple[PatchOperation, ...]
) -> tuple[PatchOperation, ...]:
    """Return the operations that changed something."""
    names = {name for name in SPEC_FIELDS if getattr(before, name) != getattr(after, name)}
    return tuple(op for op in operations if field_of(op) in names)
