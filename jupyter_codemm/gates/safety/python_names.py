"""Python: which uses of a builtin's name can mean the builtin, and not what a file calls so.

A name that a function binds anywhere is never the builtin in it, nor in the functions inside it:
before its value it raises. At the top of a file and of a class the builtin shows through until a
name has its value. So there a name counts only from where it surely has one, branch by branch, and
not at all if it may lose it again. What a class calls its own is not seen by its methods.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import NamedTuple

Names = frozenset[str]
_NONE: Names = frozenset()
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_IMPORTS = (ast.Import, ast.ImportFrom)


class _Known(NamedTuple):
    """Names that are no builtins: for code here, for functions inside it, and for all the file."""

    here: Names
    inside: Names
    everywhere: Names

    def bind(self, names: Iterable[str]) -> _Known:
        """Return the same with names that have a value for the code here."""
        return self._replace(here=self.here.union(names))


def builtin_uses(tree: ast.Module, sought: Names) -> set[ast.Name]:
    """Return the uses of sought names that can mean the builtins."""
    return _Search(tree, sought).found


class _Search:
    def __init__(self, tree: ast.Module, sought: Names) -> None:
        self.found: set[ast.Name] = set()
        self._sought = sought
        self._lost = _lost(tree)
        self._early = (_early(tree) & sought) - self._lost
        self._is_file = True
        # What is inside functions and classes waits here: their depth has no bound.
        self._left: list[tuple[ast.AST, _Known]] = []
        self._flow(tree.body, _Known(_NONE, _NONE, _NONE))
        self._is_file = False
        while self._left:
            self._enter(*self._left.pop())

    def _enter(self, scope: ast.AST, known: _Known) -> None:
        match scope:
            case ast.ClassDef(body=body):
                # Without a value yet, what a class binds is looked up in the file.
                hidden = _bound(body) - known.everywhere
                self._flow(body, known._replace(here=known.inside - hidden))
            case ast.FunctionDef(args=args, body=body) | ast.AsyncFunctionDef(args=args, body=body):
                self._function(body, _parameters(args), known)
            case ast.Lambda(args=args, body=value):
                self._function([value], _parameters(args), known)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                first, *others = scope.generators
                self._function([first.target, *first.ifs, *others, *_results(scope)], _NONE, known)
            case _:
                pass

    def _function(self, parts: Sequence[ast.AST], own: Names, known: _Known) -> None:
        shared, outer = _declared(parts, ast.Global), _declared(parts, ast.Nonlocal)
        names = (known.inside | own | (_bound(parts) - outer)) - (shared - known.everywhere)
        self._look(parts, _Known(names, names, known.everywhere))

    def _flow(self, body: list[ast.stmt], known: _Known) -> _Known:
        """Look through statements one after another; return what is known after the last."""
        for statement in body:
            known = self._step(statement, known)
        return known

    def _step(self, statement: ast.stmt, known: _Known) -> _Known:
        match statement:
            case ast.If():
                self._branches(statement, known)
            case ast.While(test=test, body=body, orelse=other):
                self._look([test], known)
                self._flow(body, known)
                self._flow(other, known)
            case ast.For() | ast.AsyncFor():
                self._look([statement.iter, statement.target], known)
                self._flow(statement.body, self._with(known, _bound([statement.target])))
                self._flow(statement.orelse, known)
            case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
                for item in items:
                    self._look([item], known)
                    given = [] if item.optional_vars is None else [item.optional_vars]
                    known = self._with(known, _bound(given))
                self._flow(body, known)
            case ast.Try() | ast.TryStar():
                self._tried(statement, known)
            case ast.Match():
                self._matched(statement, known)
            case _:
                self._look([statement], known)
                return self._with(known, _assigned(statement))
        return known

    def _branches(self, first: ast.If, known: _Known) -> None:
        # A chain of elif is as deep as it is long.
        left: list[ast.stmt] = [first]
        while len(left) == 1 and isinstance(left[0], ast.If):
            branch = left[0]
            self._look([branch.test], known)
            self._flow(branch.body, known)
            left = branch.orelse
        self._flow(left, known)

    def _tried(self, statement: ast.Try | ast.TryStar, known: _Known) -> None:
        after = self._flow(statement.body, known)
        self._flow(statement.orelse, after)
        for handler in statement.handlers:
            self._look([] if handler.type is None else [handler.type], known)
            self._flow(handler.body, known)
        self._flow(statement.finalbody, known)

    def _matched(self, statement: ast.Match, known: _Known) -> None:
        self._look([statement.subject], known)
        for case in statement.cases:
            caught = self._with(known, _bound([case.pattern]))
            self._look([case.pattern], known)
            self._look([] if case.guard is None else [case.guard], caught)
            self._flow(case.body, caught)

    def _with(self, known: _Known, names: Names) -> _Known:
        safe = (names & self._sought) - self._lost
        if not self._is_file:
            return known.bind(safe)
        return _Known(*(part | safe for part in known))

    def _look(self, parts: Iterable[ast.AST], known: _Known) -> None:
        """Look through code that runs in one place; what runs elsewhere is left for later."""
        for node in _direct(parts):
            for name in _loaded(node):
                if name.id in self._sought and name.id not in known.here:
                    self.found.add(name)
            if isinstance(node, (*_FUNCTIONS, ast.Lambda, ast.ClassDef, *_COMPREHENSIONS)):
                self._left.append((node, self._for_inner(node, known)))

    def _for_inner(self, node: ast.AST, known: _Known) -> _Known:
        own = self._early if self._is_file else _NONE
        # A decorator can call the function before its name means it.
        if self._is_file and isinstance(node, _FUNCTIONS) and not node.decorator_list:
            own |= frozenset({node.name}) - self._lost
        return _Known(_NONE, known.inside | own, known.everywhere | own)


def _direct(parts: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes that run where they stand: of functions, classes and so on the heads only."""
    left = list(parts)
    while left:
        node = left.pop()
        yield node
        if isinstance(node, _COMPREHENSIONS):
            left.append(node.generators[0].iter)
        elif isinstance(node, (*_FUNCTIONS, ast.Lambda, ast.ClassDef)):
            body = node.body if isinstance(node.body, list) else [node.body]
            inner = {id(part) for part in body}
            left.extend(part for part in ast.iter_child_nodes(node) if id(part) not in inner)
        else:
            left.extend(ast.iter_child_nodes(node))


