"""The control skeleton of a reference solution in plain words: what repeats, decides and returns.

It holds no expression, no literal and no name but those of the signature.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jupyter_codemm.authoring.braces import Scanner
from jupyter_codemm.contracts.base import Language

HELPER = "a helper"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an outline. A heading names a function."""

    depth: int
    text: str
    heading: bool = False


_PHRASES: dict[type[ast.AST], str] = {
    ast.For: "for each ...",
    ast.While: "as long as ...",
    ast.If: "if ...",
    ast.Try: "try",
    ast.ExceptHandler: "if that fails",
    ast.Match: "choose by ...",
    ast.match_case: "case ...",
}
_BRANCHES = (("body", None), ("handlers", None), ("cases", None), ("orelse", "otherwise"))
_SQL_NOISE = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:''|[^'])*'|\"[^\"]*\"", re.DOTALL)
_SQL_CLAUSE = re.compile(
    r"\b(WITH|SELECT|FROM|(?:LEFT |INNER |CROSS )?JOIN|WHERE|GROUP BY|HAVING|UNION(?: ALL)?"
    r"|ORDER BY|LIMIT)\b|[()]"
)


def outline(code: str, language: Language, names: Iterable[str]) -> tuple[Step, ...]:
    """Return the steps of a reference solution; none when it cannot be read.

    `names` are the functions that learners know of; any other is called a helper.
    """
    try:
        steps = list(_steps(code, language, frozenset(names)))
    except (SyntaxError, ValueError, RecursionError):
        return ()
    if sum(step.heading for step in steps) > 1:
        return tuple(steps)
    outdent = 1 if any(step.heading for step in steps) else 0
    return tuple(Step(max(s.depth - outdent, 0), s.text) for s in steps if not s.heading)


def _steps(code: str, language: Language, names: frozenset[str]) -> Iterator[Step]:
    if language == "python":
        yield from _python(ast.parse(code).body, 0, names)
    elif language == "sql":
        yield from _sql(code)
    else:
        for depth, text, called in Scanner(code).steps():
            yield Step(depth, _known(called, names), heading=True) if called else Step(depth, text)


def _known(name: str, names: frozenset[str]) -> str:
    return name if name in names else HELPER


def _python(nodes: Sequence[ast.AST], depth: int, names: frozenset[str]) -> Iterator[Step]:
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield Step(depth, _known(node.name, names), heading=True)
            yield from _python(node.body, depth + 1, names)
        elif isinstance(node, (ast.ClassDef, ast.With)):
            yield from _python(node.body, depth, names)
        elif isinstance(node, ast.Return) and node.value is not None:
            yield Step(depth, "give back ...")
        elif type(node) in _PHRASES:
            yield Step(depth, _PHRASES[type(node)])
            yield from _branches(node, depth, names)


def _branches(node: ast.AST, depth: int, names: frozenset[str]) -> Iterator[Step]:
    for field, phrase in _BRANCHES:
        inner = getattr(node, field, [])
        if inner and phrase:
            yield Step(depth, phrase)
        yield from _python(inner, depth + 1, names)


def _sql(code: str) -> Iterator[Step]:
    plain = " ".join(_SQL_NOISE.sub(" ", code).upper().split())
    depth = 0
    for match in _SQL_CLAUSE.finditer(plain):
        if match.group() in "()":
            depth = max(depth + (1 if match.group() == "(" else -1), 0)
        else:
            yield Step(depth, f"{match.group()} ...")
