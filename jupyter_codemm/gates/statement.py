"""The gate on what learners read: it names what they have to write, and shows no program."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import Problem

MAX_FENCED_LINES = 2
_NAME = re.compile(r"(?!(?:true|false|null|none)\b)[a-z_]\w*", re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*(```|~~~)[^\n]*\n(.*?)(?:^[ \t]*\1|\Z)", re.DOTALL | re.MULTILINE)


def check_statement(problem: Problem) -> GateOutcome:
    """Ask that the statement names the function and its parameters, with no code over 2 lines.

    A method's parameters may go unnamed, but where its call is spelled they are called the same.
    """
    missing = [name for name in names_to_write(problem) if not _mentions(problem.statement, name)]
    missing += _misspelled(problem)
    if missing:
        evidence: dict[str, str | int | float | bool] = {"missing": ", ".join(missing)}
        return GateOutcome(gate="statement", ok=False, evidence=evidence)
    texts = (problem.statement, *(hint.text for hint in problem.hints))
    longest = max(_fenced_lines(text) for text in texts)
    return GateOutcome(
        gate="statement",
        ok=longest <= MAX_FENCED_LINES,
        evidence={"fenced_lines": longest},
    )


def names_to_write(problem: Problem) -> tuple[str, ...]:
    """Return the names that a learner must spell as the tests do."""
    signature = problem.signature
    if signature is None:
        return ()
    methods = tuple(method.name for method in signature.methods)
    return (signature.name, *methods, *(param.name for param in signature.params))


def _misspelled(problem: Problem) -> list[str]:
    """Return parameters of methods in whose place a call in the statement has another name."""
    found: list[str] = []
    for method in problem.signature.methods if problem.signature else ():
        own = [param.name for param in method.params]
        for call in re.finditer(rf"(?<!\w){re.escape(method.name)}\(([^()]*)\)", problem.statement):
            told = [part.strip() for part in call[1].split(",")]
            if len(told) == len(own) and all(_NAME.fullmatch(name) for name in told):
                found += [name for name in own if name not in told]
    return list(dict.fromkeys(found))


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _fenced_lines(text: str) -> int:
    return max((len(m.group(2).splitlines()) for m in _FENCE.finditer(text)), default=0)
