"""Inside the sandbox: JSON into native values of portable types, results into canonical JSON."""

from __future__ import annotations

# The public json package would double the start-up time of a test: it imports re.
from _json import encode_basestring_ascii, make_scanner

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    Tree = Any  # a portable type as nested lists
    Json = Any

MAX_DEPTH = 100
MAX_NAME = 200
WIRE_INT = 1 << 63
FLOATS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
NAMES = {"nan": '"NaN"', "inf": '"Infinity"', "-inf": '"-Infinity"'}
ANY = ["any"]
SEQUENCES: tuple[Any, ...] = (list, tuple, set, frozenset)
# In JSON all of them are lists: only here can one be told from what is declared.
LISTS = ("list", "tuple", "set")
UNORDERED = ("set", "map")
SETS = ("set", "any")
EMPTY: dict[object, object] = {}
VIEWS = (range, type(EMPTY.keys()), type(EMPTY.values()), type(EMPTY.items()))


class OverflowedError(Exception):
    """The result is larger than the judge takes."""


class Scanning:
    """The settings that the C scanner of JSON asks for."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = FLOATS.__getitem__

    def __init__(self) -> None:
        self.memo: dict[str, str] = {}


def decode(text: str) -> Json:
    """Return the value of a JSON text that the judge wrote."""
    value, _ = make_scanner(Scanning())(text, 0)  # type: ignore[arg-type] # the C type is undeclared
    return value


def native(tree: Tree, value: Json) -> Any:  # noqa: ANN401 - whatever the type says
    """Turn a JSON value into the native value of a portable type."""
    name = tree[0]
    if value is None:
        return None
    if name in BUILDERS:
        return BUILDERS[name](tree, value)
    return int(value["$int"], 16) if isinstance(value, dict) and "$int" in value else value


BUILDERS: dict[str, Callable[[Tree, Json], Any]] = {
    "float": lambda _, v: FLOATS[v] if isinstance(v, str) else float(v),
    "list": lambda t, v: [native(t[1], item) for item in v],
    "set": lambda t, v: {native(t[1], item) for item in v},
    "tuple": lambda t, v: tuple(native(n, item) for n, item in zip(t[1:], v, strict=True)),
    "map": lambda t, v: {native(t[1], key): native(t[2], item) for key, item in v},
    "record": lambda t, v: {field: native(n, v[field]) for field, n in t[1:]},
    "optional": lambda t, v: native(t[1], v),
}


class Writer:
    """Writes a result as JSON text with built-in operations only, whatever its class overrides."""

    def __init__(self, cap: int) -> None:
        self.parts: list[str] = []
        self.room = cap

    def add(self, text: str) -> None:
        """Append text; raises OverflowedError when there is no room for it."""
        self.room -= len(text)
        if self.room < 0:
            raise OverflowedError
        self.parts.append(text)

    def value(self, tree: Tree, value: object, depth: int = 0) -> None:
        """Write a value; its declared type decides where Python's own type does not."""
        if depth > MAX_DEPTH:
            raise ValueError(f"the result is nested deeper than {MAX_DEPTH} levels")
        while tree[0] == "optional":
            tree = tree[1]
        kind = type(value)
        text = scalar(value)
        if text is not None and not (tree[0] == "float" and issubclass(kind, str)):
            self.add(text)
            return
        if issubclass(kind, dict) and tree[0] not in LISTS:
            self.mapping(tree, list(dict.items(value)), depth)  # type: ignore[arg-type] # is a dict
            return
        items = sequence(tree, value)
        if items is None:
            name = type.__repr__(kind)[:MAX_NAME]
            self.add('{"$unfit":' + encode_basestring_ascii(name) + "}")
            return
        self.items(tree, items, depth)

    def items(self, tree: Tree, items: Iterable[object], depth: int) -> None:
        """Write items as a list."""
        self.add("[")
        for index, item in enumerate(items):
            if index:
                self.add(",")
            self.value(item_tree(tree, index), item, depth + 1)
        self.add("]")

    def mapping(self, tree: Tree, pairs: list[tuple[object, object]], depth: int) -> None:
        """Write a dict as pairs, or as an object where it is a record or all its keys are text."""
        if tree[0] == "record" or (tree[0] == "any" and all(type(k) is str for k, _ in pairs)):
            self.record(dict(tree[1:]), pairs, depth)
            return
        trees = tree[1:] if tree[0] == "map" else (ANY, ANY)
        self.items(["list", ["tuple", *trees]], pairs, depth)

    def record(
        self, trees: dict[str, Tree], pairs: list[tuple[object, object]], depth: int
    ) -> None:
        """Write an object."""
        self.add("{")
        for index, (key, item) in enumerate(pairs):
            name = str.__str__(key) if isinstance(key, str) else f"{type(key).__name__} key"
            self.add(("," if index else "") + encode_basestring_ascii(name) + ":")
            self.value(trees.get(name, ANY), item, depth + 1)
        self.add("}")


def scalar(value: object) -> str | None:
    """Return the JSON text of a value that holds no others, or None."""
    kind = type(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if issubclass(kind, int):
        return integer(int.__index__(value))  # type: ignore[arg-type] # is an int
    if issubclass(kind, float):
        text = float.__repr__(float.__float__(value))  # type: ignore[arg-type] # is a float
        return NAMES.get(text, text)
    if issubclass(kind, str):
        return encode_basestring_ascii(str.__str__(value))
    return None


def integer(value: int) -> str:
    """Return an integer as JSON; a large one as hexadecimal text, which may have any length."""
    if -WIRE_INT <= value < WIRE_INT:
        return int.__repr__(value)
    return '{"$int":"' + hex(value) + '"}'


def sequence(tree: Tree, value: object) -> Iterable[object] | None:
    """Return the items of what counts as the list or set that is declared, or None."""
    kind: Any = type(value)
    ordered = tree[0] not in UNORDERED
    for base in SEQUENCES:
        if issubclass(kind, base):
            fits = ordered if base in (list, tuple) else tree[0] in SETS
            return base.__iter__(value) if fits else None
    counts = ordered and (hasattr(kind, "__next__") or kind in VIEWS)
    return iter(value) if counts else None  # type: ignore[call-overload]


def item_tree(tree: Tree, index: int) -> Tree:
    """Return the declared type of an item of a list, set or tuple."""
    if tree[0] in ("list", "set"):
        return tree[1]
    return tree[index + 1] if tree[0] == "tuple" and index + 1 < len(tree) else ANY
