"""One JSON object out of a model's reply, however it is wrapped. It is still untrusted then."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import JsonValue

_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCED = re.compile(r"```[A-Za-z]*\n(.*?)```", re.DOTALL)
# A string (or all the rest when it never ends) is matched whole, so that its commas stay.
_TRAILING_COMMA = re.compile(r'"(?:\\.|[^"\\])*+"?|,(?=\s*+[}\]])', re.DOTALL)


def read_object(text: str) -> dict[str, JsonValue] | None:
    """Return the JSON object in a text, or None when there is none.

    Accepts fences, prose around the outermost braces, a leading block of thoughts and trailing
    commas. NaN and the infinities become the strings that stand for them in portable values.
    """
    for candidate in _candidates(_THOUGHTS.sub("", text, count=1)):
        for spelling in (candidate, _without_trailing_commas(candidate)):
            value = _decode(spelling)
            if isinstance(value, dict):
                return value
    return None


def _candidates(text: str) -> Iterator[str]:
    yield text
    fenced = _FENCED.search(text)
    if fenced:
        yield fenced.group(1)
    first, last = text.find("{"), text.rfind("}")
    if first < last:
        yield text[first : last + 1]


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(lambda m: "" if m.group().startswith(",") else m.group(), text)


def _decode(text: str) -> JsonValue:
    try:
        value: JsonValue = json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return value
