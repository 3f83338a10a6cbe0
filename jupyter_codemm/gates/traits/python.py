"""What a Python program uses."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from jupyter_codemm.gates.traits.python_texts import (
    count_types,
    is_arithmetic,
    joins_texts,
    lays_out,
    named_texts,
)
from jupyter_codemm.gates.traits.traits import Traits, is_in_a_circle
from jupyter_codemm.gates.traits.words import (
    PYTHON_LIST,
    PYTHON_MAPS,
    PYTHON_QUEUES,
    PYTHON_SEARCHES,
    PYTHON_SETS,
    PYTHON_SORTS,
    PYTHON_SUMS,
    PYTHON_TEXT,
    PYTHON_TEXT_OR_INPUT,
)

_REFUSALS = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)
_LOOPS = (ast.For, ast.While, ast.AsyncFor)
_BLOCKS = (*_LOOPS, ast.If, ast.With, ast.Try, ast.Match)
_CHOICES = (ast.If, ast.IfExp, ast.Match, ast.BoolOp)
_HEADS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_NODES: dict[str, tuple[type[ast.AST], ...]] = {
    "assignment": (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr),
    "loop": (*_LOOPS, ast.comprehension),
    "branch": _CHOICES,
    "map": (ast.Dict, ast.DictComp),
    "set": (ast.Set, ast.SetComp),
    "list": (ast.List, ast.ListComp, ast.Subscript),
}
_CALLED = {
    "list": PYTHON_LIST,
    "map": PYTHON_MAPS,
    "set": PYTHON_SETS,
    "sort": PYTHON_SORTS,
    "search": PYTHON_SEARCHES,
    "arithmetic": PYTHON_SUMS,
    "queue": PYTHON_QUEUES,
}


def traits_of_python(code: str, *, is_program: bool) -> Traits | None:
    """Return the traits of a file, None for what is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
        return _Reader(tree, is_program=is_program).read()
    except _REFUSALS:
        return None


