"""Goals as harmless prose: nothing of the code, no name that the learner is to invent."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jupyter_codemm.authoring.guided.outline import Function
from jupyter_codemm.contracts.problem import Problem, ProblemDraft

FALLBACK = "write your solution"
MAX_LENGTH = 200
_SHARED_WORDS = 6
_WORD = re.compile(r"\w+")
# Backslashes would continue a comment in C++ and start an escape in Java; the rest is code.
_NOT_PROSE = re.compile(r"[^\w\s,.!?':-]")
_INVENTED = re.compile(r"\w*[a-z0-9](?:_[a-z0-9]|[A-Z])\w*")
_LONG_NUMBER = re.compile(r"(?<![\w.])-?\d{2,}(?:\.\d+)?(?![\w.])")


def goals(draft: ProblemDraft, functions: Iterable[Function]) -> list[str]:
    """Return the goals of a draft; at least one, since an empty guide guides nobody."""
    code = draft.reference.text
    words = " ".join(_WORD.findall(code.casefold()))
    hidden = _Hidden(draft.problem, code, functions)
    texts = draft.goals or (draft.problem.learning_goal or "", draft.problem.title)
    told = [hidden.veiled(_prose(text)) for text in texts]
    return [goal for goal in told if goal and not _quotes(goal, words)] or [FALLBACK]


class _Hidden:
    """The names and numbers of a reference that its problem does not tell."""

    def __init__(self, problem: Problem, code: str, functions: Iterable[Function]) -> None:
        told = f"{problem.title} {problem.statement} {problem.starter}"
        self._told = frozenset(_WORD.findall(told))
        self._used = frozenset(_WORD.findall(code)) - self._told
        self._functions = frozenset(function.name for function in functions) - self._told

    def veiled(self, text: str) -> str:
        """Return a text with words in the place of such names and numbers."""
        text = _INVENTED.sub(lambda m: self._name(m.group()), text)
        return _LONG_NUMBER.sub(lambda m: self._number(m.group()), text)

    def _name(self, word: str) -> str:
        if word in self._functions:
            return "a helper"
        return "a variable" if word in self._used else word

    def _number(self, word: str) -> str:
        return "a number" if self._used.issuperset(_WORD.findall(word)) else word


def _prose(text: str) -> str:
    return " ".join(_NOT_PROSE.sub(" ", text).split())[:MAX_LENGTH].strip()


def _quotes(goal: str, code: str) -> bool:
    """Tell whether a goal repeats several words of the code one after another."""
    words = _WORD.findall(goal.casefold())
    size = min(_SHARED_WORDS, len(code.split()))
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return any(f" {run} " in f" {code} " for run in runs)
