"""The portable type system: the types a signature may use, and the JSON values that belong to them.

Grammar, as it travels:

    int long bigint float bool str any void
    list[T]  set[T]  optional[T]  tuple[T, U, …]  map[K, V]  record[name: T, …]

Values are plain JSON. `int` is 32 bit, `long` 64 bit, `bigint` unbounded; a float that JSON cannot
write is one of the strings "NaN", "Infinity", "-Infinity"; a set is a list without order; a map is
a list of [key, value] pairs; a record is an object.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeGuard

from pydantic import AfterValidator, JsonValue

SCALARS = ("int", "long", "bigint", "float", "bool", "str", "any", "void")
MAP_KEYS = ("int", "long", "str", "bool")
NON_FINITE = ("NaN", "Infinity", "-Infinity")
MAX_DEPTH = 6
MAX_LETTERS = 1000

_CONSTRUCTORS = ("list", "set", "optional", "tuple", "map", "record")
_INTEGER_BITS = {"int": 31, "long": 63}
_TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|[\[\],:])")


@dataclass(frozen=True, slots=True)
class TypeNode:
    """A parsed portable type. `fields` holds the field names of a record, beside `args`."""

    name: str
    args: tuple[TypeNode, ...] = ()
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.args:
            return self.name
        if self.fields:
            inner = ", ".join(f"{f}: {a}" for f, a in zip(self.fields, self.args, strict=True))
        else:
            inner = ", ".join(str(a) for a in self.args)
        return f"{self.name}[{inner}]"

    def walk(self) -> tuple[TypeNode, ...]:
        """Return this node and every node below it."""
        return (self, *(node for arg in self.args for node in arg.walk()))


def parse_type(text: str) -> TypeNode:
    """Parse a portable type; raises ValueError naming what is wrong."""
    if len(text) > MAX_LETTERS:
        raise ValueError(f"a type of {len(text)} characters, at most {MAX_LETTERS}")
    tokens = _tokens(text)
    node, rest = _parse(tokens, text, 1)
    if rest:
        raise ValueError(f"unexpected {rest[0]!r} in type {text!r}")
    if any(n.name == "void" for arg in node.args for n in arg.walk()):
        raise ValueError(f"void stands alone, never inside {text!r}")
    return node


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if not match:
            raise ValueError(f"cannot read type {text!r} at {text[at : at + 10]!r}")
        tokens.append(match.group(1))
        at = match.end()
    return tokens


def _parse(tokens: list[str], text: str, depth: int) -> tuple[TypeNode, list[str]]:
    if not tokens:
        raise ValueError(f"type {text!r} ends too early")
    if depth > MAX_DEPTH:
        raise ValueError(f"type {text!r} is nested deeper than {MAX_DEPTH}")
    name, rest = tokens[0], tokens[1:]
    if name in SCALARS:
        return TypeNode(name), rest
    if name not in _CONSTRUCTORS:
        raise ValueError(f"unknown type {name!r} in {text!r}")
    if not rest or rest[0] != "[":
        raise ValueError(f"{name} needs type arguments in [ ] in {text!r}")
    return _parse_arguments(name, rest, text, depth)


def _parse_arguments(
    name: str, rest: list[str], text: str, depth: int
) -> tuple[TypeNode, list[str]]:
    """Parse what follows a constructor's name, from its "[" to its "]"."""
    fields: list[str] = []
    args: list[TypeNode] = []
    while not args or rest[0] == ",":
        rest = rest[1:]
        if name == "record":
            field, rest = _parse_field_name(rest, text)
            fields.append(field)
        arg, rest = _parse(rest, text, depth + 1)
        args.append(arg)
        if not rest or rest[0] not in (",", "]"):
            raise ValueError(f"type {text!r} lacks a closing ]")
    _check_arity(name, args, fields, text)
    return TypeNode(name, tuple(args), tuple(fields)), rest[1:]


def _parse_field_name(rest: list[str], text: str) -> tuple[str, list[str]]:
    if len(rest) < 2 or rest[1] != ":" or not rest[0].isidentifier():  # noqa: PLR2004 - "name :"
        raise ValueError(f"record fields are written name: type in {text!r}")
    return rest[0], rest[2:]


