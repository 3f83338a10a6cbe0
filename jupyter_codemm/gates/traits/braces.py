"""What a Java or C++ program uses."""

from __future__ import annotations

from jupyter_codemm.gates.traits.braces_words import count_words
from jupyter_codemm.gates.traits.traits import Traits, is_in_a_circle
from jupyter_codemm.syntax.grammar import Grammar
from jupyter_codemm.syntax.nodes import Node, called, operator, parsed, rooted

_LOOPS = ("for", "while", "do", "foreach")
_BLOCKS = (*_LOOPS, "if", "switch", "try_statement")
_CHOICES = ("if", "ternary", "switch")
_NODES = {
    "assignment": ("assignment", "update"),
    "branch": _CHOICES,
    "loop": _LOOPS,
    "list": ("element", "foreach"),
    "helper": ("lambda",),
}
_COMPARISONS = frozenset("< > <= >= == !=".split())
_LOGIC = frozenset("&& || and or".split())
_SIGNS = frozenset("- * / % + & ^ << >>".split())
_COMPOUND = frozenset("+= -= *= /= %= ^= &= <<= >>=".split())
_ADDS = frozenset("+ - += -=".split())
_SHIFTS = frozenset("<< >>".split())
_STATEMENTS = frozenset(
    """expression_statement declaration if while do for foreach return break continue throw switch
    yield_statement try_statement""".split()
)
_CLASSES = ("class_declaration", "class_specifier", "struct_specifier", "record_declaration")


def traits_of_braces(code: str, grammar: Grammar) -> Traits | None:
    """Return the traits of a file, None for one that is nested deeper than anybody nests it."""
    text = code.encode(errors="replace")
    root = rooted(parsed(text, grammar), grammar)
    return None if root is None else _Reader(text, root, grammar).read()


