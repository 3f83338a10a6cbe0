"""Wrong numbers: constants, bounds, places in a list, arithmetic."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.reading import Reading

# A longer number is an identity or a modulus, and some have too many digits to be written at all.
_LARGEST = 10**18
_TWINS: dict[type[ast.operator], tuple[str, ...]] = {
    ast.Add: ("-",),
    ast.Sub: ("+",),
    ast.Mult: ("+",),
    ast.Div: ("//", "*"),
    ast.FloorDiv: ("/", "%"),
    ast.Mod: ("//",),
    ast.Pow: ("*",),
    ast.BitAnd: ("|",),
    ast.BitOr: ("&",),
    ast.BitXor: ("|",),
    ast.LShift: (">>",),
    ast.RShift: ("<<",),
}
SIGNS: dict[type[ast.operator], bytes] = {
    ast.Add: rb"\+", ast.Sub: rb"-", ast.Mult: rb"\*", ast.Div: rb"/", ast.FloorDiv: rb"//",
    ast.Mod: rb"%", ast.Pow: rb"\*\*", ast.BitAnd: rb"&", ast.BitOr: rb"\|", ast.BitXor: rb"\^",
    ast.LShift: rb"<<", ast.RShift: rb">>",
}  # fmt: skip


def constants(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a number is one more or one less."""
    for node in reading.all(ast.Constant):
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if not abs(value) < _LARGEST:
            continue
        above = reading.parent(node)
        whole: ast.expr = node
        if isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.USub):
            whole, value = above, -value
        for near in (value + 1, value - 1):
            yield reading.replaced("constant", whole, f"({near})" if near < 0 else str(near))


def bounds(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a range or a slice begins or ends one off."""
    for call in reading.all(ast.Call):
        match call.func, call.args:
            case ast.Name(id="range"), [only] if not isinstance(only, ast.Starred):
                yield from _one_off(reading, "bounds", only)
                yield reading.replaced("bounds", only, f"1, {reading.text(only)}")
            case ast.Name(id="range"), [first, last, *_]:
                yield from _one_off(reading, "bounds", first)
                yield from _one_off(reading, "bounds", last)
            case ast.Name(id="enumerate"), [only] if not call.keywords:
                yield reading.replaced("bounds", only, f"{reading.text(only)}, 1")
    for part in reading.all(ast.Slice):
        for end in (part.lower, part.upper):
            if end is not None:
                yield from _one_off(reading, "bounds", end)


def indexes(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where an element beside the right one is taken."""
    for node in reading.all(ast.Subscript):
        place = node.slice
        if isinstance(place, (ast.Slice, ast.Tuple, ast.Constant, ast.UnaryOp)):
            continue
        kinds = reading.kinds
        if kinds.of(node.value) != "map" and kinds.of(place) in ("number", None):
            yield from _one_off(reading, "index", place)


def arithmetic(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where another operator stands between two numbers."""
    for node in reading.all(ast.BinOp):
        sign = reading.between(node.left, node.right, SIGNS.get(type(node.op), rb"(?!)"))
        if sign is None or not _of_numbers(reading, node):
            continue
        for twin in _TWINS[type(node.op)]:
            yield reading.slip("arithmetic", *sign, twin)


def operands(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where one side of an operation, or the sign of a number, is forgotten."""
    for node in reading.all(ast.BinOp):
        for side in (node.left, node.right):
            yield reading.replaced("operand", node, reading.atom(side))
    for negative in reading.all(ast.UnaryOp):
        if isinstance(negative.op, ast.USub | ast.Invert) and not isinstance(
            negative.operand, ast.Constant
        ):
            yield reading.replaced("operand", negative, reading.atom(negative.operand))


NUMBERS = (constants, bounds, indexes, arithmetic, operands)


def _one_off(reading: Reading, family: str, node: ast.expr) -> Iterator[Slip]:
    if isinstance(node, (ast.Constant, ast.Starred)):
        return  # the family of constants has it
    text = reading.atom(node)
    for step in ("+ 1", "- 1"):
        yield reading.replaced(family, node, f"{text} {step}")


def _of_numbers(reading: Reading, node: ast.BinOp) -> bool:
    kinds = (reading.kinds.of(node.left), reading.kinds.of(node.right))
    return all(kind in ("number", "bool", None) for kind in kinds)
