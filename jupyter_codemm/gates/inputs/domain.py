"""What belongs where: the domain of a value, learnt from the values that were proposed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.gates.inputs.laws import Across, Law, laws_between
from jupyter_codemm.gates.inputs.orders import ORDERS, orders_of
from jupyter_codemm.gates.inputs.spans import Number, Span, spanned
from jupyter_codemm.gates.inputs.texts import TextRule, text_rule

NUMBERS = ("int", "long", "bigint", "float")
MAX_POSITIONS = 4
MIN_FIXED = 4
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Domain:
    """What was seen at one place of a type, and the rules that all of it keeps.

    `parts` are the domains of the items (one for a list or a set, key and value for a map, one
    for each position of a tuple, a record or a list that always has the same few items).
    `linked` are the positions whose values always have the same size, `across` the laws between
    items that stand at the same place of two of them. A frozen domain holds nothing new.
    """

    node: TypeNode
    seen: tuple[JsonValue, ...]
    span: Span | None = None
    text: TextRule | None = None
    sizes: Span | None = None
    orders: tuple[str, ...] = ()
    parts: tuple[Domain, ...] = ()
    laws: tuple[Law, ...] = ()
    positions: bool = False
    linked: tuple[tuple[int, ...], ...] = ()
    across: tuple[Across, ...] = ()
    frozen: bool = False

    def holds(self, value: JsonValue) -> bool:
        """Return whether a value of the type keeps to what was seen."""
        if self.frozen:
            return value in self.seen
        if isinstance(value, bool) or value is None or self.node.name in ("any", "void"):
            return value in self.seen
        if self.node.name == "optional":
            return self.parts[0].holds(value)
        if isinstance(value, int | float):
            return self.span is not None and self.span.holds(value)
        if isinstance(value, str):
            return self.text.holds(value) if self.text else value in self.seen
        return self._whole_holds(value)

    def _whole_holds(self, value: list[JsonValue] | dict[str, JsonValue]) -> bool:
        if self.sizes is not None and not self.sizes.holds(len(value)):
            return False
        items = items_of(value)
        if isinstance(value, list) and not all(ORDERS[name].holds(value) for name in self.orders):
            return False
        if self.positions:
            return len(items) == len(self.parts) and self._product_holds(items)
        if self.node.name == "map":
            return all(self._pair_holds(item) for item in items)
        return all(self.parts[0].holds(item) for item in items) if self.parts else not items

    def _product_holds(self, items: list[JsonValue]) -> bool:
        if not all(part.holds(item) for part, item in zip(self.parts, items, strict=True)):
            return False
        sizes = ({size_of(items[place]) for place in places} for places in self.linked)
        if not all(len(some) == 1 for some in sizes):
            return False
        return all(one.holds(items) for one in self.all_laws)

    @property
    def all_laws(self) -> tuple[Law | Across, ...]:
        """The laws between parts, and those between the items of parts."""
        return (*self.laws, *self.across)

    def _pair_holds(self, pair: JsonValue) -> bool:
        key, value = items_of(pair)
        return self.parts[0].holds(key) and self.parts[1].holds(value)


def items_of(value: JsonValue) -> list[JsonValue]:
    """Return the parts of a list or a record, in order."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def size_of(value: JsonValue) -> int:
    """Return how long a list or a text is, 0 for all else."""
    return len(value) if isinstance(value, list | str) else 0


def learnt(node: TypeNode, values: Sequence[JsonValue]) -> Domain:
    """Return the domain of values of a type; without values it holds nothing."""
    seen = tuple(distinct(values))
    if node.name in NUMBERS:
        return Domain(node, seen, span=spanned(_numbers(node, values)))
    if node.name == "str":
        texts = [value for value in values if isinstance(value, str)]
        return Domain(node, seen, text=text_rule(texts) if texts else None)
    if node.name == "optional":
        inner = [value for value in values if value is not None]
        return Domain(node, seen, parts=(learnt(node.args[0], inner),))
    return _collection(node, seen, values)


def _collection(node: TypeNode, seen: tuple[JsonValue, ...], values: Sequence[JsonValue]) -> Domain:
    match node.name:
        case "list" | "set":
            return _list_domain(node, seen, values)
        case "tuple" | "record":
            return _product(node, node.args, seen, values)
        case "map":
            return _map_domain(node, seen, values)
        case _:
            return Domain(node, seen)


def _map_domain(node: TypeNode, seen: tuple[JsonValue, ...], values: Sequence[JsonValue]) -> Domain:
    pairs = [items_of(pair) for value in values for pair in items_of(value)]
    columns = zip(*pairs, strict=True) if pairs else ((), ())
    parts = tuple(learnt(a, list(c)) for a, c in zip(node.args, columns, strict=True))
    return Domain(node, seen, sizes=_sizes(values), orders=("distinct_keys",), parts=parts)


def distinct(values: Sequence[JsonValue]) -> list[JsonValue]:
    """Return the values that differ as JSON, in order of appearance."""
    return list({json.dumps(value): value for value in values}.values())


def _numbers(node: TypeNode, values: Sequence[JsonValue]) -> list[Number]:
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if node.name == "float":
        return [float(n) for n in numbers if abs(n) <= LARGEST]
    return list(numbers)


def _list_domain(
    node: TypeNode, seen: tuple[JsonValue, ...], values: Sequence[JsonValue]
) -> Domain:
    lists = [value for value in values if isinstance(value, list)]
    lengths = {len(value) for value in lists}
    if len(lengths) == 1 and len(lists) >= MIN_FIXED and 1 < max(lengths) <= MAX_POSITIONS:
        return _product(node, node.args * max(lengths), seen, values)
    return listed(node, values)


def listed(node: TypeNode, values: Sequence[JsonValue]) -> Domain:
    """Return the domain of lists or sets whose items are all alike, whatever their number."""
    seen = tuple(distinct(values))
    lists = [value for value in values if isinstance(value, list)]
    items = [item for value in lists for item in value]
    orders = orders_of(lists) if node.name == "list" else ("distinct",)
    part = learnt(node.args[0], items)
    return Domain(node, seen, sizes=_sizes(values), orders=orders, parts=(part,))


def _product(
    node: TypeNode,
    nodes: tuple[TypeNode, ...],
    seen: tuple[JsonValue, ...],
    values: Sequence[JsonValue],
) -> Domain:
    rows = [items_of(value) for value in values]
    if node.fields:
        rows = [[v[f] for f in node.fields] for v in values if isinstance(v, dict)]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(nodes)
    parts = tuple(learnt(part, list(column)) for part, column in zip(nodes, columns, strict=True))
    return Domain(node, seen, parts=parts, laws=laws_between(rows), positions=True)


def _sizes(values: Sequence[JsonValue]) -> Span:
    return spanned([len(items_of(value)) for value in values]) or Span(0, 0)