def _loaded(node: ast.AST) -> Iterator[ast.Name]:
    match node:
        case ast.Name(ctx=ast.Load()):
            yield node
        case ast.AugAssign(target=ast.Name() as name):
            yield name
        case _:
            pass


def _bound(parts: Sequence[ast.AST]) -> Names:
    """Return the names that code gives a value, if it comes to that."""
    found: set[str] = set()
    for node in _direct(parts):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.ClassDef(name=name):
                found.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                found |= {alias.asname or alias.name.split(".", 1)[0] for alias in aliases}
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.MatchMapping(rest=str(name))
            ):
                found.add(name)
            case _:
                pass
    return frozenset(found) - _declared(parts, ast.Global)


def _assigned(statement: ast.stmt) -> Names:
    """Return the names that surely have a value after a simple statement or a definition."""
    match statement:
        case ast.Assign(targets=targets):
            return _bound(targets)
        case ast.AnnAssign(target=target, value=ast.expr()):
            return _bound([target])
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return frozenset({name})
        case ast.Import() | ast.ImportFrom():
            return _bound([statement])
        case _:
            return _NONE


def _declared(parts: Sequence[ast.AST], kind: type[ast.Global | ast.Nonlocal]) -> Names:
    return frozenset(
        name for node in _direct(parts) if isinstance(node, kind) for name in node.names
    )


def _parameters(arguments: ast.arguments) -> Names:
    given = ast.iter_child_nodes(arguments)
    return frozenset(node.arg for node in given if isinstance(node, ast.arg))


def _results(scope: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> list[ast.expr]:
    return [scope.key, scope.value] if isinstance(scope, ast.DictComp) else [scope.elt]


def _lost(tree: ast.Module) -> Names:
    """Return the names that are deleted somewhere, as those of caught errors are."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Del()) | ast.ExceptHandler(name=str(name)):
                found.add(name)
            case _:
                pass
    return frozenset(found)


def _early(tree: ast.Module) -> Names:
    """Return the names that have their values before any function of the file can be called."""
    # What is imported can import this file and call what stands above; so imports come first.
    leading = takewhile(_is_preamble, tree.body)
    still = takewhile(_calls_nothing, dropwhile(_is_preamble, tree.body))
    return _NONE.union(*(_assigned(statement) for statement in (*leading, *still)))


def _is_preamble(statement: ast.stmt) -> bool:
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or isinstance(statement, _IMPORTS)


def _calls_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, _FUNCTIONS) and statement.decorator_list:
        return False
    simple = (*_FUNCTIONS, ast.Assign, ast.AnnAssign)
    return isinstance(statement, simple) and not any(
        isinstance(node, ast.Call | ast.comprehension) for node in _direct([statement])
    )
