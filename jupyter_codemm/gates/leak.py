"""A draft's public texts hold nothing of its reference solution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.syntax.shared_runs import (
    LEAK_RUN,
    Sought,
    body,
    code_readings,
    prose_readings,
)
from jupyter_codemm.syntax.tokens import NAME, shape, token_grams

LEAK_SCORE = 0.20
FEWEST_GRAMS = 15
_NAMES_ONLY = frozenset((NAME, ",", "(", ")"))
_SPAN = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def public_code(problem: Problem) -> str:
    """Return the code that follows from the signature alone and is therefore no secret."""
    return FACTS[problem.language].starter(problem.signature)


def check_leak(draft: ProblemDraft) -> GateOutcome:
    """Refuse a draft one of whose public texts holds a run of the reference."""
    problem, public = draft.problem, public_code(draft.problem)
    longest = 0
    for code in (draft.reference.files or {"": draft.reference.code or ""}).values():
        sought = Sought(code, problem.language, public=public)
        for where, run in _measured(problem, sought):
            longest = max(longest, run)
            if run >= sought.limit:
                evidence: dict[str, str | int | float | bool]
                evidence = {"where": where, "run": run, "limit": sought.limit}
                return GateOutcome(gate="leak", ok=False, evidence=evidence)
    score = round(leak_score(draft), 2)
    return GateOutcome(
        gate="leak",
        ok=score < LEAK_SCORE,
        evidence={"where": "all texts together", "score": score, "limit": LEAK_SCORE}
        if score >= LEAK_SCORE
        else {"limit": LEAK_RUN, "run": longest, "score": score},
    )


def leak_score(draft: ProblemDraft) -> float:
    """Return the share of the reference's short runs that stand anywhere in the public texts.

    Names, numbers and strings are made equal, so that neither renaming nor spreading the solution
    over several texts hides it. Of short references it says nothing and is 0.
    """
    problem = draft.problem
    language, public = problem.language, public_code(problem)
    parts = body(draft.reference.text, language, public)
    own = frozenset().union(*(token_grams(shape(part, language)) for part in parts))
    if language == "sql":
        # Which columns a table has is told to all: a list of names is no solution.
        own = frozenset(gram for gram in own if not _NAMES_ONLY.issuperset(gram.split(" ")))
    if len(own) < FEWEST_GRAMS:
        return 0.0
    readings = [one for _, text in _texts(problem) for one in prose_readings(text, language)]
    readings += code_readings(problem.starter, language)
    seen = frozenset().union(*(token_grams(shape(one, language)) for one in readings))
    return len(own & seen) / len(own)


def quotes_reference(draft: ProblemDraft, text: str) -> bool:
    """Return whether a text for learners holds a run of the draft's reference."""
    language, public = draft.problem.language, public_code(draft.problem)
    codes = (draft.reference.files or {"": draft.reference.code or ""}).values()
    sources = (Sought(code, language, public=public) for code in codes)
    return any(max(_prose_runs(sought, text)) >= sought.limit for sought in sources)


def _measured(problem: Problem, sought: Sought) -> Iterable[tuple[str, int]]:
    for where, text in _texts(problem):
        for run in _prose_runs(sought, text):
            yield where, run
    yield "starter", sought.run_in(problem.starter)
    nameless = sought.nameless_run_in(problem.starter)
    # A guided starter keeps the control skeleton on purpose: all there is of a short reference.
    if problem.scaffold_level is None or nameless >= LEAK_RUN:
        yield "starter", nameless


def _prose_runs(sought: Sought, text: str) -> Iterable[int]:
    yield sought.run_in(text)
    for span in _SPAN.finditer(text):
        yield sought.nameless_run_in(span.group(1) or span.group(2) or "")


def _texts(problem: Problem) -> Iterable[tuple[str, str]]:
    yield "title", problem.title
    yield "statement", problem.statement
    yield "learning_goal", problem.learning_goal or ""
    yield "tests", " ".join(test.name for test in problem.tests)
    for hint in problem.hints:
        yield f"hint_{hint.level}", hint.text
    yield "samples", "\n".join(_sample_texts(problem))


def _sample_texts(problem: Problem) -> Iterator[str]:
    """Yield the words in samples; scripts that fill databases look like queries on purpose."""
    for test in problem.samples:
        yield test.input.stdin or ""
        yield test.expected.stdout or ""
        yield from (arg for arg in test.input.args or () if isinstance(arg, str))
