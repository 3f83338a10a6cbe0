"""The gate on what learners read: it names what they have to write, and shows no program."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import Problem

MAX_FENCED_LINES = 2
_NAME = re.compile(r"(?!(?:true|false|null|none)\b)[a-z_]\w*", re.IGNORECASE)
_FENCE = re.compile(
    r"^[ \t]*(```|~~~)(?P<name>[^\n]*)\n(?P<inside>.*?)(?:^[ \t]*\1|\Z)", re.DOTALL | re.MULTILINE
)
_NO_LANGUAGE = frozenset({"", "text", "txt", "plain", "plaintext", "console", "input", "output"})
# A line of a program, in any of our languages: a keyword with what goes with it, a call, a sign.
_CODE = re.compile(
    r"^\s*(?:def|class|return|import|from|for|while|if|elif|else|try|public|private|static|using"
    r"|select|with|insert|update|delete|create|where|group|order|int|void|auto|String)\b"
    r"|#include|[;{}]\s*$|(?<![=<>!])=(?!=)|\w\(|\b(?:print|cout|System)\b",
    re.IGNORECASE,
)


def check_statement(problem: Problem) -> GateOutcome:
    """Ask that the statement names function and parameters, or class and methods; no long code.

    What programs read and print may be shown: it looks like no code, and is fenced without the name
    of a language. The parameters of a constructor or method may go unnamed, but where a method's
    call is spelled they are called the same.
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
    if signature.kind == "class":
        return (signature.name, *(method.name for method in signature.methods))
    return (signature.name, *(param.name for param in signature.params))


def _misspelled(problem: Problem) -> list[str]:
    """Return parameters in whose place a call in the statement has another name."""
    signature, found = problem.signature, list[str]()
    if signature is None or signature.kind != "class":
        return found
    calls = [(one.name, one.params) for one in signature.methods]
    for name, params in ((signature.name, signature.params), *calls):
        own = [param.name for param in params]
        for call in re.finditer(rf"(?<!\w){re.escape(name)}\(([^()]*)\)", problem.statement):
            told = [part.strip() for part in call[1].split(",")]
            if len(told) == len(own) and all(_NAME.fullmatch(name) for name in told):
                found += [name for name in own if name not in told]
    return list(dict.fromkeys(found))


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _fenced_lines(text: str) -> int:
    """Return how many lines of code the longest fenced part has."""
    return max((_code_lines(m["name"], m["inside"]) for m in _FENCE.finditer(text)), default=0)


def _code_lines(name: str, inside: str) -> int:
    lines = inside.splitlines()
    if name.strip().lower() in _NO_LANGUAGE:
        return sum(_CODE.search(line) is not None for line in lines)
    return len(lines)
