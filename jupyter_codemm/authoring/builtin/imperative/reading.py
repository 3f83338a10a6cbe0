"""How arguments travel as lines of standard input: in words, as text, and as reading code."""

from __future__ import annotations

from typing import Any

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.signature import Param
from jupyter_codemm.contracts.types import TypeNode

READING_RULES = 3
_RULES: dict[str, tuple[str, str, str]] = {
    "int": (
        "one line with the number",
        "a line that holds this number",
        "a number on its own line",
    ),
    "str": ("one line with the text", "a line that holds this text", "a text on its own line"),
    "list[int]": (
        "one line with the numbers, one space between them; the line is empty when there are none",
        "a line of numbers with single spaces between them, or an empty line for an empty list",
        "the numbers on their own line, split by single spaces; no numbers make an empty line",
    ),
    "list[str]": (
        "one line with the words, one space between them; the line is empty when there are none",
        "a line of words with single spaces between them, or an empty line for an empty list",
        "the words on their own line, split by single spaces; no words make an empty line",
    ),
    "list[list[int]]": (
        (
            "one line with the number of rows, then one line for each row, one space between its "
            "numbers"
        ),
        (
            "a line that holds the number of rows, followed by the rows, each of them a line of "
            "numbers with single spaces between them"
        ),
        (
            "the number of rows on its own line; after it each row has its own line, its numbers "
            "split by single spaces"
        ),
    ),
}
_PYTHON = {
    "int": "int(next_line())",
    "str": "next_line()",
    "list[int]": "[int(word) for word in next_line().split()]",
    "list[str]": "next_line().split()",
    "list[list[int]]": (
        "[[int(word) for word in next_line().split()] for _ in range(int(next_line()))]"
    ),
}
_CALLS = {
    "int": "read_number",
    "str": "read_line",
    "list[int]": "read_numbers",
    "list[str]": "read_words",
    "list[list[int]]": "read_rows",
}
_PYTHON_HELPER = 'def next_line() -> str:\n    return sys.stdin.readline().rstrip("\\n")'
_JAVA_HELPERS = {
    "read_line": "static String readLine(Scanner in) {\n    return in.nextLine();\n}",
    "read_number": (
        "static int readNumber(Scanner in) {\n    return Integer.parseInt(in.nextLine().trim());\n}"
    ),
    "read_words": (
        "static List<String> readWords(Scanner in) {\n"
        "    String line = in.nextLine().trim();\n"
        '    return line.isEmpty() ? new ArrayList<>() : Arrays.asList(line.split(" +"));\n}'
    ),
    "read_numbers": (
        "static List<Integer> readNumbers(Scanner in) {\n"
        "    List<Integer> numbers = new ArrayList<>();\n"
        "    for (String word : readWords(in)) numbers.add(Integer.parseInt(word));\n"
        "    return numbers;\n}"
    ),
    "read_rows": (
        "static List<List<Integer>> readRows(Scanner in) {\n"
        "    List<List<Integer>> rows = new ArrayList<>();\n"
        "    for (int left = readNumber(in); left > 0; left--) rows.add(readNumbers(in));\n"
        "    return rows;\n}"
    ),
}
_CPP_HELPERS = {
    "read_line": (
        "std::string read_line() {\n    std::string line;\n    std::getline(std::cin, line);\n"
        "    return line;\n}"
    ),
    "read_number": "int read_number() {\n    return std::stoi(read_line());\n}",
    "read_words": (
        "std::vector<std::string> read_words() {\n"
        "    std::istringstream line(read_line());\n"
        "    std::vector<std::string> words;\n"
        "    for (std::string word; line >> word;) words.push_back(word);\n"
        "    return words;\n}"
    ),
    "read_numbers": (
        "std::vector<int> read_numbers() {\n"
        "    std::istringstream line(read_line());\n"
        "    std::vector<int> numbers;\n"
        "    for (int number; line >> number;) numbers.push_back(number);\n"
        "    return numbers;\n}"
    ),
    "read_rows": (
        "std::vector<std::vector<int>> read_rows() {\n"
        "    std::vector<std::vector<int>> rows;\n"
        "    for (int left = read_number(); left > 0; left--) rows.push_back(read_numbers());\n"
        "    return rows;\n}"
    ),
}
_NEEDS = {
    "read_line": {"read_line"},
    "read_number": {"read_line", "read_number"},
    "read_words": {"read_line", "read_words"},
    "read_numbers": {"read_line", "read_words", "read_numbers"},
    "read_rows": {"read_line", "read_number", "read_words", "read_numbers", "read_rows"},
}


def reading_rule(param: Param, spelling: int) -> str:
    """Say in words which lines hold a parameter, in one of READING_RULES spellings."""
    return _RULES[param.type][spelling]


def stdin_text(nodes: list[TypeNode], args: tuple[Any, ...]) -> str:
    """Return the standard input that carries the arguments."""
    return "".join(_lines(str(node), arg) for node, arg in zip(nodes, args, strict=True))


def reading_helpers(types: list[str], language: Language) -> list[str]:
    """Return the functions that a program needs to read parameters of the types."""
    if language == "python":
        return [_PYTHON_HELPER]
    table = _JAVA_HELPERS if language == "java" else _CPP_HELPERS
    needed = set().union(*(_NEEDS[_CALLS[t]] for t in types)) if types else set()
    indirect = {"read_words"} if language == "cpp" else {"read_line"}
    needed -= indirect - {_CALLS[t] for t in types}
    return [text for name, text in table.items() if name in needed]


def reading_call(type_text: str, language: Language) -> str:
    """Return the expression that reads one parameter of the type."""
    if language == "python":
        return _PYTHON[type_text]
    call = _CALLS[type_text]
    if language == "cpp":
        return f"{call}()"
    head, tail = call.split("_")
    return f"{head}{tail.capitalize()}(in)"


def _lines(type_text: str, arg: Any) -> str:  # noqa: ANN401 - any portable value
    if type_text == "list[list[int]]":
        rows = [" ".join(str(cell) for cell in row) for row in arg]
        return "\n".join([str(len(rows)), *rows]) + "\n"
    if isinstance(arg, list):
        return " ".join(str(item) for item in arg) + "\n"
    return f"{arg}\n"
