"""Guided starters: goals, and how control flows around them, as comments in the plain starter.

The code itself stays what the signature gives, so a guided starter compiles, throws and fails every
test, and holds no expression of the reference. What is written beside the code is measured like any
public text: a starter that holds a run of the reference is drawn again with less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jupyter_codemm.authoring.guided.goals import FALLBACK, goals
from jupyter_codemm.authoring.guided.plans import Outline, Plan, plan, read
from jupyter_codemm.contracts.base import ScaffoldLevel
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.syntax.shared_runs import (
    LEAK_RUN,
    leak_limit,
    longest_nameless_run,
    longest_shared_run,
)

BEGIN = "BEGIN: your part"
END = "END: your part"
_THROWS = re.compile(r"\braise NotImplementedError\b|\bthrow\b")


def scaffolded(draft: ProblemDraft, level: ScaffoldLevel) -> ProblemDraft:
    """Return the draft with the guided starter of a level and the level noted.

    80: every goal at its place in the control structure; 60: the same, but only the outermost
    structure; 30: every goal in a list; 10: the first goal. No level shows an expression, a literal
    or a name of the reference, and each shows less when it would otherwise hold a run of it.
    """
    problem = draft.problem
    outline = read(draft)
    told = goals(draft, outline.functions)
    wishes = ((outline, told), (Outline(), told), (Outline(), [FALLBACK]))
    starters = (_starter(problem, plan(problem, seen, said, level)) for seen, said in wishes)
    plain = FACTS[problem.language].starter(problem.signature)
    chosen = next((text for text in starters if not _leaks(draft, text, plain)), plain)
    guided = problem.updated(starter=chosen, scaffold_level=level)
    return draft.model_copy(update={"problem": guided})


def _leaks(draft: ProblemDraft, text: str, plain: str) -> bool:
    language = draft.problem.language
    for code in (draft.reference.files or {"": draft.reference.code or ""}).values():
        limit = leak_limit(code, language, public=plain)
        if longest_shared_run(code, text, language, public=plain) >= limit:
            return True
        if longest_nameless_run(code, text, language, public=plain) >= LEAK_RUN:
            return True
    return False


def _starter(problem: Problem, shown: Plan) -> str:
    mark = FACTS[problem.language].comment
    plain = FACTS[problem.language].starter(problem.signature).splitlines()
    if problem.kind == "query":
        lines = [*_comments([BEGIN, *shown.first], mark, ""), *plain, f"{mark} {END}"]
        return "\n".join(lines) + "\n"
    throws = [index for index, line in enumerate(plain) if _THROWS.search(line)]
    # The place holder says what the plan now says better.
    holders = {i - 1 for i in throws if plain[i - 1].lstrip().startswith(mark)}
    first, last = _region(problem, plain, throws)
    indent = _indent(plain[first]) if problem.kind != "class" else "    "
    before = {first: _comments([BEGIN, *shown.first], mark, indent)}
    after = {last: _comments([*shown.last, END], mark, indent)}
    for place, said in zip(throws, shown.beside, strict=False):
        before[place] = [*before.get(place, ()), *_comments(said, mark, _indent(plain[place]))]
    kept = (index for index in range(len(plain)) if index not in holders)
    parts = ([*before.get(i, ()), plain[i], *after.get(i, ())] for i in kept)
    return "\n".join(line for part in parts for line in part) + "\n"


def _region(problem: Problem, plain: Sequence[str], throws: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last line of what the learner changes."""
    if problem.kind != "class":
        return throws[0], throws[0]
    head = next(i for i, line in enumerate(plain) if line.startswith(("class ", "public class ")))
    first = head + 2 if plain[head + 1] == "public:" else head + 1
    return first, len(plain) - (2 if plain[-1].startswith("}") else 1)


def _indent(line: str) -> str:
    return line[: -len(line.lstrip())]


def _comments(lines: Iterable[str], mark: str, indent: str) -> list[str]:
    return list(_commented(lines, f"{indent}{mark}"))


def _commented(lines: Iterable[str], lead: str) -> Iterator[str]:
    for line in lines:
        yield f"{lead} {line}".rstrip()
