"""The gate on what a draft's code may use, whoever wrote it and whatever it is for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.safety import cpp, java, python, sql

_LONGEST_TOLD = 80


def check_safety(draft: ProblemDraft) -> GateOutcome:
    """Refuse code that does more than compute and read and print what its kind asks for.

    A reference that prints without need is only warned of: what it prints is seen by nobody.
    """
    problem = draft.problem
    sources = [
        ("reference", draft.reference),
        ("starter", Source.single(problem.starter)),
        *(("wrong_solution", wrong.source) for wrong in draft.wrong_solutions),
    ]
    for where, source in sources:
        for found in _found_in(problem, source, is_starter=where == "starter"):
            return _refused(where, found)
    for found in python.found_in(problem.checker or "", reads=False, files=frozenset()):
        return _refused("checker", found)
    if _prints_in_vain(problem, draft.reference):
        evidence: dict[str, str | int | float | bool] = {"where": "reference", "found": "print"}
        return GateOutcome(gate="safety", ok=True, action="warned", evidence=evidence)
    return GateOutcome(gate="safety", ok=True)


def _found_in(problem: Problem, source: Source, *, is_starter: bool) -> Iterator[str]:
    reads = problem.kind == "program" or any(t.input.stdin is not None for t in problem.tests)
    files = source.files or {problem.entry_file: source.code or ""}
    match problem.language:
        case "python":
            names = frozenset(files)
            return chain.from_iterable(
                python.found_in(code, reads=reads, files=names) for code in files.values()
            )
        case "java":
            return java.found_in(source.text, reads=reads)
        case "cpp":
            return cpp.found_in(source.text, reads=reads, files=frozenset(files))
        case "sql":
            tables = problem.changed_tables
            return sql.found_in(source.text, changes=tables, must_ask=not is_starter)


def _prints_in_vain(problem: Problem, source: Source) -> bool:
    if problem.style != "return":
        return False
    readers = {"python": python.prints, "java": java.prints, "cpp": cpp.prints}
    prints = readers.get(problem.language)
    return prints is not None and prints(source.text)


def _refused(where: str, found: str) -> GateOutcome:
    return GateOutcome(
        gate="safety",
        ok=False,
        evidence={"where": where, "found": found[:_LONGEST_TOLD]},
    )
