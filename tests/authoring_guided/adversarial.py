"""References that mislead whoever reads code with less than a parser, and variants of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from tests.authoring_guided.guiding import CASES, Case, draft_of

_FOLDER = Path(__file__).parent / "references"
_HEAD = re.compile(r"^@@ (\w+) (.*)$", re.MULTILINE)
_CASES: dict[tuple[str, str], Case] = {
    (language, kind): case
    for case in reversed(CASES)
    for language, style, topic in (case,)
    for kind in (
        "query"
        if language == "sql"
        else "class" if topic == "classes" else "program" if style == "stdout" else "function",
    )
}  # fmt: skip
_RENAMED = re.compile(r"\b(total|readings?|items?|border|n|t|x|found|steps|most|coats|name|days)\b")
_MORE: dict[Language, str] = {
    "python": "def zebra_helper(xs):\n    for x in xs:\n        if x:\n            return x\n\n\n",
    "java": "class ZebraHelper { int askZebra(int x) { while (x > 9) { x -= 7; } return x; } }\n",
    "cpp": "static int ask_zebra(int x) { while (x > 9) { x -= 7; } return x; }\n",
    "sql": "-- zebra_helper\n",
}
_MARKS: dict[Language, str] = {"python": "# ", "java": "// ", "cpp": "// ", "sql": "-- "}


def references() -> Iterator[tuple[str, ProblemDraft]]:
    """Yield every reference and its variants as drafts, by name."""
    for language in LANGUAGES:
        for kind, name, code in _read(language):
            made = _draft(_CASES[language, kind])
            for variant, text in _variants(code, language):
                goals = _goals(text)
                changes = {"reference": Source.single(text), "goals": goals}
                yield f"{language}-{kind}-{name}-{variant}", made.model_copy(update=changes)


@cache
def _draft(case: Case) -> ProblemDraft:
    return draft_of(case)


def _read(language: Language) -> Iterator[tuple[str, str, str]]:
    text = (_FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    _, *parts = _HEAD.split(text)
    for kind, name, code in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield kind, name, code.lstrip("\n")


def _variants(code: str, language: Language) -> Iterator[tuple[str, str]]:
    yield "as it is", code
    yield "renamed", _RENAMED.sub(r"\1_of_mine", code)
    yield "laid out anew", _laid_out(code, language)
    comment = "".join(f"{_MARKS[language]}{line}\n" for line in code.splitlines())
    yield "said twice", comment + code
    yield (
        "with more around it",
        _MORE[language] + code + "\n" + _MARKS[language] + "BEGIN: your part",
    )


def _laid_out(code: str, language: Language) -> str:
    if language == "python":
        return code.replace("    ", "\t").replace("\n", "\n\n")
    if re.search(r'^\s*#|"""|//|--', code, re.MULTILINE):
        return code.replace("\n", "\r\n\r\n").replace("    ", "")
    return " ".join(code.split())


def _goals(code: str) -> tuple[str, ...]:
    longest = max(code.splitlines(), key=len)
    return (
        "start a counter",
        longest[:180],
        "let quietTally and helper_with_secret_name and zebra_helper see 4711",
        " ".join(re.findall(r"\w+", code))[:180],
        "decide if it counts",
        "hand back the count",
    )
