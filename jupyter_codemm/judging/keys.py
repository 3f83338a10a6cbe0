"""Portable values as texts that are the same exactly when the values are equal.

Texts, not tuples, because numbers that a learner chooses can be made to collide in Python's hash
tables.
"""

from __future__ import annotations

import json
from itertools import count
from operator import itemgetter

from pydantic import JsonValue

from jupyter_codemm.contracts.types import TypeNode

ANY = TypeNode("any")
_NON_FINITE = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class Keys:
    """Writes values as texts that are the same exactly when the values are equal."""

    def __init__(self) -> None:
        self._nan = count()

    def of(self, node: TypeNode, value: JsonValue) -> str:
        """Return the key of a value of a declared type, or of whatever stands in its place."""
        if node.name == "optional":
            return "null" if value is None else self.of(node.args[0], value)
        number = as_number(value) if node.name == "float" else None
        if number is not None:
            return self.real(number)
        if isinstance(value, list):
            return self._list(node, value)
        if isinstance(value, dict):
            return self._object(node, value)
        if node.name == "any" and isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.number(value)
        return scalar(value)

    def items(self, node: TypeNode, values: list[JsonValue]) -> list[str]:
        """Return the keys of the items of a list, set, map or tuple."""
        if node.name == "optional":
            return self.items(node.args[0], values)
        if node.name == "map":
            return [self._pair(node, value) for value in values]
        return [self.of(item_node(node, i), value) for i, value in enumerate(values)]

    def real(self, number: float) -> str:
        """Return the key of what is declared a float; NaN never equals NaN."""
        if number != number:  # noqa: PLR0124 - only NaN differs from itself
            return f"NaN#{next(self._nan)}"
        return "0.0" if number == 0 else repr(number)

    def number(self, value: float) -> str:
        """Return the key of a number of no declared type: 1 is 1.0, by value and not rounded."""
        whole = isinstance(value, int) or value.is_integer()
        return scalar(int(value)) if whole else repr(value)

    def _list(self, node: TypeNode, values: list[JsonValue]) -> str:
        keys = self.items(node, values)
        if node.name in ("set", "map"):
            keys.sort()
        return f"[{','.join(keys)}]"

    def _pair(self, node: TypeNode, pair: JsonValue) -> str:
        if not isinstance(pair, list) or len(pair) != len(node.args):
            return self.of(ANY, pair)
        key, value = (self.of(n, v) for n, v in zip(node.args, pair, strict=True))
        return f"{key}:{value}"

    def _object(self, node: TypeNode, value: dict[str, JsonValue]) -> str:
        fields = sorted(value.items(), key=itemgetter(0))
        pairs = [f"{json.dumps(k)}:{self.of(field_node(node, k), v)}" for k, v in fields]
        return f"{{{','.join(pairs)}}}"


class Outline(Keys):
    """Writes values with their numbers left out, and remembers those.

    It is `loose` when a collection without order holds some: theirs stand in any order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: list[float] = []
        self.loose = False

    def real(self, number: float) -> str:
        """Remember a float."""
        self.numbers.append(number)
        return "~"

    def _list(self, node: TypeNode, values: list[JsonValue]) -> str:
        before = len(self.numbers)
        text = super()._list(node, values)
        if node.name in ("set", "map") and len(self.numbers) > before + 1:
            self.loose = True
        return text

    def number(self, value: float) -> str:
        """Remember a number of no declared type."""
        return self.real(as_number(value) or 0.0)


def as_number(value: JsonValue) -> float | None:
    """Return the float that a JSON value stands for, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _NON_FINITE.get(value)
    if not isinstance(value, (int, float)):
        return None
    try:
        return float(value)
    except OverflowError:
        return _NON_FINITE["Infinity" if value > 0 else "-Infinity"]


def item_node(node: TypeNode, index: int) -> TypeNode:
    """Return the declared type of an item of a list, set, map or tuple."""
    match node.name:
        case "list" | "set":
            return node.args[0]
        case "tuple" if index < len(node.args):
            return node.args[index]
        case "map":
            return TypeNode("tuple", node.args)
        case _:
            return ANY


def field_node(node: TypeNode, field: str) -> TypeNode:
    """Return the declared type of a field of a record."""
    return node.args[node.fields.index(field)] if field in node.fields else ANY


def scalar(value: JsonValue) -> str:
    """Return a key that tells 1, 1.0, true and "1" apart."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:x}i"
    return json.dumps(value)
