"""The three problem styles of one function, derived from its body alone.

`return` is the function itself. `stdout` is a program: it reads the arguments from standard input,
one parameter after another, and prints the result on one line. `mixed` is a function that prints a
labelled line and returns the result too.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent
from typing import Any

from jupyter_codemm.authoring.builtin.imperative.code import STEP, assembled, function_parts
from jupyter_codemm.authoring.builtin.imperative.naming import function_name
from jupyter_codemm.authoring.builtin.imperative.printing import show_function, shown
from jupyter_codemm.authoring.builtin.imperative.reading import (
    reading_call,
    reading_helpers,
    stdin_text,
)
from jupyter_codemm.contracts.base import Language, ProblemStyle
from jupyter_codemm.contracts.problem import CaseInput, Expected
from jupyter_codemm.contracts.signature import Signature

INNER_NAME = "work_out"


def reference(
    signature: Signature,
    language: Language,
    style: ProblemStyle,
    *,
    body: str,
    words: Mapping[str, object],
    label: str,
) -> str:
    """Return the reference solution in a style; `label` starts the printed line of style mixed."""
    if style == "mixed":
        name = function_name(INNER_NAME, language)
        inner = signature.updated(name=name)
        core = function_parts(inner, language, body, {**words, "name": name})
        show = show_function(signature.returns_node, language)
        wrapper = function_parts(signature, language, _printing_body(inner, language, label), {})
        return assembled(language, [core, show, wrapper])
    core = function_parts(signature, language, body, {**words, "name": signature.name})
    return assembled(language, [core, *_main(signature, language)] if style == "stdout" else [core])


def case_input(signature: Signature, style: ProblemStyle, args: tuple[Any, ...]) -> CaseInput:
    """Return a test's input in a style."""
    if style == "stdout":
        return CaseInput(stdin=stdin_text([p.node for p in signature.params], args))
    return CaseInput(args=args)


def case_expected(signature: Signature, style: ProblemStyle, value: Any, label: str) -> Expected:  # noqa: ANN401 - any portable value
    """Return what a test expects in a style."""
    if style == "return":
        return Expected(value=value)
    line = shown(signature.returns_node, value)
    if style == "stdout":
        return Expected(stdout=f"{line}\n")
    return Expected(value=value, stdout=f"{label}: {line}\n")


def _printing_body(inner: Signature, language: Language, label: str) -> str:
    call = f"{inner.name}({', '.join(p.name for p in inner.params)})"
    if language == "python":
        return f'result = {call}\nprint("{label}: " + show(result))\nreturn result'
    if language == "java":
        return (
            f'var result = {call};\nSystem.out.println("{label}: " + show(result));\nreturn result;'
        )
    return (
        f'auto result = {call};\nstd::cout << "{label}: " << show(result) << "\\n";\nreturn result;'
    )


def _main(signature: Signature, language: Language) -> list[str]:
    types = [p.type for p in signature.params]
    reads = [(p.name, reading_call(p.type, language)) for p in signature.params]
    call = f"show({signature.name}({', '.join(p.name for p in signature.params)}))"
    parts = [show_function(signature.returns_node, language), *reading_helpers(types, language)]
    return [*parts, *_main_function(language, reads, call)]


def _main_function(language: Language, reads: list[tuple[str, str]], call: str) -> list[str]:
    if language == "python":
        lines = [f"{name} = {read}" for name, read in reads] + [f"print({call})"]
        body = indent("\n".join(lines), STEP)
        return [f"def main() -> None:\n{body}", f'if __name__ == "__main__":\n{STEP}main()']
    if language == "java":
        lines = ["Scanner in = new Scanner(System.in);"]
        lines += [f"var {name} = {read};" for name, read in reads]
        body = indent("\n".join([*lines, f"System.out.println({call});"]), STEP)
        return [f"public static void main(String[] args) {{\n{body}\n}}"]
    lines = [f"const auto {name} = {read};" for name, read in reads]
    body = indent("\n".join([*lines, f'std::cout << {call} << "\\n";']), STEP)
    return [f"int main() {{\n{body}\n}}"]
