"""Python: modules and builtins that compute, and those that reach further."""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator

from jupyter_codemm.gates.safety.python_names import builtin_uses

MODULES = frozenset(
    """__future__ abc array base64 binascii bisect calendar cmath collections contextlib copy
    dataclasses datetime decimal difflib enum fractions functools graphlib hashlib heapq io
    itertools json math numbers operator pprint queue re statistics string struct sys textwrap
    types typing unicodedata zlib""".split()
)
# Of these modules nothing else.
_PARTS = {
    "sys": frozenset(
        """stdin stdout stderr maxsize setrecursionlimit getrecursionlimit float_info int_info
        exit byteorder maxunicode hash_info""".split()
    ),
    "io": frozenset("StringIO BytesIO TextIOBase IOBase".split()),
}
_CLOCK = frozenset("now today utcnow fromtimestamp".split())
_BUILTINS = frozenset(
    """eval exec compile __import__ open breakpoint globals locals vars getattr setattr delattr
    help memoryview id""".split()
)
_NAMES = frozenset("__builtins__ __loader__ __spec__ __file__".split())
_ATTRIBUTES = frozenset(
    """__subclasses__ __globals__ __builtins__ __code__ __bases__ __base__ __mro__ __closure__
    __loader__ __spec__ __getattribute__ __reduce__ __reduce_ex__ __import__ f_globals f_locals
    f_builtins gi_frame cr_frame tb_frame f_back ag_frame""".split()
)
_REFUSALS = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)


def found_in(code: str, *, reads: bool, files: frozenset[str]) -> Iterator[str]:
    """Yield the names of what a file may not use; nothing for text that is no Python.

    `files` are the names of the program's files, which may import each other.
    """
    tree = _parsed(code)
    modules, builtins = _imported(tree), builtin_uses(tree, _BUILTINS | {"hash", "input"})
    yield from _hashes(tree, builtins)
    known = MODULES | {name.removesuffix(".py") for name in files}
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (f"import {a.name}" for a in node.names if not _is_in(a.name, known))
            case ast.ImportFrom():
                yield from _from(node, known)
            case ast.Attribute():
                yield from _attribute(node, modules, reads=reads)
            case ast.Name():
                yield from _name(node, builtins, modules, reads=reads)
            case _:
                pass


def prints(code: str) -> bool:
    """Return whether a file calls `print`."""
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for node in ast.walk(_parsed(code))
    )


def _parsed(code: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except _REFUSALS:
        return ast.Module(body=[], type_ignores=[])


def _is_in(module: str, known: frozenset[str]) -> bool:
    return module.split(".", 1)[0] in known


def _from(node: ast.ImportFrom, known: frozenset[str]) -> Iterator[str]:
    module = node.module or ""
    if node.level or not _is_in(module, known):
        yield f"from {'.' * node.level}{module} import"
        return
    for alias in node.names:
        if module in MODULES and not _is_part(module, alias.name):
            yield f"from {module} import {alias.name}"


def _is_part(module: str, name: str) -> bool:
    """Return whether a module may be asked for a name: not for a module that it uses itself."""
    if module in _PARTS:
        return name in _PARTS[module]
    is_other_module = name in sys.stdlib_module_names and name not in MODULES
    return not is_other_module and (name.startswith("__") or not name.startswith("_"))


def _attribute(node: ast.Attribute, modules: dict[str, str], *, reads: bool) -> Iterator[str]:
    name = node.attr
    if name in _ATTRIBUTES:
        yield f"attribute {name}"
    root: ast.expr = node.value
    while isinstance(root, ast.Attribute):
        root = root.value
    module = modules.get(root.id, "") if isinstance(root, ast.Name) else ""
    is_clock = module == "datetime" and name in _CLOCK
    is_foreign = module in MODULES and root is node.value and not _is_part(module, name)
    if is_clock or is_foreign:
        yield f"{module}.{name}"
    elif module == "sys" and name == "stdin" and not reads:
        yield "sys.stdin"


def _name(
    node: ast.Name, builtins: set[ast.Name], modules: dict[str, str], *, reads: bool
) -> Iterator[str]:
    name = node.id
    is_builtin = node in builtins
    if name in _NAMES or (name in _BUILTINS and is_builtin):
        yield name
    if name == "input" and not reads and is_builtin:
        yield name
    if modules.get(name) == "sys" and name == "stdin" and not reads:
        yield "sys.stdin"


def _hashes(tree: ast.AST, builtins: set[ast.Name]) -> Iterator[str]:
    """Yield every use of `hash` whose result may be told: texts hash otherwise in every run."""
    left: list[ast.AST] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef) and node.name == "__hash__":
            continue
        if isinstance(node, ast.Name) and node.id == "hash" and node in builtins:
            yield node.id
        left.extend(ast.iter_child_nodes(node))


def _imported(tree: ast.Module) -> dict[str, str]:
    """Return the module that a name comes from, for names that an import binds."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".", 1)[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module in ("datetime", "sys"):
            found |= {alias.asname or alias.name: node.module for alias in node.names}
    return found
