"""The shape of Java and C++ programs."""

from __future__ import annotations

from jupyter_codemm.syntax.grammar import Grammar
from jupyter_codemm.syntax.nodes import Node, parsed, rooted
from jupyter_codemm.tutoring.reviewing.shape import Function, Shape

_LEVELS = frozenset(("if", "for", "foreach", "while", "do", "switch", "try_statement"))
_ENDS = ("function", "lambda")


def braces_shape(code: str, grammar: Grammar) -> Shape | None:
    """Return the shape of a program; None for one in which no function can be read."""
    text = code.encode(errors="replace")
    root = rooted(parsed(text, grammar), grammar)
    if root is None:
        return None
    nodes = [node for node in root.below() if node.named]
    functions = [node for node in nodes if node.type == "function"]
    if not functions:
        return None
    levels = [(_level(node), node.line) for node in nodes if node.type in _LEVELS]
    depth, deepest = max(levels, key=lambda found: (found[0], -found[1]), default=(0, 1))
    return Shape(
        functions=tuple(_function(node, text) for node in functions),
        names=_names(nodes, text),
        depth=depth,
        deepest=deepest,
    )


def _function(node: Node, text: bytes) -> Function:
    head = text[node.start : node.end].split(b"(", 1)[0].split()
    name = head[-1].decode(errors="replace") if head else ""
    return Function(name, node.line, text.count(b"\n", node.start, node.end) + 1)


def _names(nodes: list[Node], text: bytes) -> tuple[tuple[str, int], ...]:
    first: dict[str, int] = {}
    for node in nodes:
        if node.type not in ("declarator", "foreach"):
            continue
        name = next((child for child in node.children if child.type == "name"), None)
        if name is not None:
            said = text[name.start : name.end].decode(errors="replace")
            first.setdefault(said, name.line)
    return tuple(first.items())


def _level(node: Node) -> int:
    level = 1
    below = node
    for above in node.above():
        if above.type in _ENDS:
            break
        # What follows an `else` is no deeper than its `if`.
        level += above.type in _LEVELS and not _is_else_if(above, below)
        below = above
    return level


def _is_else_if(above: Node, below: Node) -> bool:
    if above.type != "if" or below.field != "alternative":
        return False
    return below.type == "if" or [child.type for child in below.inner()] == ["if"]
