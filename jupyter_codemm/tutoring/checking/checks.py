"""The checks of a language, the surest findings first."""

from __future__ import annotations

from collections.abc import Callable

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.syntax.grammar import CPP, JAVA
from jupyter_codemm.syntax.tokens import code_tokens
from jupyter_codemm.tutoring.checking.braces import braces_findings
from jupyter_codemm.tutoring.checking.finding import Finding
from jupyter_codemm.tutoring.checking.python import python_findings
from jupyter_codemm.tutoring.checking.sql import sql_findings

LONGEST = 50_000

_CHECKS: dict[Language, Callable[[str, Problem], list[Finding]]] = {
    "python": python_findings,
    "java": lambda code, problem: braces_findings(code, problem, JAVA),
    "cpp": lambda code, problem: braces_findings(code, problem, CPP),
    "sql": sql_findings,
}


def findings(problem: Problem, source: Source) -> tuple[Finding, ...]:
    """Return what the entry file of a source shows, the surest first; nothing for no program.

    A finding is a doubt, not a proof: it is for programs that failed.
    """
    code = entry_text(problem, source)
    if len(code) > LONGEST:
        return ()
    if is_unchanged(problem, code):
        return (Finding("unchanged", 1),)
    return tuple(_CHECKS[problem.language](code, problem))


def entry_text(problem: Problem, source: Source) -> str:
    """Return the text of the file that a problem begins with."""
    if source.files is None:
        return source.code or ""
    return source.files.get(problem.entry_file, "")


def is_unchanged(problem: Problem, code: str) -> bool:
    """Return whether a program is the starter code, whatever its layout and comments are."""
    if not code.strip():
        return True
    starter = code_tokens(problem.starter, problem.language)
    return bool(starter) and code_tokens(code, problem.language) == starter
