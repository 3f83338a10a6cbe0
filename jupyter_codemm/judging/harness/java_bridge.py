"""The generated seam between a Java signature, the learner's classes and the harness.

It lives in the default package beside the learner's classes and writes every name in full.
"""

from __future__ import annotations

import re

from jupyter_codemm.contracts.languages.java import DEFAULT_CONTAINER, boxed, native
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.types import TypeNode

BRIDGE = "CodemmHarness"
_LANG = re.compile(r"\b(Object|String|Integer|Long|Double|Boolean)\b")
_UTIL = re.compile(r"\b(List|Set|Map)\b")


def program_bridge(name: str) -> str:
    """Return the class that starts a program's own main."""
    return (
        f"final class {BRIDGE} {{\n"
        "    public static void main(java.lang.String[] args) throws java.lang.Throwable {\n"
        f'        codemm.CodemmProgram.run("{name}");\n'
        "    }\n"
        "}\n"
    )


def signature_bridge(signature: Signature) -> str:
    """Return the class that calls what a signature describes."""
    name = signature.name
    if signature.kind == "class":
        main = f"return new {name}({_args(signature.params)});"
    else:
        callee = f"{signature.container or DEFAULT_CONTAINER}.{name}"
        main = _call(callee, signature.params, signature.returns_node)
    return (
        '@java.lang.SuppressWarnings("unchecked")\n'
        f"final class {BRIDGE} implements codemm.CodemmCalls {{\n"
        "    public static void main(java.lang.String[] args) throws java.lang.Throwable {\n"
        f"        codemm.CodemmServe.serve(new {BRIDGE}());\n"
        "    }\n"
        "    public java.lang.Object main(java.lang.Object[] args) throws java.lang.Throwable {\n"
        f"        {main}\n"
        "    }\n"
        "    public java.lang.Object method(\n"
        "            java.lang.String name, java.lang.Object target, java.lang.Object[] args)\n"
        "            throws java.lang.Throwable {\n"
        "        switch (name) {\n"
        f"{_methods(signature)}"
        "            default: throw new java.lang.IllegalStateException(name);\n"
        "        }\n"
        "    }\n"
        "}\n"
    )


def _methods(signature: Signature) -> str:
    target = f"(({signature.name}) target)"
    return "".join(
        f'            case "{m.name}": {{ '
        f"{_call(f'{target}.{m.name}', m.params, m.returns_node)} }}\n"
        for m in signature.methods
    )


def _call(callee: str, params: tuple[Param, ...], returns: TypeNode) -> str:
    call = f"{callee}({_args(params)});"
    return f"{call} return null;" if returns.name == "void" else f"return {call}"


def _args(params: tuple[Param, ...]) -> str:
    return ", ".join(f"({_full(boxed(p.node))}) args[{i}]" for i, p in enumerate(params))


def _full(name: str) -> str:
    """Write a native type with full names, which no class of the learner's can shadow."""
    return _UTIL.sub(r"java.util.\1", _LANG.sub(r"java.lang.\1", name))


def expects(signature: Signature) -> str:
    """Return what the learner's files have to define, in words."""
    if signature.kind == "class":
        heads = ", ".join(_head(m.name, m.params, m.returns_node) for m in signature.methods)
        made = f"{signature.name}({_heads(signature.params)})"
        return f"{signature.name}.java must define the class {made} with the methods {heads}."
    head = _head(signature.name, signature.params, signature.returns_node)
    container = signature.container or DEFAULT_CONTAINER
    return f"The class {container} must have the method public static {head}."


def _head(name: str, params: tuple[Param, ...], returns: TypeNode) -> str:
    return f"{native(returns)} {name}({_heads(params)})"


def _heads(params: tuple[Param, ...]) -> str:
    return ", ".join(f"{native(p.node)} {p.name}" for p in params)
