"""A tree of Java or C++ in one vocabulary, and the parts of it that operators ask for."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Parser, Tree, TreeCursor

from jupyter_codemm.syntax.grammar import Grammar

_DEEPEST = 400


class Node:
    """One node. `type` and `field` are names of grammar.py's vocabulary where it has one."""

    __slots__ = ("children", "dead", "end", "field", "line", "named", "parent", "start", "type")

    def __init__(self, cursor: TreeCursor, grammar: Grammar, parent: Node | None) -> None:
        raw = cursor.node
        if raw is None:
            raise ValueError("a cursor always stands on a node")
        field = cursor.field_name or ""
        self.type = grammar.names.get(raw.type, raw.type) if raw.is_named else raw.type
        self.field = grammar.fields.get(field, field)
        self.start, self.end = raw.start_byte, raw.end_byte
        self.line = raw.start_point[0] + 1
        self.named = raw.is_named
        self.parent = parent
        self.children: list[Node] = []
        self.dead: bool = raw.type in grammar.dead or (parent is not None and parent.dead)

    def child(self, field: str) -> Node | None:
        """Return the first child in a field."""
        return next((child for child in self.children if child.field == field), None)

    def inner(self) -> list[Node]:
        """Return the children that are more than signs."""
        return [child for child in self.children if child.named]

    def above(self) -> Iterator[Node]:
        """Yield the nodes above, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def nearest(self, *types: str) -> Node | None:
        """Return the nearest node above of one of these types."""
        return next((node for node in self.above() if node.type in types), None)

    def below(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the source."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def parsed(code: bytes, grammar: Grammar) -> Tree:
    """Return the tree of a text, which may hold errors."""
    return Parser(grammar.language).parse(code)


def rooted(tree: Tree, grammar: Grammar) -> Node | None:
    """Return a tree in this module's nodes, without those top-level parts that hold errors.

    Returns None for a tree that is nested deeper than anybody nests a program.
    """
    cursor = tree.walk()
    root = node = Node(cursor, grammar, None)
    while True:
        raw = cursor.node
        spoilt = raw is not None and node.parent is root and raw.has_error
        if not spoilt and cursor.goto_first_child():
            if cursor.depth > _DEEPEST:
                return None
            node = _added(cursor, grammar, node)
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent() or node.parent is None:
                return root
            node = node.parent
        if node.parent is None:
            return root
        node = _added(cursor, grammar, node.parent)


def _added(cursor: TreeCursor, grammar: Grammar, parent: Node) -> Node:
    node = Node(cursor, grammar, parent)
    parent.children.append(node)
    return node


def operator(node: Node) -> Node | None:
    """Return the sign of an operation."""
    found = node.child("operator")
    if found is None and node.type in ("unary", "update"):
        found = next((child for child in node.children if not child.named), None)
    return found


def sides(node: Node) -> tuple[Node, Node] | None:
    """Return both sides of an operation or an assignment."""
    left, right = node.child("left"), node.child("right")
    return (left, right) if left and right else None


def condition(node: Node) -> Node | None:
    """Return what an `if`, a loop or a choice between two values asks, without its parentheses."""
    found = node.child("condition")
    if found is not None and found.type == "parentheses":
        found = found.child("value") or next(iter(found.inner()), None)
    return None if found is None or found.type in ("declaration", "init_statement") else found


def called(call: Node) -> Node | None:
    """Return the name of what is called."""
    function = call.child("name") or call.child("function")
    while function is not None and function.type != "name":
        inner = function.child("field") or function.child("name")
        if inner is None:
            return None
        function = inner
    return function


def owner(call: Node) -> Node | None:
    """Return the object or the class whose method is called."""
    function = call.child("function")
    if function is not None:
        return function.child("operand") if function.type == "field_expression" else None
    return call.child("object")


def arguments(call: Node) -> list[Node]:
    """Return what is given to a call."""
    given = call.child("arguments")
    return given.inner() if given is not None else []


def place(element: Node) -> tuple[Node, Node] | None:
    """Return the list and the index of an element that is taken from it."""
    whole = element.child("array") or element.child("operand")
    index = element.child("index")
    if index is not None and index.type == "subscript_argument_list":
        only = index.inner()
        index = only[0] if len(only) == 1 else None
    return (whole, index) if whole and index else None
