"""The gate in front of the hard fields: a change that the user did not name waits for a yes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import JsonValue

from jupyter_codemm.contracts.session import PatchOperation, SpecField
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.spec.extract import Reading
from jupyter_codemm.spec.gaps import Question
from jupyter_codemm.spec.patch import apply_patch, field_of
from jupyter_codemm.spec.wording import FIELD_NAMES, listed, proposed

HARD_FIELDS: frozenset[SpecField] = frozenset({"language", "problem_count", "difficulty_plan"})
_COUPLED: frozenset[SpecField] = frozenset({"problem_count", "difficulty_plan"})


@dataclass(slots=True)
class Gated:
    """A proposal sorted: what applies at once, what waits for a yes, why the rest is dropped."""

    now: list[PatchOperation] = field(default_factory=list)
    ask: list[PatchOperation] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    named: set[SpecField] = field(default_factory=set)


def gate(
    draft: DraftSpec,
    proposal: tuple[PatchOperation, ...],
    reading: Reading,
    *,
    understood: frozenset[SpecField],
    locked: frozenset[SpecField],
) -> Gated:
    """Sort what a model proposes. It may fill only what the user's own words left open.

    A field that the user decided is never changed by a proposal; when nothing else was understood
    of the message, the change of a hard one is put to the user as a question.
    """
    gated = Gated()
    for operation in proposal:
        name = field_of(operation)
        if name is None:
            gated.now.append(operation)
        elif name not in understood and operation.value != _value(draft, name):
            _sort(name, operation, draft, reading, gated, locked=name in locked)
    if any(field_of(op) in _COUPLED for op in gated.ask):
        coupled = [op for op in gated.now if field_of(op) in _COUPLED]
        gated.now = [op for op in gated.now if op not in coupled]
        gated.ask += coupled
    return gated


def _sort(
    name: SpecField,
    operation: PatchOperation,
    draft: DraftSpec,
    reading: Reading,
    gated: Gated,
    *,
    locked: bool,
) -> None:
    hard = name in HARD_FIELDS
    clears = operation.op == "remove" or operation.value is None
    if locked and (not hard or clears or reading.facts):
        gated.notices.append(f"I kept the {FIELD_NAMES[name]} that you decided on.")
    elif clears:
        if _value(draft, name) is not None and not hard:
            gated.now.append(operation)
    elif hard and (locked or not _is_named(name, operation.value, reading)):
        gated.ask.append(operation)
    else:
        gated.now.append(operation)
        if _is_named(name, operation.value, reading):
            gated.named.add(name)


def _is_named(name: SpecField, value: JsonValue, reading: Reading) -> bool:
    """Return whether the user's words mention the value, though we could not read them alone."""
    if name == "problem_count":
        return isinstance(value, int) and value in reading.numbers
    return name == "difficulty_plan" and bool(reading.difficulties)


def _value(draft: DraftSpec, name: SpecField) -> JsonValue:
    value: JsonValue = draft.model_dump(mode="json")[name]
    return value


def applicable(
    draft: DraftSpec, operations: tuple[PatchOperation, ...]
) -> tuple[PatchOperation, ...]:
    """Return the operations that would change the draft, so that a yes always works."""
    return apply_patch(draft, operations).applied


def confirm_question(pending: tuple[PatchOperation, ...], words: str = "") -> Question:
    """Return the question about the changes that wait for a yes; `words` say what they do."""
    names = sorted(name for op in pending if (name := field_of(op)))
    values = listed([text for op in pending if (text := proposed(op))])
    text = f"Shall I {words or f'make it {values}'}?"
    return Question(f"confirm:{','.join(names)}", text, ("yes", "no"))


def without(
    pending: tuple[PatchOperation, ...], said: set[SpecField]
) -> tuple[PatchOperation, ...]:
    """Return what still waits after the user spoke of some fields; count and plan go together."""
    gone = said | (_COUPLED if said & _COUPLED else frozenset())
    return tuple(op for op in pending if field_of(op) not in gone)
