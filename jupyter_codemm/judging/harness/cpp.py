"""C++: the learner's file is compiled alone with a thin bridge behind it; the harness apart.

The bridge follows the learner's text in one unit, so that `const std::vector<int>&` fits where a
plain vector is declared. It names types by aliases that were made before the learner's text, and it
knows no test data: macros can only spoil the learner's own result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jupyter_codemm.contracts.languages.cpp import headers, native, params
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.judging.frames import signature_task
from jupyter_codemm.judging.harness.program import (
    Program,
    Refusal,
    Target,
    compile_step,
    encoded,
    sandbox_file,
)
from jupyter_codemm.ports import CompileStep

COMPILER_MB = 1024
GXX = ("g++", "-std=c++20", "-pipe", "-fmax-errors=10", "-fdiagnostics-color=never", "-w")
WIRE = ("codemm-wire.hpp", "codemm_json.cpp", "codemm_serve.cpp")
FITS = """namespace codemm_bridge {
template <class Want, class Got>
constexpr bool fits = std::is_same_v<Want, Got> ||
    (std::is_integral_v<Want> && std::is_integral_v<Got> && sizeof(Want) == sizeof(Got) &&
     std::is_signed_v<Want> == std::is_signed_v<Got>);
"""


def build(target: Target, files: Mapping[str, str]) -> Program | Refusal:
    """Return the program: a unit for the learner's text, a unit for the harness, linked."""
    if target.entry_file not in files:
        return Refusal(f"There is no file {target.entry_file}.")
    for name, text in files.items():
        if "\0" in text:
            return Refusal(f"{name}: contains a NUL character.")
    if target.signature is None:
        return _with_own_main(target, files)
    bridge = Bridge(target.signature)
    return Program(
        files={
            **encoded(files),
            **{name: sandbox_file(name).encode() for name in WIRE},
            "codemm_solution.cpp": bridge.solution_unit().encode(),
            "codemm_main.cpp": bridge.main_unit().encode(),
        },
        compile=(
            _gxx("-O2", "-c", "codemm_solution.cpp"),
            _gxx("-O0", "codemm_main.cpp", "codemm_solution.o", "-o", "program"),
        ),
        argv=("{build}/program",),
        task={"kind": target.kind, **signature_task(target.signature)},
        expects=bridge.expects(),
    )


def _with_own_main(target: Target, files: Mapping[str, str]) -> Program:
    return Program(
        files={**encoded(files), "codemm_guard.cpp": sandbox_file("codemm_guard.cpp").encode()},
        compile=(_gxx("-O2", "solution.cpp", "codemm_guard.cpp", "-o", "program"),),
        argv=("{build}/program",),
        task={"kind": target.kind},
    )


def _gxx(*args: str) -> CompileStep:
    return compile_step(*GXX, *args, memory_mb=COMPILER_MB)


class Bridge:
    """Writes the two generated units of a signature."""

    def __init__(self, signature: Signature) -> None:
        self._signature = signature
        self._calls = [
            Call(f"{i}", m.name, m.params, m.returns_node) for i, m in enumerate(signature.methods)
        ]
        returns = TypeNode("void") if signature.kind == "class" else signature.returns_node
        self._main = Call("main", signature.name, signature.params, returns)

    def solution_unit(self) -> str:
        """Return the learner's unit: aliases, the learner's text, then the bridge."""
        names = [*headers(self._signature), "type_traits", "utility"]
        return "\n".join(
            [
                *(f"#include <{name}>" for name in names),
                FITS + "".join(call.aliases() for call in (self._main, *self._calls)) + "}",
                '#include "solution.cpp"',
                *self._definitions(),
                "",
            ]
        )

    def main_unit(self) -> str:
        """Return the harness's unit: it declares the bridge and knows nothing of the learner's."""
        aliases = "".join(call.aliases() for call in (self._main, *self._calls))
        return "\n".join(
            [
                '#include "codemm_json.cpp"',
                '#include "codemm_serve.cpp"',
                f"namespace codemm_bridge {{\n{aliases}}}",
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

    def _definitions(self) -> list[str]:
        name = self._signature.name
        if not self._calls:
            return [self._main.definition(f"::{name}", receiver="")]
        make = self._main
        return [
            f"void* codemm_new({make.declared()}) {{ return new ::{name}({make.passed()}); }}",
            *(
                call.definition(
                    f"static_cast<::{name}*>(codemm_object)->{call.name}",
                    receiver="void* codemm_object",
                )
                for call in self._calls
            ),
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
            "    std::map<std::string, void*>& objects,",
            "    const codemm::Json& step,",
            "    std::string& out) {",
            '    const auto& args = step.at("args").items;',
            '    if (const codemm::Json* name = step.find("new")) {',
            "        objects.erase(name->text);",
            *self._main.read(),
            f"        objects[name->text] = codemm_new({self._main.passed()});",
            '        out += "null";',
            "        return;",
            "    }",
            '    const std::string call = step.at("call").text;',
            "    const auto dot = call.find('.');",
            "    const auto object = objects.find(call.substr(0, dot));",
            "    if (object == objects.end())",
            '        throw std::logic_error(call.substr(0, dot) + " was not constructed");',
            "    const std::string method = call.substr(dot + 1);",
        ]
        lines += [line for call in self._calls for line in call.branch()]
        return [*lines, "}", "int main() { return codemm::serve_steps(take); }"]


class Call:
    """Writes the pieces of one call in C++; `key` makes its names unique."""

    def __init__(self, key: str, name: str, params: Sequence[Param], returns: TypeNode) -> None:
        self.name = name
        self.returns = returns
        self._key = key
        self._params = params

    def aliases(self) -> str:
        """Return `using` lines for the types, so that no later macro touches them."""
        types = [(f"r{self._key}", self.returns)]
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
        return f"{self._head(receiver)};"

    def definition(self, callee: str, receiver: str) -> str:
        """Return the bridge's definition; it refuses a result of another type."""
        call = f"{callee}({self.passed()})"
        check = (
            f"static_assert(codemm_bridge::fits<codemm_bridge::r{self._key}, "
            f"std::remove_cvref_t<decltype({call})>>);"
        )
        body = f"{call};" if self.returns.name == "void" else f"{check} return {call};"
        return f"{self._head(receiver)} {{ {body} }}"

    def read(self) -> list[str]:
        """Return lines that read the arguments."""
        return [
            f"    auto x{i} = codemm::read<{self._type(i)}>(args.at({i}));"
            for i in range(len(self._params))
        ]

    def invoke(self, receiver: str, *, keep: bool) -> list[str]:
        """Return the line that calls the bridge."""
        args = ", ".join(part for part in (receiver, self.passed()) if part)
        call = f"codemm_call_{self._key}({args});"
        keeps = keep and self.returns.name != "void"
        return [f"    const r{self._key} result = {call}" if keeps else f"    {call}"]

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
            *self.invoke("object->second", keep=True),
            f"    {self.write('result', kept=False)}",
            "    }",
        ]

    def _head(self, receiver: str) -> str:
        inside = ", ".join(part for part in (receiver, self.declared()) if part)
        return f"codemm_bridge::r{self._key} codemm_call_{self._key}({inside})"

    def _type(self, index: int) -> str:
        return f"a{self._key}_{index}"
