"""The one message of an output that counts, and the learner's line that it is about.

Of a compiler that is the first error, since the others often follow from it. Of a program it is the
last exception, and of its places the innermost that is the learner's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language

MOST = 20_000
_COMPILED = re.compile(
    r"^[^\S\n]*[\w./-]+\.(?:java|cpp|h|hpp|cc):(\d+)(?::\d+)?: (?:fatal )?error: ", re.MULTILINE
)
_ANY_COMPILED = re.compile(
    r"^[^\S\n]*[\w./-]+\.(?:java|cpp|h|hpp|cc):(\d+)(?::\d+)?: (?:fatal )?(?:error|warning): ",
    re.MULTILINE,
)
_OF_PYTHON = re.compile(
    r"^(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Iteration)\b", re.MULTILINE
)
_PYTHON_FRAME = re.compile(r'File "(?:[^"\n]*/)?(?P<file>[\w<>-]+\.py|<string>)", line (\d+)')
_PYTHON_SHORT = re.compile(r"^[^\S\n]*[\w-]+\.py:(\d+): (?=\w*(?:Error|Warning))", re.MULTILINE)
_JAVA_FRAME = re.compile(r"\((\w+\.java):(\d+)\)")
_BEHIND = re.compile(r"\((?:solution|[A-Z]\w*|\w+)\.(?:py|java|cpp|h|hpp|sql):(\d+)\)\s*$")
_LIBRARY = re.compile(r"\bat (?:java\.|jdk\.|sun\.|com\.sun\.)")


@dataclass(frozen=True, slots=True)
class Message:
    """What a tool said first or last, from where it counts on, and the line that it names."""

    text: str
    line: int | None


def message(language: Language, output: str) -> Message:
    """Return the message of an output that counts."""
    text = output[:MOST] if len(output) <= MOST else output[:MOST] + "\n" + output[-MOST:]
    if language == "python":
        return _python(text)
    if language == "sql":
        return Message(text.strip(), None)
    return _compiled(text) or _java_run(text)


def _python(text: str) -> Message:
    short = _PYTHON_SHORT.search(text)
    if short:
        return Message(text[short.end() :].strip(), int(short[1]))
    said = list(_OF_PYTHON.finditer(text))
    start = said[-1].start() if said else 0
    frames = [
        found for found in _PYTHON_FRAME.finditer(text) if not found["file"].startswith("codemm")
    ]
    behind = _BEHIND.search(text.strip())
    if behind:
        return Message(_BEHIND.sub("", text[start:].strip()).strip(), int(behind[1]))
    return Message(text[start:].strip(), int(frames[-1][2]) if frames else None)


def _compiled(text: str) -> Message | None:
    found = _COMPILED.search(text) or _ANY_COMPILED.search(text)
    if found is None:
        return None
    following = _ANY_COMPILED.search(text, found.end())
    end = following.start() if following else len(text)
    whole = text[found.start() : end]
    missing = text[: found.start()] if "terminating" in text[: found.start()] else ""
    return Message((missing + whole).strip(), int(found[1]))


def _java_run(text: str) -> Message:
    lines = [line for line in text.splitlines() if not _LIBRARY.search(line)]
    for line in lines:
        found = _JAVA_FRAME.search(line)
        if found and not found[1].startswith("Codemm"):
            return Message(text.strip(), int(found[2]))
    behind = _BEHIND.search(text.strip())
    return Message(text.strip(), int(behind[1]) if behind else None)
