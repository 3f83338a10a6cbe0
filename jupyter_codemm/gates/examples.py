"""The examples that a statement tells in words: `f([1, 2]) returns 3` is a claim like any other."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from itertools import islice

from jupyter_codemm.contracts.fitting import check_case
from jupyter_codemm.contracts.problem import Candidate, Problem, ProblemDraft
from jupyter_codemm.errors import InvalidInputError

MOST_EXAMPLES = 12
MOST_LETTERS = 300
_SAYS = re.compile(r"`?\s*(?:returns|gives|yields|is|==?|->|=>|→)\s*`?")
_WORDS = "and|because|since|as|while|but"
_ENDS = re.compile(rf"`?\s*(?:[.,;:)!]+(?=\s|$)|$|(?:{_WORDS})\b)", re.MULTILINE)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def with_told_examples(draft: ProblemDraft) -> ProblemDraft:
    """Return the draft with the examples of its statement among what is claimed.

    Only calls with plain values as arguments and a plain value as result count, and only where
    they are of the declared types: everything else is prose.
    """
    told = tuple(islice(_told(draft.problem), MOST_EXAMPLES))
    if not told:
        return draft
    return draft.model_copy(update={"candidates": (*draft.candidates, *told)})


def _told(problem: Problem) -> Iterator[Candidate]:
    signature = problem.signature
    returns = signature is not None and signature.observe == "return"
    if signature is None or problem.kind != "function" or not returns:
        return
    for call in re.finditer(rf"(?<!\w){re.escape(signature.name)}\(", problem.statement):
        rest = problem.statement[call.end() :][: 2 * MOST_LETTERS]
        length = _until_closed(rest)
        says = _SAYS.match(rest, length + 1) if length is not None else None
        if length is None or says is None:
            continue
        result = _value_at(rest, says.end())
        candidate = _candidate(problem, rest[:length], result) if result else None
        if candidate is not None:
            yield candidate


def _candidate(problem: Problem, arguments: str, result: str) -> Candidate | None:
    model = problem.tests[0].expected.compare.to_json()
    try:
        given = {"args": _literal(f"[{arguments}]")}
        expected = {"value": _literal(result), "compare": model}
        told = Candidate.parse({"category": "typical", "input": given, "claimed": expected})
        check_case(problem.kind, problem.signature, "told", told.input, told.claimed)
    except (ValueError, InvalidInputError):
        return None
    return told


def _until_closed(text: str) -> int | None:
    """Return where the bracket that was opened before a text is closed."""
    waiting, quote = [")"], ""
    for place, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in _CLOSING:
            waiting.append(_CLOSING[sign])
        elif sign == waiting[-1]:
            waiting.pop()
            if not waiting:
                return place
    return None


def _value_at(text: str, start: int) -> str:
    """Return the shortest plain value that stands there and ends there; empty when none does."""
    line = text[start : start + MOST_LETTERS].split("\n\n", 1)[0]
    for end in range(1, len(line) + 1):
        if _ENDS.match(line, end) and _is_literal(line[:end]):
            return line[:end]
    return ""


def _is_literal(text: str) -> bool:
    try:
        _literal(text)
    except ValueError:
        return False
    return True


def _literal(text: str) -> object:
    """Read a value as JSON or as Python writes it; raises ValueError for anything else."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        raise ValueError("no plain value") from None
