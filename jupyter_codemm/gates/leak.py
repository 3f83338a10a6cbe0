"""How much of a reference solution stands in another text.

The measure: the longest run of the reference's normalised tokens found in the text, where runs that
the signature's own starter shares (heads, imports, braces) are not the reference's. A text leaks
when the run reaches LEAK_RUN tokens, or the whole body of the reference if that is shorter.

Two forms are used. The exact form is the measure for every text. The nameless form, in which every
name is the same, is used for code only (starter code, code spans), where renaming hides nothing; in
prose it would call any dozen words a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.tokens import code_tokens, nameless, text_tokens

LEAK_RUN = 12
PUBLIC_RUN = 4
_EDGES = frozenset("{}();")
_PREAMBLE = re.compile(
    r"^[ \t]*(#include\b|import\b|from\s+\S+\s+import\b|using\s+namespace\b).*$", re.MULTILINE
)
_LEADING_MARK = re.compile(r"^[ \t]*(#|//|--|\*)", re.MULTILINE)
_SPAN = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)

Tokens = tuple[str, ...]


def longest_shared_run(reference: str, text: str, language: Language, *, public: str = "") -> int:
    """Return the length, in normalised tokens, of the longest run of the reference in the text.

    `public` is what the text may share, usually the starter that follows from the signature.
    """
    parts = body(reference, language, public)
    readings = (*_readings(text, language), text_tokens(text, language, strings=False))
    return max(_longest(parts, reading) for reading in readings)


def longest_nameless_run(reference: str, code: str, language: Language, *, public: str = "") -> int:
    """Return the same with every name made equal, so that renaming hides nothing. For code only."""
    parts = [nameless(part, language) for part in body(reference, language, public)]
    readings = (nameless(reading, language) for reading in _readings(code, language))
    return max(_longest(parts, reading) for reading in readings)


def leak_limit(reference: str, language: Language, *, public: str = "") -> int:
    """Return the run that is a leak: LEAK_RUN, or the whole body if it is shorter."""
    longest = max((len(part) for part in body(reference, language, public)), default=0)
    return min(LEAK_RUN, longest) or LEAK_RUN


def body(reference: str, language: Language, public: str = "") -> list[Tokens]:
    """Return the reference's own tokens: its stretches between what `public` shares."""
    tokens = code_tokens(_PREAMBLE.sub("", reference), language)
    shared = set(_runs(code_tokens(public, language), PUBLIC_RUN))
    covered = [False] * len(tokens)
    for start, run in enumerate(_runs(tokens, PUBLIC_RUN)):
        if run in shared:
            covered[start : start + PUBLIC_RUN] = [True] * PUBLIC_RUN
    return _trimmed(_split(tokens, covered))


def public_code(problem: Problem) -> str:
    """Return the code that follows from the signature alone and is therefore no secret."""
    facts = FACTS[problem.language]
    if problem.signature is None:
        return facts.program_starter
    if problem.kind == "class":
        return facts.class_starter(problem.signature)
    return facts.function_starter(problem.signature)


def check_leak(draft: ProblemDraft) -> GateOutcome:
    """Refuse a draft one of whose public texts holds a run of the reference."""
    problem, public = draft.problem, public_code(draft.problem)
    longest = 0
    for code in (draft.reference.files or {"": draft.reference.code or ""}).values():
        limit = leak_limit(code, problem.language, public=public)
        for where, run in _measured(problem, code, public):
            longest = max(longest, run)
            if run >= limit:
                evidence: dict[str, str | int | float | bool]
                evidence = {"where": where, "run": run, "limit": limit}
                return GateOutcome(gate="leak", ok=False, evidence=evidence)
    return GateOutcome(gate="leak", ok=True, evidence={"limit": LEAK_RUN, "run": longest})


def _measured(problem: Problem, code: str, public: str) -> Iterable[tuple[str, int]]:
    language = problem.language
    for where, text in _texts(problem):
        yield where, longest_shared_run(code, text, language, public=public)
        for span in _SPAN.finditer(text):
            inner = span.group(1) or span.group(2)
            yield where, longest_nameless_run(code, inner, language, public=public)
    yield "starter", longest_shared_run(code, problem.starter, language, public=public)
    if problem.scaffold_level is None:
        # A guided starter keeps the reference's control skeleton on purpose; its names are public.
        yield "starter", longest_nameless_run(code, problem.starter, language, public=public)


def _texts(problem: Problem) -> Iterable[tuple[str, str]]:
    yield "title", problem.title
    yield "statement", problem.statement
    yield "learning_goal", problem.learning_goal or ""
    yield "tests", " ".join(test.name for test in problem.tests)
    for hint in problem.hints:
        yield f"hint_{hint.level}", hint.text


def _readings(text: str, language: Language) -> tuple[Tokens, ...]:
    # Code can stand around comments, in comments, and be commented out together with its comments.
    return (
        code_tokens(text, language),
        text_tokens(text, language, strings=True),
        code_tokens(_LEADING_MARK.sub("", text), language),
    )


def _runs(tokens: Tokens, size: int) -> list[Tokens]:
    return [tokens[i : i + size] for i in range(len(tokens) - size + 1)]


def _split(tokens: Tokens, covered: list[bool]) -> list[Tokens]:
    parts: list[list[str]] = [[]]
    for token, is_public in zip(tokens, covered, strict=True):
        if is_public:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts]


def _trimmed(parts: list[Tokens]) -> list[Tokens]:
    # Closing braces around a short body are no part of the idea: without them it leaks as well.
    trimmed = []
    for part in parts:
        start, end = 0, len(part)
        while start < end and part[start] in _EDGES:
            start += 1
        while end > start and part[end - 1] in _EDGES - {")"}:
            end -= 1
        trimmed.append(part[start:end])
    return [part for part in trimmed if part]


def _longest(parts: list[Tokens], text: Tokens) -> int:
    # One character per token: then a search for a run is a search for a substring, which is fast.
    letters: dict[str, str] = {}
    for part in parts:
        for token in part:
            letters.setdefault(token, chr(len(letters) + 1))
    sought = "".join(letters.get(token, "\0") for token in text)
    longest = 0
    for part in parts:
        spelled = "".join(letters[token] for token in part)
        start = 0
        while start + longest < len(spelled):
            if spelled[start : start + longest + 1] in sought:
                longest += 1
            else:
                start += 1
    return longest