class _Reader:
    def __init__(self, tree: ast.Module, *, is_program: bool) -> None:
        self._tree = tree
        self._is_program = is_program
        self._traits = Traits()
        self._uses = self._traits.uses
        self._texts = named_texts(tree)
        self._functions = {
            node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }

    def read(self) -> Traits:
        """Return everything that is known of the program."""
        for node in ast.walk(self._tree):
            self._count(node)
            self._size(node)
        count_types(self._tree, self._uses, is_program=self._is_program)
        self._traits.nesting = _depth(self._tree)
        self._calls()
        self._loops()
        return self._traits

    def _count(self, node: ast.AST) -> None:
        uses = self._uses
        for use, types in _NODES.items():
            uses[use] += isinstance(node, types)
        # A function that lays out a number is about its text; most printing programs do so.
        uses["text"] += lays_out(node) and not self._is_program
        if isinstance(node, (ast.AugAssign, ast.BinOp)):
            uses["arithmetic"] += is_arithmetic(node)
            uses["text"] += joins_texts(node, self._texts)
        elif isinstance(node, ast.Subscript):
            uses["grid"] += isinstance(node.value, ast.Subscript)
        elif isinstance(node, ast.Call):
            self._called(node)
        elif isinstance(node, ast.Compare):
            uses["search"] += any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops)
        elif isinstance(node, ast.Return):
            uses["branch"] += isinstance(node.value, ast.Compare)
        elif isinstance(node, ast.ClassDef):
            self._class(node)

    def _called(self, node: ast.Call) -> None:
        name = _name_of(node.func)
        for use, names in _CALLED.items():
            self._uses[use] += name in names
        is_read = name in PYTHON_TEXT_OR_INPUT and self._is_program
        self._uses["text"] += name in PYTHON_TEXT and not is_read
        # The larger of two values is a choice between them.
        self._uses["branch"] += name in ("max", "min") and len(node.args) > 1
        is_method = isinstance(node.func, ast.Attribute)
        self._uses["push"] += is_method and name in ("append", "push")
        self._uses["pop"] += is_method and name == "pop" and not node.args
        is_first = bool(node.args) and ast.unparse(node.args[0]) == "0"
        self._uses["queue"] += is_method and name == "pop" and is_first

    def _class(self, node: ast.ClassDef) -> None:
        methods = [child for child in node.body if isinstance(child, ast.FunctionDef)]
        fields = {
            target.attr
            for child in ast.walk(node)
            if isinstance(child, (ast.Assign, ast.AnnAssign, ast.AugAssign))
            for target in (child.targets if isinstance(child, ast.Assign) else [child.target])
            if isinstance(target, ast.Attribute)
        }
        declared = sum(isinstance(child, ast.AnnAssign) for child in node.body)
        self._uses["method"] += len(methods)
        self._uses["field"] += len(fields) + declared

    def _size(self, node: ast.AST) -> None:
        traits = self._traits
        if isinstance(node, ast.stmt) and not isinstance(node, _HEADS) and not _is_text(node):
            traits.statements += 1
        if isinstance(node, (ast.If, ast.IfExp, *_LOOPS, ast.ExceptHandler, ast.match_case)):
            traits.decisions += 1
        elif isinstance(node, ast.BoolOp):
            traits.decisions += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            traits.decisions += 1 + len(node.ifs)
            self._uses["branch"] += len(node.ifs)

    def _calls(self) -> None:
        calls = {name: set(_called_in(node)) for name, node in self._functions.items()}
        outside = set().union(*calls.values()) if calls else set()
        for name, node in self._functions.items():
            if is_in_a_circle(name, calls) and _can_end(node):
                self._uses["recursion"] += 1
            callers = [other for other, called in calls.items() if name in called - {other}]
            self._uses["helper"] += bool({*callers} - {name, "main"})
            self._uses["sort"] += "sort" in name.casefold() and name in outside
        self._uses["helper"] += any(isinstance(node, ast.Lambda) for node in ast.walk(self._tree))
        self._traits.helpers = self._uses["helper"]

    def _loops(self) -> None:
        uses = self._uses
        for loop in ast.walk(self._tree):
            if not isinstance(loop, _LOOPS):
                continue
            inner = [node for node in ast.walk(loop) if node is not loop]
            uses["search"] += any(isinstance(n, (ast.Return, ast.Break)) for n in inner)
            uses["search"] += any(isinstance(n, ast.If) and _keeps(n) for n in inner)
            if any(isinstance(node, _LOOPS) for node in inner):
                uses["sort"] += any(_swaps(node) for node in inner)
            uses["sort"] += any(_inserts(node) for node in inner)
            uses["grid"] += isinstance(loop, ast.For) and _goes_through(loop, inner)


def _name_of(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _called_in(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield _name_of(node.func)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id  # a function that is handed on is called by somebody else


def _can_end(function: ast.FunctionDef) -> bool:
    return any(isinstance(n, (*_CHOICES, *_LOOPS, ast.comprehension)) for n in ast.walk(function))


def _keeps(choice: ast.If) -> bool:
    return any(isinstance(node, ast.Assign) for node in choice.body)


def _swaps(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign):
        return False
    target = node.targets[0]
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    return all(isinstance(p, ast.Subscript) for p in parts) and any(
        isinstance(n, ast.Subscript) for n in ast.walk(node.value)
    )


def _inserts(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name_of(node.func) == "insert"


def _goes_through(loop: ast.For, inner: list[ast.AST]) -> bool:
    names = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
    return any(
        isinstance(node, (ast.For, ast.comprehension))
        and isinstance(node.iter, ast.Name)
        and node.iter.id in names
        for node in inner
    )


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _depth(node: ast.AST, depth: int = 0) -> int:
    deepest = depth
    for child in ast.iter_child_nodes(node):
        is_else_if = (
            isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        )
        more = isinstance(child, _BLOCKS) and not is_else_if
        deepest = max(deepest, _depth(child, depth + more))
    return deepest
