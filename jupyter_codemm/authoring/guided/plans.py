"""Plans: what a guided starter says, and beside which of the functions that the learner writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jupyter_codemm.authoring.guided.braces_outline import braces_outline
from jupyter_codemm.authoring.guided.drawing import OPEN, Pen, numbered, wrapped
from jupyter_codemm.authoring.guided.outline import Function
from jupyter_codemm.authoring.guided.placing import best_placing
from jupyter_codemm.authoring.guided.python_outline import python_outline
from jupyter_codemm.authoring.guided.query import Clause, drawn_query, query_outline
from jupyter_codemm.contracts.base import ScaffoldLevel
from jupyter_codemm.contracts.problem import Problem, ProblemDraft

MAX_LINES = 60
MAX_PARTS = 400
"""Of a longer reference nothing is drawn: nobody would read it."""
_DEPTHS: dict[ScaffoldLevel, tuple[int, ...]] = {80: (99, 1, 0), 60: (0,), 30: (), 10: ()}
_INTRO = f"Do what each TODO says. Every {OPEN} is yours to fill in."
_HELPER = "A function of your own, outside of the one you are given:"
_METHOD = "Something more of your own, beside the methods you are given:"
_QUERY = "The query has this shape:"


@dataclass(frozen=True, slots=True)
class Plan:
    """Lines of comment: at the top, beside each function that the learner is given, at the end."""

    first: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()
    last: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.first) + len(self.last) + sum(len(lines) for lines in self.beside)


@dataclass(frozen=True, slots=True)
class Outline:
    """What could be read of a reference: functions, or the clauses of a query."""

    functions: tuple[Function, ...] = ()
    clauses: tuple[Clause, ...] = ()


def read(draft: ProblemDraft) -> Outline:
    """Return the outline of a draft's reference; what cannot be read is left out.

    A reference of more than MAX_PARTS parts has none.
    """
    language = draft.problem.language
    functions: list[Function] = []
    for code in draft.reference.files.values() if draft.reference.files else [draft.reference.text]:
        try:
            if language == "sql":
                return Outline(clauses=query_outline(code)[:MAX_PARTS])
            found = python_outline(code) if language == "python" else braces_outline(code, language)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        functions += found
    is_short = sum(function.size for function in functions) <= MAX_PARTS
    return Outline(tuple(functions)) if is_short else Outline()


def plan(problem: Problem, outline: Outline, goals: Sequence[str], level: ScaffoldLevel) -> Plan:
    """Return the plan of a level; one that would be too long to read shows less."""
    drawn = (_drawn(problem, outline, goals, depth) for depth in _DEPTHS[level])
    short = (found for found in drawn if len(found) <= MAX_LINES)
    return next(short, _listed(goals, level))


def _listed(goals: Sequence[str], level: ScaffoldLevel) -> Plan:
    if level == 10:  # noqa: PLR2004 - the name of the level
        return Plan(tuple(wrapped("First step: ", goals[0])))
    return Plan(tuple(line for index, goal in enumerate(goals) for line in numbered(index, goal)))


def _drawn(problem: Problem, outline: Outline, goals: Sequence[str], depth: int) -> Plan:
    if problem.kind == "query":
        lines = drawn_query(outline.clauses, goals, depth)
        listed = _listed(goals, 80).first
        return Plan((*listed, "", _QUERY, *(f"    {line}" for line in lines)) if lines else listed)
    own = [_found(outline.functions, name, problem) for name in _given(problem)]
    helpers = [f for f in outline.functions if f not in own and f.name and f.parts]
    helpers += [f for f in outline.functions if f not in own and not f.name and _is_local(f)]
    orders = ([*own, *helpers], [*helpers, *own], [*own[:1], *helpers, *own[1:]])
    pen = Pen(problem.language, goals, best_placing(goals, orders, own), depth)
    beside = tuple(tuple(pen.function(function)) for function in own)
    in_class = problem.kind == "class"
    head = _METHOD if in_class else _HELPER
    extra = tuple(line for helper in helpers for line in pen.helper(helper, head))
    if in_class:
        return Plan((_INTRO,), beside, extra)
    return Plan((_INTRO, *extra), beside)


def _is_local(function: Function) -> bool:
    """Tell whether a nameless function is one inside another, and more than a stretch of work."""
    return function.arity >= 0 and any(part.kind != "work" for part in function.parts)


def _given(problem: Problem) -> Iterator[str]:
    """Yield the names of the functions whose heads the starter gives, in its order."""
    if problem.signature is None:
        yield "main"
    elif problem.kind == "class":
        yield "__init__" if problem.language == "python" else problem.signature.name
        yield from (method.name for method in problem.signature.methods)
    else:
        yield problem.signature.name


def _found(functions: Sequence[Function], name: str, problem: Problem) -> Function:
    """Return the function of the reference that the learner writes, an empty one if there is none.

    Of several of one name the right class counts first, then the number of parameters, then how
    much they do.
    """
    signature = problem.signature
    owner = signature.name if signature is not None and problem.kind == "class" else ""
    named = [f for f in functions if f.name == name]
    if signature is None and not named:
        named = [f for f in functions if not f.name and f.arity < 0]
    sizes = _sizes(problem, name)
    best = max(named, key=lambda f: (f.owner == owner, f.arity in sizes, f.size), default=None)
    return best or Function(name)


def _sizes(problem: Problem, name: str) -> tuple[int, int]:
    """Return how many parameters a function has, without and with the object itself."""
    signature = problem.signature
    if signature is None:
        return (0, 1)
    method = next((m for m in signature.methods if m.name == name), None)
    count = len((method or signature).params)
    return (count, count + 1)
