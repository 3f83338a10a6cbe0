"""What the two grammars call the same thing, and what else the two languages differ in."""

from __future__ import annotations

from dataclasses import dataclass

import tree_sitter_cpp
import tree_sitter_java
from tree_sitter import Language

_SHARED = {
    "identifier": "name", "field_identifier": "name",
    "true": "boolean", "false": "boolean", "string_literal": "text",
    "binary_expression": "binary", "unary_expression": "unary", "update_expression": "update",
    "assignment_expression": "assignment", "cast_expression": "cast",
    "parenthesized_expression": "parentheses", "lambda_expression": "lambda",
    "if_statement": "if", "while_statement": "while", "do_statement": "do", "for_statement": "for",
    "return_statement": "return", "break_statement": "break", "continue_statement": "continue",
    "throw_statement": "throw", "field_declaration": "declaration",
}  # fmt: skip
_JAVA = {
    "decimal_integer_literal": "number", "hex_integer_literal": "number",
    "binary_integer_literal": "number", "decimal_floating_point_literal": "number",
    "character_literal": "character", "ternary_expression": "ternary",
    "method_invocation": "call", "array_access": "element", "block": "block",
    "constructor_body": "block", "switch_block_statement_group": "group",
    "enhanced_for_statement": "foreach", "local_variable_declaration": "declaration",
    "variable_declarator": "declarator", "formal_parameter": "parameter",
    "method_declaration": "function", "constructor_declaration": "function",
    "switch_expression": "switch", "switch_label": "label", "class_body": "members",
    "object_creation_expression": "creation",
}  # fmt: skip
_CPP = {
    "number_literal": "number", "char_literal": "character", "conditional_expression": "ternary",
    "call_expression": "call", "subscript_expression": "element",
    "condition_clause": "parentheses", "compound_statement": "block", "case_statement": "group",
    "for_range_loop": "foreach", "init_declarator": "declarator",
    "parameter_declaration": "parameter", "optional_parameter_declaration": "parameter",
    "function_definition": "function", "switch_statement": "switch",
    "field_declaration_list": "members", "throw_expression": "throw", "throw_statement": "throw",
}  # fmt: skip
_CPP_FIELDS = {
    "argument": "operand", "initializer": "init", "indices": "index", "default_value": "value",
}  # fmt: skip
_JAVA_DEAD = frozenset(
    """annotation marker_annotation import_declaration package_declaration type_arguments
    line_comment block_comment superclass super_interfaces throws type_parameters""".split()
)
_CPP_DEAD = frozenset(
    """preproc_include preproc_def preproc_function_def preproc_call template_argument_list
    template_parameter_list static_assert_declaration array_declarator linkage_specification
    pure_virtual_clause attribute_declaration comment using_declaration alias_declaration
    enumerator bitfield_clause lambda_capture_specifier type_definition""".split()
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language. In nodes of a `dead` type nothing goes wrong that a learner gets wrong.

    `strict` languages refuse programs that others only warn of: statements that are never reached,
    variables without a value, numbers that do not fit.
    """

    language: Language
    names: dict[str, str]
    fields: dict[str, str]
    dead: frozenset[str]
    strict: bool
    has_macros: bool
    empty_values: dict[str, str]


JAVA = Grammar(
    language=Language(tree_sitter_java.language()),
    names=_SHARED | _JAVA,
    fields={},
    dead=_JAVA_DEAD,
    strict=True,
    has_macros=False,
    empty_values={
        "String": '""', "List": "new java.util.ArrayList<>()",
        "ArrayList": "new java.util.ArrayList<>()", "Map": "new java.util.HashMap<>()",
        "HashMap": "new java.util.HashMap<>()", "Set": "new java.util.HashSet<>()",
        "HashSet": "new java.util.HashSet<>()", "Optional": "java.util.Optional.empty()",
    },
)  # fmt: skip
CPP = Grammar(
    language=Language(tree_sitter_cpp.language()),
    names=_SHARED | _CPP,
    fields=_CPP_FIELDS,
    dead=_CPP_DEAD,
    strict=False,
    has_macros=True,
    empty_values={"string": '""'},
)
