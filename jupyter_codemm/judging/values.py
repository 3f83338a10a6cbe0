"""How two portable values are compared, guided by their declared type."""

from __future__ import annotations

from collections import Counter

from pydantic import JsonValue

from jupyter_codemm.contracts.problem import ValueComparator
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.judging.approximate import Approx
from jupyter_codemm.judging.keys import Keys


def values_match(how: ValueComparator, node: TypeNode, expected: JsonValue, got: JsonValue) -> bool:
    """Return whether a value is the expected one.

    What `unordered` and `set` compare and is no list is compared as an item of theirs would be. A
    value that a checker decides about is compared with its example.
    """
    match how.kind:
        case "any_of":
            return _any_matches(how, node, expected, got)
        case "unordered" | "set":
            return _collections_match(how, how.kind, node, expected, got)
        case "approx":
            return Approx(how).same(node, expected, got)
        case "exact" | "checker":
            return _equal(node, expected, got)


def _any_matches(how: ValueComparator, node: TypeNode, expected: JsonValue, got: JsonValue) -> bool:
    if not isinstance(expected, list):
        # A step of a class problem that returns nothing has no alternatives.
        return node.name == "void" and _equal(node, expected, got)
    one = how.updated(kind=how.each, each="exact")
    return any(values_match(one, node, value, got) for value in expected)


def _collections_match(
    how: ValueComparator, kind: str, node: TypeNode, expected: JsonValue, got: JsonValue
) -> bool:
    is_approx = how.each == "approx"
    if not isinstance(expected, list) or not isinstance(got, list):
        return Approx(how).same(node, expected, got) if is_approx else _equal(node, expected, got)
    if is_approx:
        compare = Approx(how).sets if kind == "set" else Approx(how).bags
        return compare(node, expected, got)
    keys = Keys()
    left, right = keys.items(node, expected), keys.items(node, got)
    return set(left) == set(right) if kind == "set" else Counter(left) == Counter(right)


def _equal(node: TypeNode, expected: JsonValue, got: JsonValue) -> bool:
    keys = Keys()
    return keys.of(node, expected) == keys.of(node, got)
