"""What the names of types and library functions in Java and C++ tell."""

from __future__ import annotations

import re
from collections import Counter

from jupyter_codemm.gates.traits import words
from jupyter_codemm.syntax.tokens import code_tokens

_TYPES = {
    "list": words.LIST_TYPES,
    "map": words.MAP_TYPES,
    "set": words.SET_TYPES,
    "stack": words.STACK_TYPES,
    "queue": words.QUEUE_TYPES,
}
_CALLS = {
    "branch": words.CHOICE_CALLS,
    "text": words.TEXT_CALLS,
    "sort": words.SORT_CALLS,
    "search": words.SEARCH_CALLS,
    "arithmetic": words.SUM_CALLS,
    "loop": words.LOOP_CALLS,
    "queue": words.QUEUE_CALLS,
    "pop": words.POP_CALLS,
    "push": words.PUSH_CALLS,
}
_MAIN = re.compile(r"\bmain\s*\([^)]{0,80}\)")
_INCLUDE = re.compile(r"^[ \t]*(?:#[ \t]*include|import)\b.*$", re.MULTILINE)
_GRID = re.compile(
    r"\[\]\s*\[\]|vector\s*<\s*(?:std::)?(?:vector|string)|List\s*<\s*(?:List|\w+\[\])|\]\s*\["
    r"|\.get\([^()]{0,60}\)\s*\.get\(|array\s*<\s*(?:std::)?array"
)
_QUEUE = re.compile(r"\.remove\(\s*0\s*\)|\.erase\(\s*\w+\.begin\(\)\s*\)")
_POP = re.compile(
    r"\.remove\(\s*[\w.]{1,60}\.size\(\)\s*-\s*1\s*\)|\.erase\([^;]{0,80}\.end\(\)\s*-\s*1\s*\)"
)
_TEXT_PARAMETER = re.compile(
    r"[(,]\s*(?:const\s+)?(?:final\s+)?(?:std::)?(?:List<)?(?:vector<)?(?:std::)?"
    r"(?:String|string|string_view|char)\b[^,(){};]{0,80}[,)]"
)
_CATALOGUE = re.compile(r"\bsubstr|\bStringBuilder\b|\bchar\b|\bCharacter\b|\bstringstream\b")


# Texts of a program's own, and what is done with a text that has a name.
_TEXT_BUILT = re.compile(r"\bstring(?:\s+\w{1,40})?\s*[({]\s*[^)}\s]")
_TEXT_NAMED = re.compile(r"\b(?:string|String)\s+(\w{1,40})\s*[;=({]")
# In a result, not on its way to be printed: that is no more than words around a number.
_TEXT_JOINED = re.compile(
    r"\breturn\b[^;\n]{0,200}?(?:\"\s*\+|\+\s*\")|\bString\s*\.\s*format\s*\("
)
_MOST_NAMES = 20


def _handled(bare: str) -> int:
    """Return how many texts are put together, looked into or measured."""
    names = dict.fromkeys(_TEXT_NAMED.findall(bare))
    done = r"\s*(?:\+=|\[|\.(?:push_back|append|insert|at|back|front|length|size)\()"
    return len(_TEXT_JOINED.findall(bare)) + sum(
        re.search(rf"\b{name}{done}", bare) is not None for name in list(names)[:_MOST_NAMES]
    )


def count_words(code: str, uses: Counter[str], *, is_cpp: bool) -> None:
    """Count types and functions of the library by what they are used for."""
    bare = _INCLUDE.sub("", _MAIN.sub("main()", code))
    tokens = code_tokens(bare, "cpp" if is_cpp else "java")
    for index, token in enumerate(tokens):
        for use, names in _TYPES.items():
            uses[use] += token in names
        after = tokens[index + 1 : index + 2]
        if after in (("(",), ("<",)):
            for use, names in _CALLS.items():
                uses[use] += token in names
    uses["text"] += len(_CATALOGUE.findall(bare)) + len(_TEXT_PARAMETER.findall(bare))
    uses["text"] += len(_TEXT_BUILT.findall(bare)) + _handled(bare)
    uses["grid"] += len(_GRID.findall(bare))
    uses["queue"] += len(_QUEUE.findall(bare))
    uses["pop"] += len(_POP.findall(bare))
    uses["stack"] += uses["push"] > 0 and uses["pop"] > 0
    uses["list"] += bare.count("[]")
