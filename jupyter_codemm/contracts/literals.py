"""Portable values and calls as a reader of each language would write them: never for grading."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import CallStep, NewStep
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode, check_value

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

_END: dict[Language, str] = {"python": "", "java": ";", "cpp": ";"}


def shown(language: Language, node: TypeNode, value: JsonValue) -> str:
    """Return any value as readable text: as source where it is of the type, else as JSON."""
    try:
        check_value(node, value)
    except ValueError:
        return _loose(language, value)
    return literal(language, node, value)


def literal(language: Language, node: TypeNode, value: JsonValue) -> str:
    """Return a value of a portable type as source text of a language."""
    if value is None or isinstance(value, bool):
        return _CONSTANTS[language][value]
    if node.name == "optional":
        return literal(language, node.args[0], value)
    if isinstance(value, str):
        return _NON_FINITE[language][value] if node.name == "float" else _loose(language, value)
    if isinstance(value, list):
        return _sequence(language, node, value)
    return _loose(language, value) if isinstance(value, dict) else _number(language, node, value)


def call(language: Language, signature: Signature, args: Sequence[JsonValue]) -> str:
    """Return the call of a function with these arguments."""
    return f"{signature.name}({_arguments(language, [p.node for p in signature.params], args)})"


def steps(
    language: Language,
    signature: Signature,
    given: Sequence[NewStep | CallStep],
    values: Sequence[JsonValue],
) -> Iterator[tuple[str, str]]:
    """Yield each step of a class problem as source, with its result; "" where there is none.

    `values` holds one entry per step and may end early.
    """
    methods = {m.name: m for m in signature.methods}
    for index, step in enumerate(given):
        value = values[index] if index < len(values) else None
        if isinstance(step, NewStep):
            args = _arguments(language, [p.node for p in signature.params], step.args)
            yield _construction(language, signature.name, step.new, args), _raised(value)
            continue
        method = methods[step.call.split(".")[1]]
        args = _arguments(language, [p.node for p in method.params], step.args)
        result = _raised(value)
        if not result and index < len(values) and method.returns_node.name != "void":
            result = f"→ {shown(language, method.returns_node, value)}"
        yield f"{step.call}({args}){_END[language]}", result


def _construction(language: Language, kind: str, name: str, args: str) -> str:
    forms: dict[Language, str] = {
        "java": f"{kind} {name} = new {kind}({args});",
        "cpp": f"{kind} {name}({args});" if args else f"{kind} {name};",
    }
    return forms.get(language, f"{name} = {kind}({args})")


def _arguments(language: Language, nodes: Sequence[TypeNode], args: Sequence[JsonValue]) -> str:
    return ", ".join(shown(language, node, value) for node, value in zip(nodes, args, strict=True))


def _raised(value: JsonValue) -> str:
    is_error = isinstance(value, dict) and set(value) == {"raises"}
    return f"raises {value['raises']}" if is_error and isinstance(value, dict) else ""


def _loose(language: Language, value: JsonValue) -> str:
    """Return a value without a useful type."""
    return repr(value) if language == "python" else json.dumps(value, ensure_ascii=False)


def _number(language: Language, node: TypeNode, value: float) -> str:
    if node.name == "float":
        return repr(float(value))
    return f"{value}L" if language == "java" and node.name == "long" else str(value)


def _sequence(language: Language, node: TypeNode, value: list[JsonValue]) -> str:
    if node.name not in _BRACKETS[language]:
        return _loose(language, value)
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
