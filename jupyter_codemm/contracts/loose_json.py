"""One JSON object out of a model's reply, however it is wrapped. It is still untrusted then."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pydantic import JsonValue

from jupyter_codemm.contracts.nearly_json import as_json, cut_json

MAX_LENGTH = 400_000
MAX_FENCES = 8
_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCED = re.compile(r"(```|~~~)[A-Za-z0-9 ]*\r?\n(.*?)\1", re.DOTALL)
_OPENING = re.compile(r'\{\s*+"')
_DECODER = json.JSONDecoder(strict=False)
_BEFORE = "\ufeff\u200b\u200e\u200f\u2060 \t\r\n"


@dataclass(frozen=True, slots=True)
class LooseObject:
    """What was found. Of a reply that stops in the middle, `cut` is the key that it stopped in.

    Nothing that was cut is kept, except the whole items of a list right below the root.
    """

    value: dict[str, JsonValue]
    cut: str | None = None


def read_object(text: str) -> dict[str, JsonValue] | None:
    """Return the whole JSON object in a text, or None when there is none.

    Accepts fences, prose around the outermost braces, a leading block of thoughts, a byte order
    mark, trailing commas, comments, line ends in strings, and single quotes and the words True,
    False and None where a value stands. NaN and the infinities become the strings that stand for
    them in portable values. More than MAX_LENGTH characters are never looked at.
    """
    found = read_loosely(text)
    return found.value if found is not None and found.cut is None else None


def read_loosely(text: str) -> LooseObject | None:
    """Return the JSON object in a text, also one that stops in the middle, or None."""
    if len(text) > MAX_LENGTH:
        return None
    bare = _THOUGHTS.sub("", text.strip(_BEFORE), count=1).strip(_BEFORE)
    for candidate in _candidates(bare):
        value = _decode(candidate)
        if value is None:
            value = _decode(as_json(candidate))
        if value is not None:
            return LooseObject(value)
    return _cut(bare)


def _candidates(text: str) -> Iterator[str]:
    if "{" not in text:
        return
    yield text
    for fenced in islice(_FENCED.finditer(text), MAX_FENCES):
        yield fenced.group(2).strip(_BEFORE)
    first, last = text.find("{"), text.rfind("}")
    if first < last:
        yield text[first : last + 1]
    opening = _OPENING.search(text)
    if opening:
        yield text[opening.start() : _end(text, opening.start())]


def _end(text: str, start: int) -> int:
    """Return where the JSON value that starts somewhere ends; where it starts if it does not."""
    try:
        return _DECODER.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return start


def _cut(text: str) -> LooseObject | None:
    first = text.find("{")
    stopped = cut_json(as_json(text[first:])) if first >= 0 else None
    if stopped is None:
        return None
    value = _decode(stopped.text)
    return LooseObject(value, stopped.key) if value is not None else None


def _decode(text: str) -> dict[str, JsonValue] | None:
    try:
        value: JsonValue = json.loads(text, parse_constant=str, strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
