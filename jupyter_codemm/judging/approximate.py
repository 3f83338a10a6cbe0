"""How two portable values are compared whose floats may differ within tolerances."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from jupyter_codemm.contracts.problem import ValueComparator
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.judging.keys import Outline, as_number, field_node, item_node, scalar
from jupyter_codemm.judging.pairing import Placed, all_covered, all_paired
from jupyter_codemm.judging.texts import close


class Approx:
    """Compares values whose floats may differ within the tolerances."""

    def __init__(self, how: ValueComparator) -> None:
        self._how = how

    def same(self, node: TypeNode, expected: JsonValue, got: JsonValue) -> bool:
        """Return whether two values differ in floats only, and there within the tolerances."""
        if node.name == "optional" and expected is not None:
            return self.same(node.args[0], expected, got)
        if _is_real(node, expected, got):
            left, right = as_number(expected), as_number(got)
            return left is not None and right is not None and self._near(left, right)
        if isinstance(expected, list) and isinstance(got, list):
            return len(expected) == len(got) and self._items(node, expected, got)
        if isinstance(expected, dict) and isinstance(got, dict):
            return set(expected) == set(got) and all(
                self.same(field_node(node, k), v, got[k]) for k, v in expected.items()
            )
        return scalar(expected) == scalar(got)

    def bags(self, node: TypeNode, expected: list[JsonValue], got: list[JsonValue]) -> bool:
        """Return whether two lists are the same as multisets."""
        return all_paired(_placed(node, expected), _placed(node, got), self._fits, self._near)

    def sets(self, node: TypeNode, expected: list[JsonValue], got: list[JsonValue]) -> bool:
        """Return whether each item of either list is one of the other."""
        left, right = list(_placed(node, expected)), list(_placed(node, got))
        return all_covered(left, right, self._fits, self._near)

    def _near(self, expected: float, got: float) -> bool:
        return close(expected, got, absolute=self._how.absolute, relative=self._how.relative)

    def _fits(self, expected: tuple[TypeNode, JsonValue], got: tuple[TypeNode, JsonValue]) -> bool:
        return self.same(expected[0], expected[1], got[1])

    def _items(self, node: TypeNode, expected: list[JsonValue], got: list[JsonValue]) -> bool:
        if node.name in ("set", "map"):
            return self.bags(node, expected, got)
        return all(
            self.same(item_node(node, i), e, g)
            for i, (e, g) in enumerate(zip(expected, got, strict=True))
        )


def _is_real(node: TypeNode, expected: JsonValue, got: JsonValue) -> bool:
    """Return whether two values are compared as floats.

    Where no type is declared, that is when one of two numbers is a float: integers stay exact.
    """
    if node.name == "float":
        return as_number(expected) is not None
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (expected, got))
    some_float = isinstance(expected, float) or isinstance(got, float)
    return node.name == "any" and numbers and some_float


def _placed(
    node: TypeNode, values: list[JsonValue]
) -> Iterator[Placed[tuple[TypeNode, JsonValue]]]:
    """Yield the items of a list, set or map with their declared types.

    The same value always has the same place, so what is equal is paired without a search.
    """
    while node.name == "optional":
        node = node.args[0]
    for index, value in enumerate(values):
        kind = item_node(node, index)
        outline = Outline()
        text = outline.of(kind, value)
        yield Placed((kind, value), text, tuple(outline.numbers), outline.loose)
