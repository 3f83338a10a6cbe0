"""The three rungs of hints that every problem has: a question, an idea, the steps. No code.

Where an author wrote a rung it stays. A missing one follows from the problem alone: the kinds of
its inputs, its topic, its goals.
"""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.authoring.builtin.imperative.concepts import CONCEPTS
from jupyter_codemm.authoring.builtin.sql.concepts import CONCEPTS as SQL_CONCEPTS
from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Hint, Problem, ProblemDraft
from jupyter_codemm.syntax.shared_runs import leak_limit, longest_shared_run

RUNGS = 3
MOST_GOALS = 6
_LONGEST_GOAL = 150
_KINDS: dict[Category, str] = {
    "minimal": "the smallest input there can be",
    "boundary": "a value exactly at a limit that the task names",
    "negative": "negative numbers",
    "duplicates": "the same value several times",
    "single": "one item only",
    "large": "a long input",
}
_ANY_KIND = "the smallest input there can be and a value exactly at a limit"


def with_ladder(draft: ProblemDraft) -> ProblemDraft:
    """Return the draft with a hint on each of the first three levels."""
    problem = draft.problem
    written = {hint.level for hint in problem.hints}
    if written.issuperset(range(1, RUNGS + 1)):
        return draft
    rungs = (_question(problem), _idea(problem), _steps(draft))
    added = [Hint(level=n, text=text) for n, text in enumerate(rungs, 1) if n not in written]
    hints = tuple(sorted((*problem.hints, *added), key=lambda hint: hint.level))
    return draft.model_copy(update={"problem": problem.updated(hints=hints)})


def _question(problem: Problem) -> str:
    categories = dict.fromkeys(test.category for test in problem.tests)
    kinds = [_KINDS[category] for category in categories if category in _KINDS]
    tried = "; ".join(kinds[:3]) or _ANY_KIND
    return (
        "Work out the first sample by hand before you look at its result, and say in your own "
        f"words why the result is right. Then think of inputs of these kinds: {tried}. What has to "
        "come out for each of them, and which sentence of the task tells you so?"
    )


def _idea(problem: Problem) -> str:
    concepts = SQL_CONCEPTS if problem.kind == "query" else CONCEPTS
    topic = problem.topics[0]
    return concepts.get(topic.casefold()) or (
        f"This problem is about {topic}. Recall the smallest example of it that you understand "
        "well. What does each part of that example do, and which part of this task does the same? "
        "Change one part of the example at a time until it does what the task asks for."
    )


def _steps(draft: ProblemDraft) -> str:
    what = "query" if draft.problem.kind == "query" else "program"
    steps = "; ".join(f"{n}) {goal}" for n, goal in enumerate(_harmless_goals(draft), 1))
    if not steps:
        return (
            "Tell the whole way from the input to the result in three sentences: what you begin "
            "with, what you do again and again or decide, and what comes out in the end. Find the "
            f"sentence that your {what} does not obey yet, and change only the lines that belong "
            "to it."
        )
    return (
        f"Compare your {what} with these steps: {steps}. Find the first step where a sample and "
        f"your {what} part ways, and change only the lines that belong to it."
    )


def _harmless_goals(draft: ProblemDraft) -> Iterator[str]:
    for goal in draft.goals[:MOST_GOALS]:
        if len(goal) <= _LONGEST_GOAL and not _quotes(draft, goal):
            yield goal.strip().rstrip(".;")


def _quotes(draft: ProblemDraft, text: str) -> bool:
    language, code = draft.problem.language, draft.reference.text
    public = FACTS[language].starter(draft.problem.signature)
    run = longest_shared_run(code, text, language, public=public)
    return run >= leak_limit(code, language, public=public)