class _Reader:
    def __init__(self, code: bytes, root: Node, grammar: Grammar) -> None:
        self._code = code
        self._root = root
        self._is_cpp = grammar.has_macros
        self._traits = Traits()
        self._uses = self._traits.uses

    def read(self) -> Traits:
        """Return everything that is known of the program."""
        # A keyword has the name of what it begins, and would count twice.
        nodes = [node for node in self._root.below() if node.named]
        for node in nodes:
            self._count(node)
            self._size(node)
            if node.type in _LOOPS:
                self._loop(node)
            elif node.type in _CLASSES:
                self._class(node)
        count_words(self._code.decode(errors="replace"), self._uses, is_cpp=self._is_cpp)
        self._traits.nesting = max(map(_depth, nodes), default=0)
        self._calls()
        return self._traits

    def _count(self, node: Node) -> None:
        uses = self._uses
        for use, types in _NODES.items():
            uses[use] += node.type in types
        if node.type in ("assignment", "update"):
            uses["arithmetic"] += self._computes(node, _COMPOUND)
        elif node.type == "declarator":
            uses["assignment"] += node.child("value") is not None
        elif node.type == "binary":
            uses["arithmetic"] += self._computes(node, _SIGNS)
            uses["branch"] += self._decides(node)
        elif node.type == "element":
            array = node.child("array") or node.child("operand")
            uses["grid"] += array is not None and array.type == "element"

    def _decides(self, node: Node) -> bool:
        sign = self._sign(node)
        return sign in _LOGIC or (
            sign in _COMPARISONS and node.parent is not None and node.parent.type == "return"
        )

    def _computes(self, node: Node, signs: frozenset[str]) -> bool:
        sign = self._sign(node)
        parts = [self._text(child) for child in node.inner()]
        if sign not in signs or any('"' in part for part in parts):
            return False
        if sign in _SHIFTS and self._is_cpp and any(p.startswith(("std::", "c")) for p in parts):
            return False
        return not (sign in _ADDS and "1" in parts)

    def _size(self, node: Node) -> None:
        traits = self._traits
        if node.type in _STATEMENTS and not self._is_in_head(node):
            traits.statements += 1
        if node.type in ("if", "ternary", "catch_clause", "group", *_LOOPS) or (
            node.type == "binary" and self._sign(node) in _LOGIC
        ):
            traits.decisions += 1

    def _is_in_head(self, node: Node) -> bool:
        parent = node.parent
        is_field = parent is not None and parent.type in ("members", "program", "translation_unit")
        return is_field or (parent is not None and parent.type in _LOOPS and node.field == "init")

    def _loop(self, loop: Node) -> None:
        uses = self._uses
        inner = [node for node in loop.below() if node is not loop and node.named]
        uses["search"] += any(node.type in ("return", "break") for node in inner)
        uses["search"] += any(node.type == "if" and self._keeps(node) for node in inner)
        if any(node.type in _LOOPS for node in inner):
            uses["sort"] += any(_moves(node) for node in inner)
            uses["grid"] += loop.type == "foreach" and any(n.type == "foreach" for n in inner)

    def _class(self, node: Node) -> None:
        members = next((child for child in node.children if child.type == "members"), None)
        for member in members.inner() if members is not None else ():
            text = self._text(member)
            is_static = text[: text.find("(") + 1 or None].find("static ") >= 0
            is_head = member.type == "declaration" and "(" in text.split("=", 1)[0]
            if member.type == "function" and not is_static:
                self._uses["method"] += 1
            elif member.type == "declaration" and not is_static and not is_head:
                self._uses["field"] += 1
        if node.type == "record_declaration":
            self._uses["field"] += 1

    def _calls(self) -> None:
        functions: dict[str, Node] = {}
        calls: dict[str, set[str]] = {}
        for node in self._root.below():
            name = _head(node) if node.type == "function" else None
            if name is not None:
                word = self._text(name)
                functions[word] = node
                calls.setdefault(word, set()).update(self._called_in(node, name))
        for word, node in functions.items():
            can_end = any(n.type in (*_CHOICES, *_LOOPS, "binary") for n in node.below())
            self._uses["recursion"] += is_in_a_circle(word, calls) and can_end
            callers = {other for other, called_there in calls.items() if word in called_there}
            self._uses["helper"] += bool(callers - {word, "main"})
            self._uses["sort"] += "sort" in word.casefold() and bool(callers)
        self._traits.helpers = self._uses["helper"]

    def _called_in(self, function: Node, head: Node) -> set[str]:
        named = {self._text(n) for n in function.below() if n.type == "name" and n is not head}
        calls = [called(n) for n in function.below() if n.type == "call"]
        found = {self._text(name) for name in calls if name is not None}
        references = {
            self._text(n).rpartition("::")[2]
            for n in function.below()
            if n.type == "method_reference"
        }
        # In C++ a function that is handed on is a plain name.
        return found | references | (named if self._is_cpp else set())

    def _keeps(self, choice: Node) -> bool:
        """Return whether a choice remembers something, as a search for the best does."""
        assigned = (node for node in choice.below() if node.type == "assignment")
        return any(self._sign(node) in ("=", "") for node in assigned)

    def _sign(self, node: Node) -> str:
        sign = operator(node)
        return "" if sign is None else self._text(sign)

    def _text(self, node: Node) -> str:
        return self._code[node.start : node.end].decode(errors="replace")


def _head(function: Node) -> Node | None:
    """Return the name of a function where it is defined."""
    node: Node | None = function.child("name") or function.child("declarator")
    while node is not None and node.type != "name":
        node = node.child("name") or node.child("declarator") or _last(node)
    return node


def _last(node: Node) -> Node | None:
    inner = [child for child in node.inner() if child.type in ("name", "function_declarator")]
    return inner[-1] if inner else None


def _moves(node: Node) -> bool:
    left, right = node.child("left"), node.child("right")
    if node.type != "assignment" or left is None or right is None:
        return False
    return left.type == "element" and any(n.type in ("element", "name") for n in right.below())


def _depth(node: Node) -> int:
    if node.type not in _BLOCKS:
        return 0
    depth = 1
    below = node
    for up in node.above():
        if up.type in ("function", "lambda"):
            break
        is_else_if = (
            up.type == "if"
            and below.type in ("if", "else_clause")
            and (below.field == "alternative" or below.type == "else_clause")
        )
        depth += up.type in _BLOCKS and not is_else_if
        below = up
    return depth
