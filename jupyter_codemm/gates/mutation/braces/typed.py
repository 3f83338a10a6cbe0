"""The types of expressions, as far as the declarations of the same file tell."""

from __future__ import annotations

import re
from collections.abc import Callable

from jupyter_codemm.gates.mutation.braces.declarations import Declarations, bare
from jupyter_codemm.syntax.nodes import Node, arguments, called, operator, owner
from jupyter_codemm.syntax.nodes import place as element_place

WHOLE = frozenset(
    """int long short byte char Integer Long Short Byte Character longlong size_t unsigned
    unsignedint unsignedlong unsignedlonglong unsignedchar int64_t uint64_t int32_t uint32_t
    longint longlongint signedchar ptrdiff_t""".split()
)
BROKEN = frozenset({"double", "float", "Double", "Float", "longdouble"})
TEXT = frozenset({"String", "string"})
TRUTH = frozenset({"boolean", "Boolean", "bool"})
RANKS = {"int": 1, "Integer": 1, "size_t": 2, "long": 2, "Long": 2, "longlong": 2} | dict.fromkeys(
    BROKEN, 3
)
# What stands in the place of a type when the value tells it.
UNTOLD = frozenset({"auto", "var"})
_COMPARING = frozenset({"<", "<=", ">", ">=", "==", "!=", "&&", "||"})
_LIST = re.compile(
    r"(?:List|ArrayList|LinkedList|Deque|ArrayDeque|Queue|Stack|Collection|vector|array|deque|list)"
    r"<(.*)>"
)
_MAP = re.compile(r"(?:Map|HashMap|TreeMap|LinkedHashMap|map|unordered_map)<(.*)>")
_OF_CALLS = {
    "length": "int", "size": "int", "indexOf": "int", "lastIndexOf": "int", "charAt": "char",
    "intValue": "int", "parseInt": "int", "stoi": "int", "floorMod": "int", "toString": "String",
    "valueOf": "String", "substring": "String", "trim": "String", "toLowerCase": "String",
    "toUpperCase": "String", "substr": "string", "to_string": "string", "equals": "boolean",
    "isEmpty": "boolean", "contains": "boolean", "containsKey": "boolean", "empty": "bool",
    "startsWith": "boolean", "endsWith": "boolean", "isDigit": "boolean", "isLetter": "boolean",
    "compareTo": "int", "nextInt": "int", "stoll": "longlong", "count": "int",
}  # fmt: skip
_OF_ARGUMENT = frozenset({"max", "min", "abs"})
_ELEMENTS = frozenset(
    """get getFirst getLast pop poll peek remove removeFirst removeLast pollFirst pollLast
    peekFirst peekLast at front back top getOrDefault""".split()
)
_DEEPEST = 12
_LITERALS = {"number": "int", "text": "String", "character": "char", "boolean": "boolean"}
_PASSING = ("unary", "update", "assignment", "parentheses", "ternary")


def element(kind: str | None) -> str | None:
    """Return the type of an element of a list, a text or a map."""
    if kind is None:
        return None
    if kind.endswith("[]"):
        return kind[:-2]
    if kind in TEXT:
        return "char"
    listed = _LIST.fullmatch(kind)
    if listed:
        return _split(listed[1])[0]
    mapped = _MAP.fullmatch(kind)
    return _split(mapped[1])[-1] if mapped else None


def is_map(kind: str | None) -> bool:
    """Return whether values are found by keys."""
    return kind is not None and _MAP.fullmatch(kind) is not None


def is_list(kind: str | None) -> bool:
    """Return whether elements are found by their places."""
    return kind is not None and not is_map(kind) and element(kind) is not None


def is_number(kind: str | None) -> bool:
    """Return whether a type counts."""
    return kind in WHOLE or kind in BROKEN


class Types:
    """The types of one file's expressions."""

    def __init__(self, code: bytes, declarations: Declarations) -> None:
        self._code = code
        self._declarations = declarations
        inner = dict.fromkeys(_PASSING, self._of_inner)
        literal = dict.fromkeys(_LITERALS, self._of_literal)
        self._rules: dict[str, Callable[[Node, int], str | None]] = {
            "name": self._of_name,
            "binary": self._of_operation,
            "cast": self._of_cast,
            "element": self._of_element,
            "call": self._of_call,
            "field_access": self._of_field,
            "field_expression": self._of_field,
            **inner,
            **literal,
        }

    def of(self, node: Node | None, depth: int = 0) -> str | None:
        """Return the type of an expression, None when it is not known."""
        rule = self._rules.get(node.type) if node is not None else None
        if node is None or rule is None or depth > _DEEPEST:
            return None
        return rule(node, depth + 1)

    def _text(self, node: Node) -> str:
        return self._code[node.start : node.end].decode()

    def _of_name(self, node: Node, depth: int) -> str | None:
        found = self._declarations.find(self._text(node), node.start)
        if found is None or found.type not in UNTOLD:
            return found.type if found is not None else None
        value = self.of(found.value, depth)
        return element(value) if found.node.type == "foreach" else value

    def _of_cast(self, node: Node, _: int) -> str | None:
        target = node.child("type")
        return bare(self._text(target)) if target else None

    def _of_element(self, node: Node, depth: int) -> str | None:
        parts = element_place(node)
        return element(self.of(parts[0], depth)) if parts else None

    def _of_literal(self, node: Node, _: int) -> str:
        text = self._text(node).lower()
        if node.type == "number":
            if text.startswith("0x"):
                return "long" if text.endswith("l") else "int"
            if re.search(r"[.ef]", text):
                return "double"
            return "long" if text.endswith("l") else "int"
        return _LITERALS[node.type]

    def _of_operation(self, node: Node, depth: int) -> str | None:
        sign = operator(node)
        if sign is not None and sign.type in _COMPARING:
            return "boolean"
        kinds = [self.of(node.child("left"), depth), self.of(node.child("right"), depth)]
        texts = [kind for kind in kinds if kind in TEXT]
        if texts:
            return texts[0]
        if not all(map(is_number, kinds)):
            return None
        ranks = [RANKS.get(kind or "", 1) for kind in kinds]
        return ("int", "long", "double")[max(ranks) - 1]

    def _of_inner(self, node: Node, depth: int) -> str | None:
        sign = operator(node)
        if node.type == "unary" and sign is not None and sign.type == "!":
            return "boolean"
        fields = {"assignment": "left", "ternary": "consequence", "unary": "operand"}
        inner = node.child(fields.get(node.type, "")) or next(iter(node.inner()), None)
        return self.of(inner, depth)

    def _of_field(self, node: Node, _: int) -> str | None:
        field = node.child("field")
        whole = node.child("object") or node.child("operand")
        if field is None or whole is None:
            return None
        name = self._text(field)
        if name == "length":
            return "int"
        is_own = self._text(whole) == "this"
        return self._declarations.fields().get(name) if is_own else None

    def _of_call(self, node: Node, depth: int) -> str | None:
        name = called(node)
        if name is None:
            return None
        word = self._text(name)
        own = self._declarations.returns(word)
        if own is not None:
            return own
        given = arguments(node)
        if word in _OF_ARGUMENT and given:
            return self.of(given[0], depth)
        if word in _ELEMENTS:
            return element(self.of(owner(node), depth))
        function = node.child("function")
        if word == "static_cast" and function is not None:
            return bare(self._text(function).partition("<")[2].removesuffix(">"))
        return _OF_CALLS.get(word)


def _split(text: str) -> list[str]:
    """Return the parts between the commas that stand in no brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "<") - (sign == ">")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
