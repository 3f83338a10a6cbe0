"""What the lines of a program show in any language: long ones, repeats, code in comments."""

from __future__ import annotations

import ast
import re
import warnings

from jupyter_codemm.contracts.base import Language

_LONG = 100
_RUN = 4
_COMMENT = {"python": "#", "java": "//", "cpp": "//", "sql": "--"}
_CODE_LIKE = {
    "python": re.compile(
        r"^(?:\w+\s*=[^=].*|(?:for|while|if|def|elif)\b.*:|return\b.*|print\(.*)$"
    ),
    "java": re.compile(r"^.*[;{}]\s*$"),
    "cpp": re.compile(r"^.*[;{}]\s*$"),
    "sql": re.compile(r"^(?:SELECT|FROM|WHERE|GROUP BY|ORDER BY)\b.*$"),
}
_LITTLE = re.compile(r"^[\s{}()\[\];]*$|^\s*(?:else|break|continue|return)\b.*$")


def long_lines(code: str) -> list[int]:
    """Return the lines of more than 100 characters."""
    return [n for n, line in enumerate(code.split("\n"), 1) if len(line) > _LONG]


def comment_lines(code: str, language: Language) -> list[int]:
    """Return the lines on which a comment stands: of its own, or behind code."""
    mark = _COMMENT[language]
    return [n for n, line in enumerate(code.split("\n"), 1) if mark in line or '"""' in line]


def commented_code(code: str, language: Language) -> list[int]:
    """Return the lines that are comments and look like code that was switched off."""
    mark, found = _COMMENT[language], []
    for number, line in enumerate(code.split("\n"), 1):
        text = line.strip()
        if text.startswith(mark) and _is_code(text.lstrip(mark[0]).strip(), language):
            found.append(number)
    return found


def _is_code(text: str, language: Language) -> bool:
    if not _CODE_LIKE[language].match(text):
        return False
    return language != "python" or _parses(f"{text} pass" if text.endswith(":") else text)


def _parses(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def own_count(code: str, starter: str) -> int:
    """Return how many lines hold something that no line of the starter code is."""
    given = {line.strip() for line in starter.split("\n")} | {""}
    return sum(line.strip() not in given for line in code.split("\n"))


def without_given_comments(code: str, starter: str, language: Language) -> str:
    """Return the code with the comments that the starter code gave taken out, line by line."""
    mark = _COMMENT[language]
    given = {text for line in starter.split("\n") if (text := line.strip()).startswith(mark)}
    return "\n".join("" if line.strip() in given else line for line in code.split("\n"))


def repeated_runs(code: str, language: Language) -> list[tuple[int, int]]:
    """Return where four lines of code or more are written a second time, and where before.

    Layout, comments and lines that say little do not matter. A repeat is told once.
    """
    lines = [
        (number, " ".join(text.split()))
        for number, line in enumerate(code.split("\n"), 1)
        if (text := line.split(_COMMENT[language])[0]) and not _LITTLE.match(text)
    ]
    seen: dict[tuple[str, ...], int] = {}
    found: list[tuple[int, int]] = []
    place = 0
    while place + _RUN <= len(lines):
        run = tuple(text for _, text in lines[place : place + _RUN])
        before = seen.get(run)
        if before is not None and before + _RUN <= place:
            found.append((lines[place][0], lines[before][0]))
            place += _RUN
            continue
        seen.setdefault(run, place)
        place += 1
    return found
