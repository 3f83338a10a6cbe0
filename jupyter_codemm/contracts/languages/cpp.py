"""C++: facts, native types, starter code."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.languages.facts import LanguageFacts, signature_types
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.types import TypeNode

_SCALARS = {
    "int": "int",
    "long": "long long",
    "float": "double",
    "bool": "bool",
    "str": "std::string",
    "void": "void",
}
_CONTAINERS = {
    "list": "std::vector",
    "set": "std::set",
    "map": "std::map",
    "tuple": "std::tuple",
    "optional": "std::optional",
}
_HEADERS = {
    "str": "string",
    "list": "vector",
    "set": "set",
    "map": "map",
    "tuple": "tuple",
    "optional": "optional",
}
_RESERVED = """alignas alignof and and_eq asm auto bitand bitor bool break case catch char
char8_t char16_t char32_t class compl concept const consteval constexpr constinit const_cast
continue co_await co_return co_yield decltype default delete do double dynamic_cast else enum
explicit export extern false float for friend goto if inline int long mutable namespace new
noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast
requires return short signed sizeof static static_assert static_cast struct switch template this
thread_local throw true try typedef typeid typename union unsigned using virtual void volatile
wchar_t while xor xor_eq main std""".split()


def native(node: TypeNode) -> str:
    """Return the type that stands for a portable type."""
    if node.name in _SCALARS:
        return _SCALARS[node.name]
    return f"{_CONTAINERS[node.name]}<{', '.join(native(a) for a in node.args)}>"


def parameter(param: Param, *, by_reference: bool) -> str:
    """Return a parameter declaration; an observed argument is taken by reference."""
    return f"{native(param.node)}{'&' if by_reference else ''} {param.name}"


def params(signature: Signature) -> str:
    """Return the parameter list of a function signature."""
    observed = signature.observed_arg
    return ", ".join(
        parameter(p, by_reference=i == observed) for i, p in enumerate(signature.params)
    )


def headers(signature: Signature) -> list[str]:
    """Return the standard headers that the types of a signature need."""
    names = {node.name for top in signature_types(signature) for node in top.walk()}
    return sorted({"stdexcept", *(_HEADERS[n] for n in names if n in _HEADERS)})


def _includes(signature: Signature) -> str:
    return "".join(f"#include <{name}>\n" for name in headers(signature))


def _throw(name: str) -> str:
    return f'throw std::logic_error("{name} is not written yet");'


def function_starter(signature: Signature) -> str:
    """Return a function that throws until it is written."""
    return (
        f"{_includes(signature)}\n"
        f"{native(signature.returns_node)} {signature.name}({params(signature)}) {{\n"
        "    // Write your solution here.\n"
        f"    {_throw(signature.name)}\n"
        "}\n"
    )


def class_starter(signature: Signature) -> str:
    """Return a class whose constructor and methods throw until they are written.

    The class goes into solution.hpp in spirit but one file is enough: the harness includes it as a
    translation unit of its own.
    """
    head = ", ".join(parameter(p, by_reference=False) for p in signature.params)
    lines = [
        f"class {signature.name} {{",
        "public:",
        f"    {'explicit ' if len(signature.params) == 1 else ''}{signature.name}({head}) {{",
        f"        {_throw('the constructor')}",
        "    }",
    ]
    for method in signature.methods:
        inner = ", ".join(parameter(p, by_reference=False) for p in method.params)
        lines += [
            "",
            f"    {native(method.returns_node)} {method.name}({inner}) {{",
            f"        {_throw(method.name)}",
            "    }",
        ]
    return f"{_includes(signature)}\n" + "\n".join([*lines, "};"]) + "\n"


FACTS = LanguageFacts(
    language="cpp",
    title="C++",
    constraints=(
        "C++20 with GNU g++, standard library only, no file system, no network; "
        "deterministic results."
    ),
    entry_file="solution.cpp",
    file_name=re.compile(r"solution\.cpp|[A-Za-z_][A-Za-z0-9_]{0,59}\.(h|hpp)"),
    max_files=20,
    time_factor=1.0,
    comment="//",
    mimetype="text/x-c++src",
    reserved=frozenset(_RESERVED),
    unsupported_types=frozenset({"bigint", "any", "record"}),
    native=native,
    function_starter=function_starter,
    class_starter=class_starter,
    program_starter=(
        "#include <iostream>\n"
        "#include <stdexcept>\n\n"
        "int main() {\n"
        "    // Read from std::cin, print the answer.\n"
        f"    {_throw('main')}\n"
        "}\n"
    ),
)
