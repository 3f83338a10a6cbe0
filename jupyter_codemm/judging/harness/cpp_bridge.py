"""The generated seam between a C++ signature, the learner's text and the harness.

The bridge follows the learner's text in one unit, so that `const std::vector<int>&` fits where a
plain vector is declared. It names types by aliases that were made before the learner's text, and it
knows no test data: macros can only spoil the learner's own result.
"""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.languages.cpp import headers, native, params
from jupyter_codemm.contracts.languages.facts import signature_types
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.types import TypeNode

FITS = """namespace codemm_bridge {
template <class Want, class Got>
constexpr bool fits = std::is_same_v<Want, Got> ||
    (std::is_integral_v<Want> && std::is_integral_v<Got> && sizeof(Want) == sizeof(Got) &&
     std::is_signed_v<Want> == std::is_signed_v<Got>);
"""
RECEIVER = "void* codemm_object"
CONTAINERS = frozenset({"list", "map", "optional", "set", "tuple"})


def wire_headers(containers: Sequence[str]) -> list[str]:
    """Return the harness's headers that read and write values of these containers."""
    return ["codemm-wire.hpp", *(f"codemm-{name}.hpp" for name in containers if name != "list")]


class Bridge:
    """Writes the two generated units of a signature."""

    def __init__(self, signature: Signature) -> None:
        self._signature = signature
        self._calls = [
            Call(f"{i}", m.name, m.params, m.returns_node) for i, m in enumerate(signature.methods)
        ]
        returns = TypeNode("void") if signature.kind == "class" else signature.returns_node
        self._main = Call("main", signature.name, signature.params, returns)

    @property
    def containers(self) -> tuple[str, ...]:
        """Which containers the types of the signature mention, so which headers `main` needs."""
        names = {node.name for top in signature_types(self._signature) for node in top.walk()}
        return tuple(sorted(names & CONTAINERS))

    @property
    def headers(self) -> list[str]:
        """The standard headers that come before the learner's text."""
        return [*headers(self._signature), "type_traits", "utility"]

    @property
    def needs_library(self) -> bool:
        """Whether the types of the signature come from the standard library."""
        return bool(self.containers) or "string" in headers(self._signature)

    def solution_unit(self, opening: Sequence[str]) -> str:
        """Return the learner's unit: `opening`, aliases, the learner's text, then the bridge."""
        return "\n".join(
            [
                *opening,
                f"{FITS}{self.aliases()}}}",
                '#include "solution.cpp"',
                *self.definitions(),
                "",
            ]
        )

    def main_unit(self) -> str:
        """Return the unit between harness and bridge: it knows nothing of the learner's text."""
        return "\n".join(
            [
                *(f'#include "{name}"' for name in wire_headers(self.containers)),
                f"namespace codemm_bridge {{\n{self.aliases()}}}",
                "using namespace codemm_bridge;",
                *(self._class_main() if self._calls else self._function_main()),
                "",
            ]
        )

    def expects(self) -> str:
        """Return what the learner's file has to define, in words."""
        signature = self._signature
        if self._calls:
            heads = ", ".join(f"{native(c.returns)} {c.name}" for c in self._calls)
            return f"solution.cpp must define the class {signature.name} with the methods {heads}."
        head = f"{native(signature.returns_node)} {signature.name}({params(signature)})"
        return f"solution.cpp must define {head} and no main function."

    def aliases(self) -> str:
        """Return `using` lines for all types of the signature."""
        return "".join(call.aliases() for call in (self._main, *self._calls))

    def definitions(self, space: str = "") -> list[str]:
        """Return the bridge: it calls what the learner defined in a namespace."""
        name = f"{space}::{self._signature.name}"
        if not self._calls:
            return [self._main.definition(name, receiver="")]
        make = self._main
        return [
            f"void* codemm_new({make.declared()}) {{ return new {name}({make.passed()}); }}",
            *(
                call.definition(
                    f"static_cast<{name}*>(codemm_object)->{call.name}", receiver=RECEIVER
                )
                for call in self._calls
            ),
        ]

    def pointers(self) -> list[str]:
        """Return fields for the functions of one bridge, in the order of `addresses`."""
        if not self._calls:
            return [f"{self._main.head('(*call_main)', receiver='')};"]
        return [
            f"void* (*make)({self._main.declared()});",
            *(f"{c.head(f'(*call_{c.key})', receiver=RECEIVER)};" for c in self._calls),
        ]

    def addresses(self) -> list[str]:
        """Return the functions of the bridge of the namespace that this stands in."""
        if not self._calls:
            return ["&codemm_call_main"]
        return ["&codemm_new", *(f"&codemm_call_{call.key}" for call in self._calls)]

    def passed_on(self, entry: str) -> list[str]:
        """Return a bridge that calls another one, of which an expression has the `pointers`."""
        if not self._calls:
            return [self._main.passed_on(entry, receiver="")]
        make = self._main
        return [
            f"void* codemm_new({make.declared()}) {{ return {entry}.make({make.passed()}); }}",
            *(call.passed_on(entry, receiver=RECEIVER) for call in self._calls),
        ]

    def _function_main(self) -> list[str]:
        call, observed = self._main, self._signature.observed_arg
        result = f"x{observed}" if observed is not None else "result"
        return [
            call.prototype(receiver=""),
            "static void run(const codemm::Json& item, std::string& out) {",
            '    const auto& args = item.at("args").items;',
            *call.read(),
            *call.invoke("", keep=observed is None),
            f"    {call.write(result, observed is not None)}",
            "}",
            "int main() { return codemm::serve(run); }",
        ]

    def _class_main(self) -> list[str]:
        lines = [f"void* codemm_new({self._main.declared()});"]
        lines += [call.prototype(receiver="void*") for call in self._calls]
        lines += [
            "static void take(",
            "    codemm::Objects& objects,",
            "    const codemm::Json& step,",
            "    std::string& out) {",
            '    const auto& args = step.at("args").items;',
            '    if (const codemm::Json* name = step.find("new")) {',
            "        objects.forget(name->text);",
            *self._main.read(),
            f"        objects.keep(name->text, codemm_new({self._main.passed()}));",
            '        out += "null";',
            "        return;",
            "    }",
            '    const std::string call = step.at("call").text;',
            "    const auto dot = call.find('.');",
            "    void* const object = objects.at(call.substr(0, dot));",
            "    const std::string method = call.substr(dot + 1);",
        ]
        lines += [line for call in self._calls for line in call.branch()]
        return [*lines, "}", "int main() { return codemm::serve_steps(take); }"]


