"""Portable values as a reader of each language would write them. For reading, never for grading."""

from __future__ import annotations

import json

from pydantic import JsonValue

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.types import TypeNode

_NON_FINITE: dict[Language, dict[str, str]] = {
    "python": {"NaN": "float('nan')", "Infinity": "float('inf')", "-Infinity": "float('-inf')"},
    "java": {
        "NaN": "Double.NaN",
        "Infinity": "Double.POSITIVE_INFINITY",
        "-Infinity": "Double.NEGATIVE_INFINITY",
    },
    "cpp": {"NaN": "NAN", "Infinity": "INFINITY", "-Infinity": "-INFINITY"},
}
_BRACKETS: dict[Language, dict[str, tuple[str, str]]] = {
    "python": {"list": ("[", "]"), "set": ("{", "}"), "tuple": ("(", ")"), "map": ("{", "}")},
    "java": {
        "list": ("List.of(", ")"),
        "set": ("Set.of(", ")"),
        "tuple": ("List.of(", ")"),
        "map": ("Map.of(", ")"),
    },
    "cpp": {"list": ("{", "}"), "set": ("{", "}"), "tuple": ("{", "}"), "map": ("{", "}")},
}
_CONSTANTS: dict[Language, dict[object, str]] = {
    "python": {None: "None", True: "True", False: "False"},
    "java": {None: "null", True: "true", False: "false"},
    "cpp": {None: "std::nullopt", True: "true", False: "false"},
}


def literal(language: Language, node: TypeNode, value: JsonValue) -> str:
    """Return a value of a portable type as source text of a language."""
    if value is None or isinstance(value, bool):
        return _CONSTANTS[language][value]
    if node.name == "optional":
        return literal(language, node.args[0], value)
    if isinstance(value, str):
        return _NON_FINITE[language][value] if node.name == "float" else _string(language, value)
    if isinstance(value, list):
        return _sequence(language, node, value)
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict)
        else _number(language, node, value)
    )


def _number(language: Language, node: TypeNode, value: float) -> str:
    if node.name == "float":
        return repr(float(value))
    return f"{value}L" if language == "java" and node.name == "long" else str(value)


def _string(language: Language, value: str) -> str:
    return repr(value) if language == "python" else json.dumps(value, ensure_ascii=False)


def _sequence(language: Language, node: TypeNode, value: list[JsonValue]) -> str:
    if node.name not in _BRACKETS[language]:
        return json.dumps(value, ensure_ascii=False)
    opening, closing = _BRACKETS[language][node.name]
    if node.name == "map":
        return opening + ", ".join(_entry(language, node, pair) for pair in value) + closing
    if node.name == "tuple":
        items = [literal(language, arg, item) for arg, item in zip(node.args, value, strict=True)]
        trailing = "," if language == "python" and len(items) == 1 else ""
        return opening + ", ".join(items) + trailing + closing
    if node.name == "set" and language == "python" and not value:
        return "set()"
    return opening + ", ".join(literal(language, node.args[0], item) for item in value) + closing


def _entry(language: Language, node: TypeNode, pair: JsonValue) -> str:
    if not isinstance(pair, list):
        return json.dumps(pair)
    key, item = (literal(language, arg, part) for arg, part in zip(node.args, pair, strict=True))
    forms: dict[Language, str] = {"python": f"{key}: {item}", "java": f"{key}, {item}"}
    return forms.get(language, f"{{{key}, {item}}}")
