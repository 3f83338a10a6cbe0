"""The gate on texts: an exercise and nothing else, in signs that are what they look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.content.phrases import PHRASES
from jupyter_codemm.gates.content.signs import disguised_name, disguised_word, hidden_sign
from jupyter_codemm.syntax.tokens import without_comments

_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_SPACE = re.compile(r"[ \t]+")


def check_content(draft: ProblemDraft) -> GateOutcome:
    """Refuse what is no task: talk about models, orders to them, addresses, commands, tricks."""
    problem = draft.problem
    for where, text in _texts(draft):
        if reason := hidden_sign(text) or disguised_word(text) or _phrase(text):
            return _refused(where, reason)
    if reason := disguised_name(_names_in(problem)):
        return _refused("starter", reason)
    return GateOutcome(gate="content", ok=True)


def _texts(draft: ProblemDraft) -> Iterator[tuple[str, str]]:
    problem = draft.problem
    yield "title", problem.title
    yield "statement", problem.statement
    yield "learning_goal", problem.learning_goal or ""
    for hint in problem.hints:
        yield "hint", hint.text
    yield "starter", problem.starter
    yield "tests", " ".join(test.name for test in problem.tests)
    for goal in draft.goals:
        yield "goals", goal


def _phrase(text: str) -> str | None:
    # Letters in another dress say the same.
    plain = unicodedata.normalize("NFKC", text).replace(_APOSTROPHE, "'")
    plain = _SPACE.sub(" ", plain)
    return next((reason for reason, phrase in PHRASES if phrase.search(plain)), None)


def _names_in(problem: Problem) -> str:
    return _STRING.sub(" ", without_comments(problem.starter, problem.language))


def _refused(where: str, reason: str) -> GateOutcome:
    return GateOutcome(gate="content", ok=False, evidence={"where": where, "found": reason})