class Call:
    """Writes the pieces of one call in C++; `key` makes its names unique."""

    def __init__(self, key: str, name: str, params: Sequence[Param], returns: TypeNode) -> None:
        self.name = name
        self.returns = returns
        self.key = key
        self._params = params

    def aliases(self) -> str:
        """Return `using` lines for the types, so that no later macro touches them."""
        types = [(f"r{self.key}", self.returns)]
        types += [(self._type(i), p.node) for i, p in enumerate(self._params)]
        return "".join(f"using {name} = {native(node)};\n" for name, node in types)

    def declared(self) -> str:
        """Return the parameter list of the bridge."""
        return ", ".join(f"codemm_bridge::{self._type(i)}& x{i}" for i in range(len(self._params)))

    def passed(self) -> str:
        """Return the arguments."""
        return ", ".join(f"x{i}" for i in range(len(self._params)))

    def prototype(self, receiver: str) -> str:
        """Return the bridge's declaration."""
        return f"{self.head(f'codemm_call_{self.key}', receiver)};"

    def definition(self, callee: str, receiver: str) -> str:
        """Return the bridge's definition; it refuses a result of another type."""
        call = f"{callee}({self.passed()})"
        check = (
            f"static_assert(codemm_bridge::fits<codemm_bridge::r{self.key}, "
            f"std::remove_cvref_t<decltype({call})>>);"
        )
        body = f"{call};" if self.returns.name == "void" else f"{check} return {call};"
        return f"{self.head(f'codemm_call_{self.key}', receiver)} {{ {body} }}"

    def passed_on(self, entry: str, receiver: str) -> str:
        """Return a definition that calls the bridge of another namespace."""
        args = ", ".join(part for part in (receiver.rpartition(" ")[2], self.passed()) if part)
        head = self.head(f"codemm_call_{self.key}", receiver)
        return f"{head} {{ return {entry}.call_{self.key}({args}); }}"

    def read(self) -> list[str]:
        """Return lines that read the arguments."""
        return [
            f"    auto x{i} = codemm::read<{self._type(i)}>(args.at({i}));"
            for i in range(len(self._params))
        ]

    def invoke(self, receiver: str, *, keep: bool) -> list[str]:
        """Return the line that calls the bridge."""
        args = ", ".join(part for part in (receiver, self.passed()) if part)
        call = f"codemm_call_{self.key}({args});"
        keeps = keep and self.returns.name != "void"
        return [f"    const r{self.key} result = {call}" if keeps else f"    {call}"]

    def write(self, result: str, kept: bool) -> str:  # noqa: FBT001 - one caller a value
        """Return the line that writes the observed value."""
        if self.returns.name == "void" and not kept:
            return 'out += "null";'
        return f"codemm::write(out, {result});"

    def branch(self) -> list[str]:
        """Return the lines that take this call when a step names its method."""
        return [
            f'    if (method == "{self.name}") {{',
            *self.read(),
            *self.invoke("object", keep=True),
            f"    {self.write('result', kept=False)}",
            "    }",
        ]

    def head(self, name: str, receiver: str) -> str:
        """Return the bridge's type, with a name in it."""
        inside = ", ".join(part for part in (receiver, self.declared()) if part)
        return f"codemm_bridge::r{self.key} {name}({inside})"

    def _type(self, index: int) -> str:
        return f"a{self.key}_{index}"
