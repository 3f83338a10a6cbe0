"""The blocks of a Java or C++ file, each with the cuts that make it fail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jupyter_codemm.gates.mutation.splicing import Block, Cut
from jupyter_codemm.syntax.grammar import Grammar
from jupyter_codemm.syntax.nodes import Node, parsed, rooted

_LOOPS = ("for", "while", "do", "foreach")
_COMPOUND = ("if", *_LOOPS, "switch", "try_statement")
_ENDS = ("return", "throw")
_LEAVES = ("return", "throw", "break", "continue")


def braced_blocks(code: str, grammar: Grammar, fails: str) -> Iterator[Block]:
    """Yield the blocks of a file that are not entered in any case; none if it cannot be read.

    `fails` is the statement that ends the program wherever it stands.
    """
    try:
        root = rooted(parsed(code.encode(), grammar), grammar)
    except UnicodeEncodeError:
        return
    if root is None:
        return
    nodes = [node for node in root.below() if node.named and not node.dead]
    functions = sum(node.type == "function" for node in nodes)
    for node in nodes:
        if node.type == "block":
            yield from _of_block(node, fails, alone=functions == 1)
        elif node.type in ("if", *_LOOPS):
            yield from _bare_branches(node, fails)


def _of_block(block: Node, fails: str, *, alone: bool) -> Iterator[Block]:
    inner = [node for node in block.inner() if not node.dead]
    above = block.parent
    whole = above is not None and above.type == "function"
    starts = bool(inner) and not _constructs(inner[0])
    if starts and _throws(inner[0]):
        yield _silenced(inner[0])
    elif starts and not (whole and alone):
        yield _block(inner[0], fails, guard=_is_guard(block, inner))
    for before, after in pairwise(inner):
        ends = after is inner[-1] and _leaves(after)
        if before.type in _COMPOUND and _may_leave(before) and not ends:
            yield _block(after, fails, guard=False)


def _bare_branches(node: Node, fails: str) -> Iterator[Block]:
    """Yield the branches that are one statement without braces."""
    for field in ("consequence", "alternative", "body"):
        branch = node.child(field)
        if branch is not None and branch.type == "else_clause":
            branch = next(iter(branch.inner()), None)
        chained = field == "alternative" and branch is not None and branch.type == "if"
        if branch is None or chained or branch.type == "block":
            continue
        if _throws(branch):
            yield _silenced(branch)
            continue
        cuts = (
            Cut(branch.start, branch.start, "{ " + fails + " "),
            Cut(branch.end, branch.end, " }"),
        )
        yield Block(branch.line, cuts, _is_guard(branch, [branch]))


def _block(first: Node, fails: str, *, guard: bool) -> Block:
    return Block(first.line, (Cut(first.start, first.start, f"{fails} "),), guard)


def _throws(statement: Node) -> bool:
    return statement.type == "throw" or (
        statement.type == "expression_statement"
        and any(node.type == "throw" for node in statement.inner())
    )


def _silenced(throw: Node) -> Block:
    """Return the block that only throws, without that: what it guards against may never come."""
    return Block(throw.line, (Cut(throw.start, throw.end, ";"),), guard=True)


def _is_guard(block: Node, inner: list[Node]) -> bool:
    """Return whether a branch only leaves, among the first statements of a function."""
    branch = block.parent if block.parent and block.parent.type != "else_clause" else None
    body = branch.parent if branch is not None and branch.type == "if" else None
    if branch is None or body is None or body.parent is None or body.parent.type != "function":
        return False
    earlier = body.inner()[: body.inner().index(branch)]
    return len(inner) == 1 and _leaves(inner[0]) and not any(n.type in _LOOPS for n in earlier)


def _constructs(statement: Node) -> bool:
    """Return whether a statement calls another constructor, before which nothing may stand."""
    return statement.type == "explicit_constructor_invocation"


def _leaves(statement: Node) -> bool:
    return statement.type in _LEAVES or _throws(statement)


def _may_leave(statement: Node) -> bool:
    ways = _ENDS if statement.type in _LOOPS else _LEAVES
    return any(node.named and node.type in ways for node in statement.below())
