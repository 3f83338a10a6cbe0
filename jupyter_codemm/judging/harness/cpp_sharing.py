"""Which C++ texts can stand side by side in one unit, each in a namespace, and mean the same there.

Everything is left out that could reach a neighbour or would mean something else in a namespace: all
directives but plain includes, what runs before `main`, large storage, attributes, names that tell
where they are. What is left out is compiled by itself, so this may be strict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from jupyter_codemm.syntax.grammar import CPP
from jupyter_codemm.syntax.nodes import parsed

LONGEST = 100_000
# Reserved and our own names, assembler, what tells a name or runs early, and other spellings of #.
_NO_NEIGHBOUR = re.compile(
    r"\b(?:__\w+|codemm\w*|_?asm|typeid|source_location)\b"
    r"|\?\?|%:|:%|<%|%>|\\\r?\n|\\u|\\U|\[\[|\0"
)
_HARMLESS = ("comment", "static_assert_declaration", ";")
_TEMPLATE_HEAD = ("template_parameter_list", "requires_clause")
_NOWHERE = frozenset("raw_string_literal linkage_specification attribute_specifier".split())
_RUNS = frozenset(
    """call_expression lambda_expression new_expression argument_list compound_literal_expression
    co_await_expression assignment_expression update_expression""".split()
)
_TYPES = ("class_specifier", "struct_specifier", "union_specifier", "enum_specifier")
# Types of variables whose making does nothing but take a little room.
_QUIET_TYPES = frozenset(
    """std size_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t string vector
    string_view pair tuple map set unordered_map unordered_set multimap multiset deque list queue
    stack priority_queue optional""".split()
)
_NAMES = ("type_identifier", "namespace_identifier", "identifier")
MOST_ELEMENTS = 4096


@dataclass(frozen=True, slots=True)
class Shareable:
    """A text for a namespace: no include is left in it, and its `main` ends with a result.

    `declares` are the names of its top level, `main` how many parameters that function has, if
    there is one. `uses` says whether it takes in all names of another namespace.
    """

    text: str
    includes: frozenset[str]
    declares: frozenset[str]
    uses: bool
    main: int | None


def shareable(text: str) -> Shareable | None:
    """Return a text as it can stand in a namespace, None for one that has to be alone."""
    if len(text) > LONGEST or _NO_NEIGHBOUR.search(text):
        return None
    try:
        code = text.encode()
    except UnicodeEncodeError:
        return None
    root = parsed(code, CPP).root_node
    reading = _Reading(code)
    if root.has_error or any(node.type in _NOWHERE for node in _below(root)):
        return None
    if not all(map(reading.takes, root.children)):
        return None
    return Shareable(
        reading.written(),
        frozenset(reading.includes),
        frozenset(name for name in reading.declares if name.isidentifier()),
        reading.uses,
        reading.main,
    )


class _Reading:
    def __init__(self, code: bytes) -> None:
        self._code = code
        self._cuts: list[tuple[int, int, bytes]] = []
        self._quiet = set(_QUIET_TYPES)
        self.includes: set[str] = set()
        self.declares: set[str] = set()
        self.uses = False
        self.main: int | None = None

    def written(self) -> str:
        """Return the text with its cuts made; every line stays where it is."""
        code = self._code
        for start, end, new in reversed(self._cuts):
            code = code[:start] + new + code[end:]
        return code.decode()

    def takes(self, node: Node) -> bool:
        """Read a part of the top level; return whether it does no harm in a namespace."""
        kind = node.type
        if kind in _TYPES:
            return self._type(node)
        reads: dict[str, Callable[[Node], bool]] = {
            "preproc_include": self._include,
            "using_declaration": self._using,
            "template_declaration": self._template,
            "function_definition": self._function,
            "declaration": self._declaration,
            "alias_declaration": self._alias,
            "type_definition": self._alias,
        }
        return reads[kind](node) if kind in reads else kind in _HARMLESS

    def _using(self, node: Node) -> bool:
        self.uses = self.uses or any(child.type == "namespace" for child in node.children)
        return True

    def _include(self, node: Node) -> bool:
        path = node.child_by_field_name("path")
        if path is None or path.type != "system_lib_string":
            return False
        self.includes.add(self._text(path)[1:-1])
        # The directive goes up to the start of the next line, which has to stay.
        line = self._code[node.start_byte : node.end_byte]
        self._cuts.append((node.start_byte, node.end_byte, b"\n" * line.count(b"\n")))
        return True

    def _template(self, node: Node) -> bool:
        parts = (child for child in node.named_children if child.type not in _TEMPLATE_HEAD)
        return all(map(self.takes, parts))

    def _function(self, node: Node) -> bool:
        declarator = _inner(node)
        if declarator.type in ("operator_name", "operator_cast"):
            return b"new" not in (declarator.text or b"")
        name = self._text(declarator)
        self.declares.add(name)
        return name != "main" or self._main(node)

    def _main(self, node: Node) -> bool:
        """Have `main` end as only a real one may, without a result of its own."""
        returned, body = node.child_by_field_name("type"), node.child_by_field_name("body")
        head = node.child_by_field_name("declarator")
        given = head.child_by_field_name("parameters") if head is not None else None
        plain = returned is not None and self._text(returned) == "int"
        if not plain or body is None or body.type != "compound_statement" or given is None:
            return False
        words = [self._text(one) for one in given.named_children if one.type != "comment"]
        self.main = 0 if words == ["void"] else len(words)
        end = body.end_byte - 1
        self._cuts.append((end, end, b";return 0;"))
        return self.main in (0, 2)

    def _declaration(self, node: Node) -> bool:
        kind = node.child_by_field_name("type")
        if kind is not None and kind.type in _TYPES and not self._type(kind):
            return False
        declarators = node.children_by_field_name("declarator")
        if not declarators:
            return True
        if all(_is_function(one) for one in declarators):
            return self._prototypes(declarators)
        self.declares.update(self._text(_inner(one)) for one in declarators)
        return kind is not None and self._is_quiet_type(kind) and self._is_quiet(node)

    def _prototypes(self, declarators: list[Node]) -> bool:
        names = [self._text(_inner(one)) for one in declarators]
        self.declares.update(names)
        return "main" not in names

    def _type(self, node: Node) -> bool:
        self._declare(node)
        statics = (one for one in _below(node) if one.type == "field_declaration")
        return all(self._is_quiet(one) for one in statics if self._is_static(one))

    def _is_static(self, node: Node) -> bool:
        words = {self._text(child) for child in node.children if child.type.endswith("specifier")}
        return "static" in words

    def _is_quiet(self, node: Node) -> bool:
        """Return whether a variable gets its value without anything being run, and is small."""
        elements = 1
        for one in _below(node):
            if one.type in _RUNS:
                return False
            if one.type == "array_declarator":
                size = one.child_by_field_name("size")
                digits = self._text(size) if size is not None else "1"
                elements *= int(digits) if digits.isdecimal() else MOST_ELEMENTS + 1
        return elements <= MOST_ELEMENTS

    def _is_quiet_type(self, kind: Node) -> bool:
        if kind.type in _TYPES:
            return False
        names = {self._text(one) for one in _below(kind) if one.type in _NAMES}
        return names <= self._quiet

    def _alias(self, node: Node) -> bool:
        name, kind = (node.child_by_field_name(field) for field in ("name", "type"))
        name = name or node.child_by_field_name("declarator")
        if name is None or kind is None or name.type != "type_identifier":
            return name is not None
        self.declares.add(self._text(name))
        if self._is_quiet_type(kind):
            self._quiet.add(self._text(name))
        return True

    def _declare(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.declares.add(self._text(name))

    def _text(self, node: Node) -> str:
        return self._code[node.start_byte : node.end_byte].decode(errors="replace")


def _declarators(node: Node) -> Iterator[Node]:
    """Yield what stands in each other in a declarator, the name at last."""
    found: Node | None = node
    while found is not None:
        yield found
        inner = found.child_by_field_name("declarator")
        if inner is None and found.type == "reference_declarator":
            inner = next(iter(found.named_children), None)
        found = inner


def _inner(node: Node) -> Node:
    *_, name = _declarators(node)
    return name


def _is_function(node: Node) -> bool:
    return any(one.type == "function_declarator" for one in _declarators(node))


def _below(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(one.children)
