"""What an author promises about every input of a problem, and whether an input keeps it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue, StringConstraints

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.cases import CallStep, CaseInput, NewStep, ProblemKind
from jupyter_codemm.contracts.signature import Param, Signature

Rule = Literal["range", "length", "sorted", "distinct", "characters", "same_length", "index"]
_PLACE = re.compile(r"([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?((?:\[\])*)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")
_LINE = re.compile(r"line ([1-9][0-9]{0,2})")


def _reachable(end: float | None) -> float | None:
    # Of a whole number `isfinite` would make a float, for which it may be too large.
    if isinstance(end, float) and not math.isfinite(end):
        raise ValueError("must be a finite number, or left out")
    return end


End = Annotated[int | float | None, AfterValidator(_reachable)]
"""An end of what is allowed; null stands for none, and infinity is no number here."""


class InputConstraint(Contract):
    """One condition on inputs; an input that it does not apply to keeps it.

    `on` is a parameter (`values`, of a class that of its constructor), its items (`values[]`,
    `grid[][]`; `range` on a list means its items), a parameter of a method (`deposit.amount`), for
    programs `lines` or `line 1`, and for queries `table` or `table.column`, which nothing here
    looks at. `range` and `length` use `low` and `high`; a line's length is its number of words.
    `text` holds `ascending` or `descending` for `sorted`, every allowed character for
    `characters`, and for `same_length` and `index` the parameter that it goes with.
    """

    on: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_. \[\]]{0,79}$")]
    rule: Rule
    low: End = None
    high: End = None
    text: str = Field(default="", max_length=200)

    def is_kept(self, signature: Signature | None, given: CaseInput) -> bool:
        """Return whether an input keeps this constraint."""
        if signature is None:
            found = _of_lines(self.on, given.stdin or "")
            return all(_KEEPS[self.rule](self, value, None) for value in found)
        other = next(values_at(self.text, signature, given), None)
        found = values_at(self.on, signature, given)
        return all(_KEEPS[self.rule](self, value, other) for value in found)

    def has_place(self, kind: ProblemKind, signature: Signature | None) -> bool:
        """Return whether the inputs of a problem have what this speaks of; it is kept if not."""
        if kind == "query":
            return True
        if signature is None:
            return self.on == "lines" or _LINE.fullmatch(self.on) is not None
        places = (self.on, self.text) if self.rule in ("same_length", "index") else (self.on,)
        return all(_is_parameter(place, signature) for place in places)

    def allows(self, number: float) -> bool:
        """Return whether a number is between `low` and `high`."""
        above = self.low is None or number >= self.low
        return above and (self.high is None or number <= self.high)


def _in_range(self: InputConstraint, value: JsonValue, _other: JsonValue) -> bool:
    return all(self.allows(number) for number in _numbers(value))


def _of_length(self: InputConstraint, value: JsonValue, _other: JsonValue) -> bool:
    size = _size(value)
    return size is None or self.allows(size)


def _in_order(self: InputConstraint, value: JsonValue, _other: JsonValue) -> bool:
    return _is_sorted(value, descending=self.text == "descending")


def _distinct(_self: InputConstraint, value: JsonValue, _other: JsonValue) -> bool:
    keys = [json.dumps(item) for item in value] if isinstance(value, list) else []
    return len(set(keys)) == len(keys)


def _of_characters(self: InputConstraint, value: JsonValue, _other: JsonValue) -> bool:
    return not isinstance(value, str) or not self.text or set(value) <= set(self.text)


def _as_long(_self: InputConstraint, value: JsonValue, other: JsonValue) -> bool:
    sizes = {_size(value), _size(other)}
    return None in sizes or len(sizes) == 1


def _is_index(_self: InputConstraint, value: JsonValue, other: JsonValue) -> bool:
    size = _size(other)
    return size is None or all(0 <= number < size for number in _numbers(value))


_KEEPS: dict[Rule, Callable[[InputConstraint, JsonValue, JsonValue], bool]] = {
    "range": _in_range,
    "length": _of_length,
    "sorted": _in_order,
    "distinct": _distinct,
    "characters": _of_characters,
    "same_length": _as_long,
    "index": _is_index,
}


def _of_lines(place: str, stdin: str) -> Iterator[JsonValue]:
    lines = stdin.splitlines()
    if place == "lines":
        yield list(lines)
    elif (match := _LINE.fullmatch(place)) and int(match[1]) <= len(lines):
        words = lines[int(match[1]) - 1].split()
        is_numeric = all(_NUMBER.fullmatch(word) for word in words)
        yield [float(word) for word in words] if is_numeric else list(words)


def _is_parameter(place: str, signature: Signature) -> bool:
    match = _PLACE.fullmatch(place)
    if match is None:
        return False
    method, name = (match[1], match[2]) if match[2] else ("", match[1])
    return any(param.name == name for param in _params(method, signature))


def _params(method: str, signature: Signature) -> tuple[Param, ...]:
    methods = {m.name: m.params for m in signature.methods}
    return methods.get(method, ()) if method else signature.params


def places_of(signature: Signature) -> dict[str, str]:
    """Return the name of each parameter by the place that a constraint calls it by."""
    own = {param.name: param.name for param in signature.params}
    return own | {
        f"{method.name}.{param.name}": param.name
        for method in signature.methods
        for param in method.params
    }


def values_at(place: str, signature: Signature, given: CaseInput) -> Iterator[JsonValue]:
    """Yield the values that an input has at a place: one for each call, none if it has no such."""
    match = _PLACE.fullmatch(place)
    if match is None:
        return
    name, depth = match[2] or match[1], len(match[3]) // 2
    method = match[1] if match[2] else ""
    params = _params(method, signature)
    for args in _arguments(method, given):
        yield from _below(_argument(name, params, args), depth)


def _arguments(method: str, given: CaseInput) -> Iterator[tuple[JsonValue, ...]]:
    if given.args is not None and not method:
        yield given.args
    for step in given.steps or ():
        match step:
            case NewStep() if not method:
                yield step.args
            case CallStep() if step.call.partition(".")[2] == method:
                yield step.args
            case _:
                pass


def _argument(name: str, params: tuple[Param, ...], args: tuple[JsonValue, ...]) -> list[JsonValue]:
    return [arg for param, arg in zip(params, args, strict=False) if param.name == name]


def _below(values: list[JsonValue], depth: int) -> list[JsonValue]:
    for _ in range(depth):
        values = [item for value in values if isinstance(value, list) for item in value]
    return values


def _numbers(value: JsonValue) -> list[float]:
    """Return a number, or the numbers in a list."""
    items = value if isinstance(value, list) else [value]
    return [v for v in items if isinstance(v, (int, float)) and not isinstance(v, bool)]


def _size(value: JsonValue) -> int | None:
    return len(value) if isinstance(value, (str, list)) else None


def _is_sorted(value: JsonValue, *, descending: bool) -> bool:
    if not isinstance(value, list):
        return True
    numbers = _numbers(value)
    words = [v for v in value if isinstance(v, str)]
    if len(numbers) == len(value):
        return numbers == sorted(numbers, reverse=descending)
    return len(words) != len(value) or words == sorted(words, reverse=descending)
