"""How a result is printed on one line, in words for learners, as text, and as code."""

from __future__ import annotations

from typing import Any

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.types import TypeNode, parse_type

_RULES: dict[str, tuple[str, ...]] = {
    "int": ("as a plain number", "as one whole number"),
    "bool": ("as `yes` or `no`", "as the word `yes` or the word `no`"),
    "str": ("as it is", "without quotes", "just as it is, with no quotes"),
    "list": (
        "with one space between the entries, or the word `none` when there are none",
        "with single spaces between the entries, or as the word `none` if it is empty",
    ),
    "map": (
        (
            "as `key=value` entries in alphabetical order of the keys, with one space between "
            "them, or the word `none` when there are none"
        ),
        (
            "as entries `key=value`, sorted by key and with single spaces between them, or as "
            "the word `none` if it is empty"
        ),
    ),
}
_SHOW: dict[tuple[Language, str], str] = {
    ("python", "int"): "def show(result: int) -> str:\n    return str(result)",
    ("python", "bool"): 'def show(result: bool) -> str:\n    return "yes" if result else "no"',
    ("python", "str"): "def show(result: str) -> str:\n    return result",
    ("python", "list[int]"): (
        "def show(result: list[int]) -> str:\n"
        '    return " ".join(str(entry) for entry in result) or "none"'
    ),
    ("python", "list[str]"): (
        'def show(result: list[str]) -> str:\n    return " ".join(result) or "none"'
    ),
    ("python", "map[str, int]"): (
        "def show(result: dict[str, int]) -> str:\n"
        '    return " ".join(f"{key}={result[key]}" for key in sorted(result)) or "none"'
    ),
    ("java", "int"): "static String show(int result) {\n    return String.valueOf(result);\n}",
    ("java", "bool"): 'static String show(boolean result) {\n    return result ? "yes" : "no";\n}',
    ("java", "str"): "static String show(String result) {\n    return result;\n}",
    ("java", "list[int]"): (
        "static String show(List<Integer> result) {\n"
        '    StringJoiner entries = new StringJoiner(" ");\n'
        "    for (int entry : result) entries.add(String.valueOf(entry));\n"
        '    return result.isEmpty() ? "none" : entries.toString();\n}'
    ),
    ("java", "list[str]"): (
        "static String show(List<String> result) {\n"
        '    return result.isEmpty() ? "none" : String.join(" ", result);\n}'
    ),
    ("java", "map[str, int]"): (
        "static String show(Map<String, Integer> result) {\n"
        '    StringJoiner entries = new StringJoiner(" ");\n'
        "    for (Map.Entry<String, Integer> entry : new TreeMap<>(result).entrySet()) {\n"
        '        entries.add(entry.getKey() + "=" + entry.getValue());\n'
        "    }\n"
        '    return result.isEmpty() ? "none" : entries.toString();\n}'
    ),
    ("cpp", "int"): "std::string show(int result) {\n    return std::to_string(result);\n}",
    ("cpp", "bool"): 'std::string show(bool result) {\n    return result ? "yes" : "no";\n}',
    ("cpp", "str"): "std::string show(const std::string& result) {\n    return result;\n}",
    ("cpp", "list[int]"): (
        "std::string show(const std::vector<int>& result) {\n"
        "    std::string text;\n"
        '    for (int entry : result) text += (text.empty() ? "" : " ") + std::to_string(entry);\n'
        '    return text.empty() ? "none" : text;\n}'
    ),
    ("cpp", "list[str]"): (
        "std::string show(const std::vector<std::string>& result) {\n"
        "    std::string text;\n"
        '    for (const auto& entry : result) text += (text.empty() ? "" : " ") + entry;\n'
        '    return text.empty() ? "none" : text;\n}'
    ),
    ("cpp", "map[str, int]"): (
        "std::string show(const std::map<std::string, int>& result) {\n"
        "    std::string text;\n"
        "    for (const auto& entry : result) {\n"
        '        text += (text.empty() ? "" : " ") + entry.first + "=";\n'
        "        text += std::to_string(entry.second);\n"
        "    }\n"
        '    return text.empty() ? "none" : text;\n}'
    ),
}


def printing_rules(type_text: str) -> tuple[str, ...]:
    """Return all ways to say how a result of the type is printed."""
    return _RULES[parse_type(type_text).name]


def show_function(node: TypeNode, language: Language) -> str:
    """Return the code of a function `show` that turns a result into its line."""
    return _SHOW[language, str(node)]


def shown(node: TypeNode, value: Any) -> str:  # noqa: ANN401 - any portable value
    """Return the line that stands for a result."""
    match node.name:
        case "bool":
            return "yes" if value else "no"
        case "list":
            return " ".join(str(entry) for entry in value) or "none"
        case "map":
            return " ".join(f"{key}={count}" for key, count in sorted(value)) or "none"
        case _:
            return str(value)
