"""What kind of value an expression has, as far as its text tells.

A kind is "number", "text", "bool", "map", "set", or "list" with what it holds: "list[number]".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

_NAMES = {
    "int": "number",
    "float": "number",
    "long": "number",
    "bigint": "number",
    "str": "text",
    "bool": "bool",
    "dict": "map",
    "map": "map",
    "Dict": "map",
    "Counter": "map",
    "defaultdict": "map",
    "set": "set",
    "frozenset": "set",
    "Set": "set",
    "tuple": "tuple",
}
_LIST = re.compile(r"(?:list|List|Sequence|Iterable|deque|Deque)(?:\[(.*)\])?$")
_FUNCTIONS = {
    "len": "number", "sum": "number", "abs": "number", "int": "number", "ord": "number",
    "round": "number", "float": "number", "pow": "number", "str": "text", "chr": "text",
    "input": "text", "bool": "bool", "any": "bool", "all": "bool", "isinstance": "bool",
    "dict": "map", "set": "set", "tuple": "tuple",
}  # fmt: skip
_METHODS = {
    "count": "number", "index": "number", "find": "number", "rfind": "number", "join": "text",
    "strip": "text", "lower": "text", "upper": "text", "replace": "text", "title": "text",
    "startswith": "bool", "endswith": "bool", "isdigit": "bool", "isalpha": "bool",
    "split": "list[text]", "splitlines": "list[text]",
}  # fmt: skip
_DISPLAYS: dict[type[ast.expr], str] = {
    ast.JoinedStr: "text", ast.List: "list", ast.Dict: "map",
    ast.DictComp: "map", ast.Set: "set", ast.SetComp: "set", ast.Tuple: "tuple",
    ast.Compare: "bool",
}  # fmt: skip
_DEEPEST = 12

Kind = str | None


def from_annotation(text: str) -> Kind:
    """Return the kind that a type stands for."""
    plain = text.strip().strip("'\"").removesuffix("| None").strip()
    listed = _LIST.match(plain)
    if listed:
        inner = from_annotation(listed[1]) if listed[1] else None
        return f"list[{inner}]" if inner else "list"
    return _NAMES.get(re.split(r"[\[(]", plain)[0])


def element(kind: Kind) -> Kind:
    """Return the kind of what is got from a value by an index."""
    if kind is not None and kind.startswith("list["):
        return kind[5:-1]
    return "text" if kind == "text" else None


class Kinds:
    """The kinds of one file's names. A name has the first kind that is found, by function."""

    def __init__(
        self,
        tree: ast.Module,
        scopes: Mapping[ast.AST, ast.AST],
        known: Mapping[str, Kind],
    ) -> None:
        self._scopes = scopes
        self._returns: dict[str, Kind] = {}
        self._names: dict[tuple[ast.AST | None, str], Kind] = {}
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.stmt | ast.arg)]
        for node in nodes:
            if isinstance(node, ast.FunctionDef) and node.returns is not None:
                self._returns[node.name] = from_annotation(ast.unparse(node.returns))
            elif isinstance(node, ast.arg):
                self._learn_parameter(node, known)
        for node in nodes:
            self._learn(node)

    def of(self, node: ast.expr, depth: int = 0) -> Kind:
        """Return the kind of an expression, None when it is not known."""
        if depth > _DEEPEST:
            return None
        match node:
            case ast.Name() | ast.Attribute():
                return self._of_name(node)
            case ast.UnaryOp(operand=inner) | ast.IfExp(body=inner):
                is_asked = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
                return "bool" if is_asked else self.of(inner, depth + 1)
            case ast.BinOp() | ast.Subscript() | ast.Call():
                return self._of_compound(node, depth)
            case ast.List(elts=[first, *_]) | ast.ListComp(elt=first):
                inside = self.of(first, depth + 1)
                return f"list[{inside}]" if inside else "list"
            case _:
                return _of_display(node)

    def named(self, node: ast.AST, name: str) -> Kind:
        """Return the kind that a name has where a node stands."""
        return self._names.get((self.scope(node), name))

    def scope(self, node: ast.AST) -> ast.AST | None:
        """Return the function that a node belongs to, None for the module."""
        return self._scopes.get(node)

    def attributes(self) -> dict[str, Kind]:
        """Return the attributes of `self` by their full names."""
        return {
            name: kind
            for (owner, name), kind in self._names.items()
            if owner is None and name.startswith("self.")
        }

    def _learn_parameter(self, node: ast.arg, known: Mapping[str, Kind]) -> None:
        annotated = node.annotation and from_annotation(ast.unparse(node.annotation))
        kind = annotated or known.get(node.arg)
        self._names[self.scope(node), node.arg] = kind

    def _learn(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call() as value):
                for target in targets:
                    self._bind(target, _mapped(value))
            case ast.Assign(targets=[target], value=value):
                self._bind(target, self.of(value))
            case ast.AnnAssign(target=target, annotation=annotation):
                self._bind(target, from_annotation(ast.unparse(annotation)))
            case ast.For(target=ast.Tuple(elts=[first, second]), iter=ast.Call() as source):
                self._bind_pair(first, second, source)
            case ast.For(target=target, iter=source):
                is_range = isinstance(source, ast.Call) and _called(source) == "range"
                self._bind(target, "number" if is_range else element(self.of(source)))
            case _:
                pass

    def _bind_pair(self, first: ast.expr, second: ast.expr, source: ast.Call) -> None:
        counts = _called(source) == "enumerate" and source.args
        self._bind(first, "number" if counts else None)
        self._bind(second, element(self.of(source.args[0])) if counts else None)

    def _bind(self, target: ast.expr, kind: Kind) -> None:
        match target:
            case ast.Name(id=name):
                key = (self.scope(target), name)
            case ast.Attribute(value=ast.Name(id="self"), attr=attribute):
                key = (None, f"self.{attribute}")
            case _:
                return
        self._names[key] = self._names.get(key) or kind

    def _of_compound(self, node: ast.BinOp | ast.Subscript | ast.Call, depth: int) -> Kind:
        if isinstance(node, ast.BinOp):
            return self._of_operation(node, depth)
        if isinstance(node, ast.Call):
            return self._of_call(node, depth)
        whole = self.of(node.value, depth + 1)
        return whole if isinstance(node.slice, ast.Slice) else element(whole)

    def _of_name(self, node: ast.Name | ast.Attribute) -> Kind:
        match node:
            case ast.Name(id=name):
                return self.named(node, name)
            case ast.Attribute(value=ast.Name(id="self"), attr=attribute):
                return self._names.get((None, f"self.{attribute}"))
            case _:
                return None

    def _of_operation(self, node: ast.BinOp, depth: int) -> Kind:
        left = self.of(node.left, depth + 1)
        right = self.of(node.right, depth + 1)
        if isinstance(node.op, ast.Add | ast.Mult | ast.Mod):
            return next((kind for kind in (left, right) if kind not in (None, "number")), left)
        return left or right

    def _of_call(self, node: ast.Call, depth: int) -> Kind:
        name = _called(node)
        if isinstance(node.func, ast.Attribute):
            if name == "pop":
                return element(self.of(node.func.value, depth + 1))
            return _METHODS.get(name) or self._returns.get(name)
        if name in ("max", "min") and node.args:
            kind = self.of(node.args[0], depth + 1)
            return kind if len(node.args) > 1 else element(kind)
        if name in ("sorted", "list", "reversed", "deque"):
            given = node.args[0] if node.args else None
            inside = element(self.of(given, depth + 1)) if given is not None else None
            if isinstance(given, ast.Call):
                inside = inside or _mapped(given)
            return f"list[{inside}]" if inside else "list"
        return _FUNCTIONS.get(name) or self._returns.get(name)


def _mapped(node: ast.Call) -> Kind:
    """Return the kind of each value of `map(int, …)`."""
    match node.args:
        case [ast.Name(id=name), _] if _called(node) == "map":
            return _FUNCTIONS.get(name)
        case _:
            return None


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _of_constant(value: object) -> Kind:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else None


def _of_display(node: ast.expr) -> Kind:
    if isinstance(node, ast.Constant):
        return _of_constant(node.value)
    return _DISPLAYS.get(type(node))
