"""A model's reply → the parts that it holds. The reasons given hold no word of the reply."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import ValidationError

from jupyter_codemm.authoring.llm.form import Piece, Proposed
from jupyter_codemm.authoring.llm.parts import FORMS, STAGES, AnyForm, Help, Stage, part_of
from jupyter_codemm.authoring.llm.wording import HINTS, hints_of
from jupyter_codemm.contracts.loose_json import read_loosely
from jupyter_codemm.contracts.problem import ProblemKind
from jupyter_codemm.contracts.spec import TEST_CASE_COUNT
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Completion

Parts = dict[Stage, Piece]
_GROWING = "candidates"


@dataclass(frozen=True, slots=True)
class Reply:
    """The parts that can be read, and why the first of the others cannot."""

    parts: Parts = field(default_factory=dict)
    fault: InvalidInputError | None = None


def read_reply(completion: Completion, kind: ProblemKind, wanted: tuple[Stage, ...]) -> Reply:
    """Return the wanted parts that a reply holds.

    Of a reply that was cut the whole parts count, and those candidates that are whole.
    """
    found = read_loosely(completion.text)
    if found is None:
        return Reply(fault=_unreadable(completion))
    # A list that was cut is no list, except where fewer items will do.
    data = {k: v for k, v in found.value.items() if k != found.cut or k == _GROWING}
    parts: Parts = {}
    fault: InvalidInputError | None = None
    for stage in wanted:
        try:
            parts[stage] = part_of(kind, stage).model_validate(data)
        except ValidationError as error:
            fault = fault or _unfit(error)
    if fault is not None and found.cut is not None:
        fault = _unreadable(completion)
    return Reply(parts, fault)


def is_enough(parts: Parts, stage: Stage) -> bool:
    """Return whether a part is there, with candidates for the tests and a hint for each level."""
    part = parts.get(stage)
    if isinstance(part, Help):
        return len(hints_of(part.hints)) == HINTS
    return part is not None and (stage != _GROWING or len(_items(part)) >= TEST_CASE_COUNT)


def together(before: Piece | None, after: Piece | None) -> Piece | None:
    """Return the later part; of candidates all, where the first with an input counts."""
    if before is None or after is None or _GROWING not in type(after).model_fields:
        return after or before
    known = {_input_of(item) for item in _items(before)}
    new = (item for item in _items(after) if _input_of(item) not in known)
    return after.model_copy(update={_GROWING: (*_items(before), *new)})


def _items(part: Piece) -> tuple[Proposed, ...]:
    items: tuple[Proposed, ...] = getattr(part, _GROWING)
    return items


def _input_of(item: Proposed) -> str:
    return item.model_dump_json(include={"args", "steps", "stdin", "rows"})


def form_of(kind: ProblemKind, parts: Parts) -> AnyForm:
    """Return the whole form; every part is there and has been read."""
    fields = {name: value for stage in STAGES for name, value in parts[stage]}
    return FORMS[kind].model_construct(**fields)


def _unreadable(completion: Completion) -> InvalidInputError:
    if completion.truncated:
        reason = "stopped at the token limit"
    elif not completion.text.strip():
        reason = "is empty"
    else:
        reason = "is not a JSON object"
    return InvalidInputError(f"The model's reply {reason}.", where="reply")


def _unfit(error: ValidationError) -> InvalidInputError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return InvalidInputError(f"The model's reply: {where}: {first['msg']}.", where=where)
