"""Python: facts, native types, starter code."""

from __future__ import annotations

import keyword
import re

from jupyter_codemm.contracts.languages.facts import LanguageFacts
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.types import TypeNode

_SCALARS = {
    "int": "int",
    "long": "int",
    "bigint": "int",
    "float": "float",
    "bool": "bool",
    "str": "str",
    "any": "object",
    "void": "None",
}
_CONTAINERS = {"list": "list", "set": "set", "tuple": "tuple", "map": "dict"}


def native(node: TypeNode) -> str:
    """Return the annotation that stands for a portable type."""
    if node.name in _SCALARS:
        return _SCALARS[node.name]
    if node.name == "optional":
        return f"{native(node.args[0])} | None"
    if node.name == "record":
        return "dict[str, object]"
    return f"{_CONTAINERS[node.name]}[{', '.join(native(a) for a in node.args)}]"


def _params(params: tuple[Param, ...]) -> list[str]:
    return [f"{p.name}: {native(p.node)}" for p in params]


def function_starter(signature: Signature) -> str:
    """Return a function that raises until it is written."""
    returns = native(signature.returns_node)
    return (
        f"def {signature.name}({', '.join(_params(signature.params))}) -> {returns}:\n"
        "    # Write your solution here.\n"
        f'    raise NotImplementedError("{signature.name} is not written yet")\n'
    )


def class_starter(signature: Signature) -> str:
    """Return a class whose constructor and methods raise until they are written."""
    lines = [
        f"class {signature.name}:",
        f"    def __init__({', '.join(['self', *_params(signature.params)])}) -> None:",
        '        raise NotImplementedError("__init__ is not written yet")',
    ]
    for method in signature.methods:
        head = ", ".join(["self", *_params(method.params)])
        lines += [
            "",
            f"    def {method.name}({head}) -> {native(method.returns_node)}:",
            f'        raise NotImplementedError("{method.name} is not written yet")',
        ]
    return "\n".join(lines) + "\n"


FACTS = LanguageFacts(
    language="python",
    title="Python",
    constraints=(
        "Python 3.11, standard library only, no file system, no network; a time limit is enforced."
    ),
    entry_file="solution.py",
    file_name=re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}\.py"),
    max_files=20,
    time_factor=1.0,
    comment="#",
    mimetype="text/x-python",
    reserved=frozenset(keyword.kwlist) | {"self"},
    unsupported_types=frozenset(),
    native=native,
    function_starter=function_starter,
    class_starter=class_starter,
    program_starter=(
        "import sys\n\n\n"
        "def main() -> None:\n"
        "    # Read from sys.stdin, print the answer.\n"
        '    raise NotImplementedError("main is not written yet")\n\n\n'
        'if __name__ == "__main__":\n'
        "    main()\n"
    ),
)
