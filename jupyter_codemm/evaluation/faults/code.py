"""Putting a few lines into a reference, at the start of what the tests call."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jupyter_codemm.contracts.types import TypeNode, parse_type
from jupyter_codemm.evaluation.triples import Triple

_DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "python": {"int": "0", "long": "0", "float": "0.0", "bool": "False", "str": '""'},
    "java": {"int": "0", "long": "0L", "float": "0.0", "bool": "false", "str": '""'},
    "cpp": {"int": "0", "long": "0", "float": "0.0", "bool": "false", "str": '""'},
}


def with_lines(triple: Triple, lines: str, *, top: str = "") -> str | None:
    """Return the reference with lines at the start of its first function, method or program.

    `top` goes to the top of the file. None when the place cannot be found.
    """
    code = str(triple.reply["reference"])
    at = _body(triple, code)
    if at is None:
        return None
    indent = _indent(code, at)
    inside = "".join(f"{indent}{line}\n" for line in lines.splitlines())
    return f"{top}{code[:at]}{inside}{code[at:]}"


def default_return(triple: Triple) -> str:
    """Return a statement that ends the same function early, with an answer of the right type."""
    signature = triple.reply.get("signature")
    if triple.language == "python" and signature is None:
        return "raise SystemExit"
    end = "" if triple.language == "python" else ";"
    if signature is None:
        return "return;" if triple.language == "java" else "return 0;"
    head = signature["methods"][0] if triple.kind == "class" else signature
    return f"return {_default(triple.language, head['returns'])}{end}".replace(
        "return ;", "return;"
    )


def _default(language: str, returns: str) -> str:
    if returns == "void":
        return ""
    node: TypeNode = parse_type(returns)
    if node.name in _DEFAULTS[language]:
        return _DEFAULTS[language][node.name]
    if language == "python":
        return "None" if node.name == "optional" else "[]"
    if language == "cpp":
        return "{}"
    return {"list": "new java.util.ArrayList<>()", "set": "new java.util.HashSet<>()"}.get(
        node.name, "null"
    )


def _body(triple: Triple, code: str) -> int | None:
    """Return where the body of the called function starts: at the beginning of a line."""
    signature = triple.reply.get("signature")
    if triple.language == "python" and signature is None:
        return 0
    name = "main" if signature is None else signature["name"]
    if signature is not None and triple.kind == "class":
        name = signature["methods"][0]["name"]
    if triple.language == "python":
        found = re.search(rf"^[ \t]*def {name}\(.*?\)[^\n]*:\n", code, re.DOTALL | re.MULTILINE)
    else:
        found = re.search(rf"\b{name}\s*\([^;{{}}]*\)\s*(?:const\s*)?\{{[ \t]*\n", code)
    return found.end() if found else None


def _indent(code: str, at: int) -> str:
    line = code[at:].split("\n", 1)[0]
    return line[: len(line) - len(line.lstrip())]
