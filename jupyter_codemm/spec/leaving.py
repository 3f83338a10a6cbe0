"""Filling what the user leaves to us, in the open."""

from __future__ import annotations

from jupyter_codemm.contracts.session import PatchOperation, SpecField
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.spec.defaults import (
    DEFAULT_COUNT,
    DEFAULT_LANGUAGE,
    default_value,
    shared_plan,
)
from jupyter_codemm.spec.extract import Reading
from jupyter_codemm.spec.gaps import gaps
from jupyter_codemm.spec.patch import setting
from jupyter_codemm.spec.shorthand import Mix


def left_to_us(
    draft: DraftSpec, reading: Reading, asked: SpecField | None
) -> tuple[SpecField, ...]:
    """Return the open fields that the message leaves to us.

    "You decide" means the field that was asked for; with nothing asked, or when the message
    answered the question by itself, it means everything that is open.
    """
    defer, missing = reading.defer, gaps(draft)
    if defer is None:
        return ()
    if defer.fields and not defer.everything:
        return tuple(name for name in missing if name in defer.fields)
    if not defer.everything and asked in missing:
        return (asked,)
    refused = reading.count.refused is not None or reading.count.between is not None
    spoiled: set[SpecField] = {"problem_count", "difficulty_plan"} if refused else set()
    if reading.language.unknown or reading.language.several:
        spoiled |= {"language"}
    return tuple(name for name in missing if name not in spoiled)


def chosen(draft: DraftSpec, fields: tuple[SpecField, ...], mix: Mix) -> tuple[PatchOperation, ...]:
    """Return the operations that set the fields to what we choose; `mix` is kept where it fits."""
    language = draft.language or DEFAULT_LANGUAGE
    count = draft.problem_count or DEFAULT_COUNT
    operations = []
    for name in fields:
        if name == "problem_style" and language == "sql":
            continue
        value = default_value(name, language, count)
        if name == "difficulty_plan" and mix.whole:
            value = shared_plan(mix.whole, count, mostly=mix.mostly)
        operations.append(setting(name, value))
    return tuple(operations)
