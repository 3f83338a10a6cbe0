"""Reference sources for problems about a class, in the three styles.

`return` is the class. `stdout` is a program that reads the constructor's numbers, then one call on
each line. `mixed` is a function that replays calls, prints each answer, and returns the last one.
"""

from __future__ import annotations

import re
from textwrap import dedent, indent

from jupyter_codemm.authoring.builtin.imperative.code import (
    STEP,
    assembled,
    with_headers,
    with_imports,
)
from jupyter_codemm.authoring.builtin.imperative.naming import filled, function_name
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.signature import Method, Signature

WORDS = {"int": {"python": "int({})", "java": "Integer.parseInt({})", "cpp": "std::stoi({})"}}


def class_text(body: str, words: dict[str, object]) -> str:
    """Return the class itself, without imports."""
    return filled(dedent(body), words).strip("\n").rstrip()


def class_source(language: Language, text: str) -> str:
    """Return the class as a source file of its own."""
    if language == "python":
        return with_imports(text)
    if language == "java":
        return f"import java.util.*;\n\npublic {text}\n"
    return with_headers(f"{text};")


def replay_source(language: Language, text: str, signature: Signature, replay: Signature) -> str:
    """Return the class with the function of style mixed."""
    parts = [_perform(language, signature), _replay(language, signature, replay)]
    return assembled(language, parts, beside=_declared(language, text))


def program_source(language: Language, text: str, signature: Signature) -> str:
    """Return the class with the program of style stdout."""
    parts = [_perform(language, signature), *_main(language, signature)]
    return assembled(language, parts, beside=_declared(language, text))


def _declared(language: Language, text: str) -> str:
    return f"{text};" if language == "cpp" else text


def _perform(language: Language, signature: Signature) -> str:
    name = signature.name
    calls = [(method.name, _call(language, method)) for method in signature.methods]
    if language == "python":
        lines = ["words = call.split()"]
        lines += [f'if words[0] == "{n}":\n{STEP}return str(thing.{c})' for n, c in calls[:-1]]
        lines += [f"return str(thing.{calls[-1][1]})"]
        return f"def perform(thing: {name}, call: str) -> str:\n" + indent("\n".join(lines), STEP)
    if language == "java":
        head = f"static String perform({name} thing, String call) {{"
        lines = ['String[] words = call.trim().split(" +");']
        lines += [f'if (words[0].equals("{n}")) return "" + thing.{c};' for n, c in calls[:-1]]
        lines += [f'return "" + thing.{calls[-1][1]};']
    else:
        head = f"std::string perform({name}& thing, const std::string& call) {{"
        lines = ["std::istringstream words(call);", "std::string first;", "std::string second;"]
        lines += ["words >> first >> second;"]
        lines += [
            f'if (first == "{n}") return {_as_text(m, c)};'
            for m, (n, c) in zip(signature.methods[:-1], calls[:-1], strict=True)
        ]
        lines += [f"return {_as_text(signature.methods[-1], calls[-1][1])};"]
    return "\n".join([head, indent("\n".join(lines), STEP), "}"])


def _call(language: Language, method: Method) -> str:
    if not method.params:
        return f"{method.name}()"
    word = "second" if language == "cpp" else "words[1]"
    read = WORDS["int"][language] if method.params[0].type == "int" else "{}"
    return f"{method.name}({read.format(word)})"


def _as_text(method: Method, call: str) -> str:
    return f"std::to_string(thing.{call})" if method.returns == "int" else f"thing.{call}"


def _replay(language: Language, signature: Signature, replay: Signature) -> str:
    args = ", ".join(p.name for p in signature.params)
    query = f"thing.{signature.methods[-1].name}()"
    if language == "python":
        params = "".join(f"{p.name}: int, " for p in signature.params)
        return (
            f"def {replay.name}({params}calls: list[str]) -> int:\n"
            f"    thing = {signature.name}({args})\n"
            "    for call in calls:\n"
            "        print(perform(thing, call))\n"
            f"    return {query}"
        )
    params = "".join(f"int {p.name}, " for p in signature.params)
    if language == "java":
        return (
            f"public static int {replay.name}({params}List<String> calls) {{\n"
            f"    {signature.name} thing = new {signature.name}({args});\n"
            "    for (String call : calls) System.out.println(perform(thing, call));\n"
            f"    return {query};\n"
            "}"
        )
    return (
        f"int {replay.name}({params}std::vector<std::string> calls) {{\n"
        f"    {signature.name} thing({args});\n"
        '    for (const std::string& call : calls) std::cout << perform(thing, call) << "\\n";\n'
        f"    return {query};\n"
        "}"
    )


def _main(language: Language, signature: Signature) -> list[str]:
    name, count = signature.name, len(signature.params)
    if language == "python":
        args = ", ".join(f"int(first[{index}])" for index in range(count))
        body = (
            "lines = sys.stdin.read().splitlines()\n"
            "first = lines[0].split()\n"
            f"thing = {name}({args})\n"
            "for line in lines[1:]:\n"
            "    print(perform(thing, line))"
        )
        main = f"def main() -> None:\n{indent(body, STEP)}"
        return [main, f'if __name__ == "__main__":\n{STEP}main()']
    if language == "java":
        args = ", ".join(["in.nextInt()"] * count)
        return [
            (
                "public static void main(String[] args) {\n"
                "    Scanner in = new Scanner(System.in);\n"
                f"    {name} thing = new {name}({args});\n"
                "    in.nextLine();\n"
                "    while (in.hasNextLine()) System.out.println(perform(thing, in.nextLine()));\n"
                "}"
            )
        ]
    declared = ", ".join(p.name for p in signature.params)
    read = " >> ".join(p.name for p in signature.params)
    return [
        (
            "int main() {\n"
            f"    int {declared};\n"
            f"    std::cin >> {read} >> std::ws;\n"
            f"    {name} thing({declared});\n"
            "    for (std::string line; std::getline(std::cin, line);) {\n"
            '        std::cout << perform(thing, line) << "\\n";\n'
            "    }\n"
            "}"
        )
    ]


def replay_name(class_name: str, language: Language) -> str:
    """Return the name of the function of style mixed."""
    words = re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()
    return function_name(f"replay_{words}", language)
