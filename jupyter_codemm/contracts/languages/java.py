"""Java: facts, native types, starter code."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.languages.facts import LanguageFacts
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.types import TypeNode

DEFAULT_CONTAINER = "Solution"

_SCALARS = {
    "int": "int",
    "long": "long",
    "float": "double",
    "bool": "boolean",
    "str": "String",
    "void": "void",
}
_BOXED = {"int": "Integer", "long": "Long", "float": "Double", "bool": "Boolean", "str": "String"}
_CONTAINERS = {"list": "List", "set": "Set", "map": "Map"}
_RESERVED = """abstract assert boolean break byte case catch char class const continue default
do double else enum extends final finally float for goto if implements import instanceof int
interface long native new package private protected public return short static strictfp super
switch synchronized this throw throws transient try void volatile while true false null var
record yield sealed permits _ Object String Integer Long Double Boolean List Set Map Harness
CodemmHarness""".split()


def boxed(node: TypeNode) -> str:
    """Return the reference type that stands for a portable type inside generics."""
    return _BOXED.get(node.name) or native(node)


def native(node: TypeNode) -> str:
    """Return the type that stands for a portable type in a method head."""
    if node.name in _SCALARS:
        return _SCALARS[node.name]
    if node.name == "optional":
        return boxed(node.args[0])
    if node.name == "record":
        return "Map<String, Object>"
    if node.name == "tuple":
        return "List<Object>"
    return f"{_CONTAINERS[node.name]}<{', '.join(boxed(a) for a in node.args)}>"


def _params(params: tuple[Param, ...]) -> str:
    return ", ".join(f"{native(p.node)} {p.name}" for p in params)


def _throw(name: str) -> str:
    return f'throw new UnsupportedOperationException("{name} is not written yet");'


def function_starter(signature: Signature) -> str:
    """Return a class with one static method that throws until it is written."""
    return (
        "import java.util.*;\n\n"
        f"public class {signature.container or DEFAULT_CONTAINER} {{\n"
        f"    public static {native(signature.returns_node)} "
        f"{signature.name}({_params(signature.params)}) {{\n"
        "        // Write your solution here.\n"
        f"        {_throw(signature.name)}\n"
        "    }\n"
        "}\n"
    )


def class_starter(signature: Signature) -> str:
    """Return a class whose constructor and methods throw until they are written."""
    lines = [
        "import java.util.*;",
        "",
        f"public class {signature.name} {{",
        f"    public {signature.name}({_params(signature.params)}) {{",
        f"        {_throw('the constructor')}",
        "    }",
    ]
    for method in signature.methods:
        lines += [
            "",
            f"    public {native(method.returns_node)} {method.name}({_params(method.params)}) {{",
            f"        {_throw(method.name)}",
            "    }",
        ]
    return "\n".join([*lines, "}"]) + "\n"


FACTS = LanguageFacts(
    language="java",
    title="Java",
    constraints=(
        "Java 17, standard library only, no package declarations, no file system, no network."
    ),
    entry_file="Solution.java",
    file_name=re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}\.java"),
    max_files=12,
    time_factor=4.0,
    comment="//",
    mimetype="text/x-java",
    reserved=frozenset(_RESERVED),
    unsupported_types=frozenset({"bigint", "any"}),
    native=native,
    function_starter=function_starter,
    class_starter=class_starter,
    program_starter=(
        "import java.util.*;\n\n"
        "public class Solution {\n"
        "    public static void main(String[] args) {\n"
        "        // Read from System.in, print the answer.\n"
        f"        {_throw('main')}\n"
        "    }\n"
        "}\n"
    ),
)