def _check_arity(name: str, args: list[TypeNode], fields: list[str], text: str) -> None:
    expected = {"list": 1, "set": 1, "optional": 1, "map": 2}.get(name)
    if expected is not None and len(args) != expected:
        raise ValueError(f"{name} takes {expected} type argument(s) in {text!r}, not {len(args)}")
    if name == "map" and args[0].name not in MAP_KEYS:
        raise ValueError(f"a map key is one of {', '.join(MAP_KEYS)}, not {args[0]} in {text!r}")
    if len(set(fields)) != len(fields):
        raise ValueError(f"record fields repeat in {text!r}")
    if fields == ["raises"]:
        raise ValueError(f"a record of raises alone stands for an exception in {text!r}")


def _canonical(text: str) -> str:
    return str(parse_type(text))


PortableType = Annotated[str, AfterValidator(_canonical)]
"""A type in the grammar above, kept in its canonical spelling."""


def _all_finite(value: JsonValue) -> JsonValue:
    """Refuse what JSON cannot write: it would silently become null on the way."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError('a float that JSON cannot write is one of "NaN", "Infinity", "-Infinity"')
    if isinstance(value, list):
        for item in value:
            _all_finite(item)
    elif isinstance(value, dict):
        for item in value.values():
            _all_finite(item)
    return value


PortableValue = Annotated[JsonValue, AfterValidator(_all_finite)]
"""A JSON value that survives being written and read again."""


def check_value(node: TypeNode, value: JsonValue, path: str = "value") -> None:
    """Raise ValueError, naming the path, unless the JSON value belongs to the type."""
    if not _belongs(node, value):
        raise ValueError(f"{path}: {_short(value)} is not of type {node}")
    match node.name:
        case "list" | "set":
            _check_items(node, value, path)
        case "map":
            _check_pairs(node, value, path)
        case "tuple" | "record":
            _check_parts(node, value, path)
        case "optional" if value is not None:
            check_value(node.args[0], value, path)
        case _:
            pass


def _belongs(node: TypeNode, value: JsonValue) -> bool:
    if node.name in _INTEGER_BITS:
        bits = _INTEGER_BITS[node.name]
        return _is_integer(value) and -(2**bits) <= value < 2**bits
    if node.name == "tuple":
        return isinstance(value, list) and len(value) == len(node.args)
    if node.name == "record":
        return isinstance(value, dict) and set(value) == set(node.fields)
    return _BELONGS[node.name](value)


def _is_integer(value: JsonValue) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_finite(value: JsonValue) -> bool:
    return isinstance(value, float) and math.isfinite(value)


def _is_list(value: JsonValue) -> bool:
    return isinstance(value, list)


_BELONGS: dict[str, Callable[[JsonValue], bool]] = {
    "bigint": _is_integer,
    "float": lambda v: _is_integer(v) or v in NON_FINITE or _is_finite(v),
    "bool": lambda v: isinstance(v, bool),
    "str": lambda v: isinstance(v, str),
    "void": lambda v: v is None,
    "any": lambda _: True,
    "optional": lambda _: True,
    "list": _is_list,
    "set": _is_list,
    "map": _is_list,
}


def _check_items(node: TypeNode, value: JsonValue, path: str) -> None:
    for index, item in enumerate(_items(value)):
        check_value(node.args[0], item, f"{path}.{index}")


def _check_pairs(node: TypeNode, value: JsonValue, path: str) -> None:
    for index, pair in enumerate(_items(value)):
        if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - a pair
            raise ValueError(f"{path}.{index}: a map entry is a [key, value] pair")
        check_value(node.args[0], pair[0], f"{path}.{index}.0")
        check_value(node.args[1], pair[1], f"{path}.{index}.1")


def _check_parts(node: TypeNode, value: JsonValue, path: str) -> None:
    if isinstance(value, dict):
        parts = [(field, value[field]) for field in node.fields]
    else:
        parts = [(str(index), item) for index, item in enumerate(_items(value))]
    for (name, part), arg in zip(parts, node.args, strict=True):
        check_value(arg, part, f"{path}.{name}")


def _items(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _short(value: JsonValue, limit: int = 60) -> str:
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
