"""How two portable values are compared, guided by their declared type.

Equality is equality of keys: texts that are the same exactly when two values are equal. Texts, not
tuples, because numbers that a learner chooses can be made to collide in Python's hash tables.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import count

from pydantic import JsonValue

from jupyter_codemm.contracts.problem import ValueComparator
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.judging.texts import close

ANY = TypeNode("any")
_NON_FINITE = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


def values_match(how: ValueComparator, node: TypeNode, expected: JsonValue, got: JsonValue) -> bool:
    """Return whether a value is the expected one."""
    keys = Keys()
    match how.kind:
        case "exact":
            return keys.of(node, expected) == keys.of(node, got)
        case "approx":
            return Approx(how).same(node, expected, got)
        case "any_of":
            key = keys.of(node, got)
            return any(keys.of(node, e) == key for e in _items(expected))
        case "unordered" | "set":
            if not isinstance(expected, list) or not isinstance(got, list):
                return False
            left, right = keys.items(node, expected), keys.items(node, got)
            return set(left) == set(right) if how.kind == "set" else Counter(left) == Counter(right)


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
            return self._real(number)
        if isinstance(value, list):
            return self._list(node, value)
        if isinstance(value, dict):
            return self._object(node, value)
        return _scalar(value)

    def items(self, node: TypeNode, values: list[JsonValue]) -> list[str]:
        """Return the keys of the items of a list, set, map or tuple."""
        if node.name == "optional":
            return self.items(node.args[0], values)
        if node.name == "map":
            return [self._pair(node, value) for value in values]
        return [self.of(item_node(node, i), value) for i, value in enumerate(values)]

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
        nodes = dict(zip(node.fields, node.args, strict=True)) if node.fields else {}
        pairs = [f"{json.dumps(k)}:{self.of(nodes.get(k, ANY), v)}" for k, v in value.items()]
        return f"{{{','.join(sorted(pairs))}}}"

    def _real(self, number: float) -> str:
        if number != number:  # noqa: PLR0124 - only NaN differs from itself
            return f"NaN#{next(self._nan)}"
        return "0.0" if number == 0 else repr(number)


class Approx:
    """Compares values whose floats may differ within the tolerances."""

    def __init__(self, how: ValueComparator) -> None:
        self._how = how

    def same(self, node: TypeNode, expected: JsonValue, got: JsonValue) -> bool:
        """Return whether two values differ in floats only, and there within the tolerances."""
        if node.name == "optional" and expected is not None:
            return self.same(node.args[0], expected, got)
        left, right = self._reals(node, expected, got)
        if left is not None and right is not None:
            return close(left, right, absolute=self._how.absolute, relative=self._how.relative)
        if isinstance(expected, list) and isinstance(got, list):
            return len(expected) == len(got) and self._items(node, expected, got)
        if isinstance(expected, dict) and isinstance(got, dict):
            return set(expected) == set(got) and all(
                self.same(_field_node(node, k), v, got[k]) for k, v in expected.items()
            )
        return _scalar(expected) == _scalar(got)

    def _reals(
        self, node: TypeNode, expected: JsonValue, got: JsonValue
    ) -> tuple[float | None, float | None]:
        if node.name == "float":
            return as_number(expected), as_number(got)
        if node.name == "any" and isinstance(expected, float):
            return expected, as_number(got)
        return None, None

    def _items(self, node: TypeNode, expected: list[JsonValue], got: list[JsonValue]) -> bool:
        if node.name in ("set", "map"):
            expected, got = _ordered(node, expected), _ordered(node, got)
        return all(
            self.same(item_node(node, i), e, g)
            for i, (e, g) in enumerate(zip(expected, got, strict=True))
        )


def _ordered(node: TypeNode, values: list[JsonValue]) -> list[JsonValue]:
    """Order a set or a map so that close floats get close places."""
    keys = Keys()

    def place(value: JsonValue) -> tuple[float, str]:
        if node.name == "map" and isinstance(value, list) and value:
            return 0.0, keys.of(node.args[0], value[0])
        number = as_number(value)
        return (number or 0.0, "" if number is not None else keys.of(node.args[0], value))

    return sorted(values, key=place)


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


def _field_node(node: TypeNode, field: str) -> TypeNode:
    return node.args[node.fields.index(field)] if field in node.fields else ANY


def _scalar(value: JsonValue) -> str:
    """Return a key that tells 1, 1.0, true and "1" apart."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:x}i"
    return json.dumps(value)


def _items(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
