"""Guided starters: goals, and at the highest level the control skeleton, as comments.

The code itself stays what the signature gives, so a guided starter compiles, throws and fails every
test, and holds no expression of the reference.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from jupyter_codemm.authoring.outline import Step, outline
from jupyter_codemm.contracts.base import ScaffoldLevel
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.signature import Signature

BEGIN = "BEGIN: your part"
END = "END: your part"
MAX_STEPS = 40
_WIDTH = 84
_SHARED_WORDS = 6
_WORD = re.compile(r"\w+")
# Backslashes would continue a comment in C++ and start an escape in Java; the rest is code.
_NOT_PROSE = re.compile(r"[^\w\s,.!?':-]")
_THROWS = re.compile(r"\braise NotImplementedError\b|\bthrow\b")


def scaffolded(draft: ProblemDraft, level: ScaffoldLevel) -> ProblemDraft:
    """Return the draft with the guided starter of a level and the level noted.

    80: every goal and the control skeleton; 60: every goal; 30: the first goals; 10: one line.
    """
    problem = draft.problem
    plain = FACTS[problem.language].starter(problem.signature).splitlines()
    comments = _comments(draft, level)
    if problem.kind == "query":
        lines = [*_marked(comments, plain, FACTS["sql"].comment, "")]
    else:
        lines = _with_comments(problem, plain, comments)
    guided = problem.updated(starter="\n".join(lines) + "\n", scaffold_level=level)
    return draft.model_copy(update={"problem": guided})


def _with_comments(problem: Problem, plain: list[str], comments: list[str]) -> list[str]:
    mark = FACTS[problem.language].comment
    if problem.kind == "class":
        first, last = _class_body(plain)
    else:
        first = next(i for i, line in enumerate(plain) if _THROWS.search(line))
        last = first + 1
    indent = " " * 4 if problem.kind == "class" else plain[first][: -len(plain[first].lstrip())]
    before = plain[:first]
    if before and before[-1].lstrip().startswith(mark):
        before.pop()  # the place holder says what the goals now say better
    return [*before, *_marked(comments, plain[first:last], mark, indent), *plain[last:]]


def _class_body(plain: list[str]) -> tuple[int, int]:
    """Return the range of lines between the head of a class and its closing brace."""
    head = next(i for i, line in enumerate(plain) if line.startswith(("class ", "public class ")))
    first = head + 2 if plain[head + 1] == "public:" else head + 1
    closes = plain[-1].startswith("}")
    return first, len(plain) - 1 if closes else len(plain)


def _marked(comments: list[str], code: list[str], mark: str, indent: str) -> Iterator[str]:
    yield f"{indent}{mark} {BEGIN}"
    for comment in comments:
        yield f"{indent}{mark} {comment}"
    yield from code
    yield f"{indent}{mark} {END}"


def _comments(draft: ProblemDraft, level: ScaffoldLevel) -> list[str]:
    goals = _goals(draft)
    if level == 10:  # noqa: PLR2004 - the name of the level
        return _wrapped("Goal: ", goals[0])[:1]
    shown = goals[: max(1, len(goals) // 3)] if level == 30 else goals  # noqa: PLR2004 - as above
    lines = [line for n, goal in enumerate(shown, 1) for line in _wrapped(f"TODO {n}. ", goal)]
    steps = _steps(draft) if level == 80 else ()  # noqa: PLR2004 - as above
    if steps:
        lines += ["One way to go:", *(f"  {'  ' * step.depth}{step.text}" for step in steps)]
    return lines


def _steps(draft: ProblemDraft) -> tuple[Step, ...]:
    names = _known_names(draft.problem.signature)
    return outline(draft.reference.text, draft.problem.language, names)[:MAX_STEPS]


def _known_names(signature: Signature | None) -> list[str]:
    if signature is None:
        return ["main"]
    return ["__init__", signature.name, *(method.name for method in signature.methods)]


def _goals(draft: ProblemDraft) -> list[str]:
    """Return the goals as harmless prose; at least one, since an empty guide guides nobody."""
    code = " ".join(_WORD.findall(draft.reference.text.casefold()))
    texts = draft.goals or (draft.problem.learning_goal or "", draft.problem.title)
    goals = [_prose(text) for text in texts]
    return [goal for goal in goals if goal and not _quotes(goal, code)] or ["write your solution"]


def _prose(text: str) -> str:
    return " ".join(_NOT_PROSE.sub(" ", text).split())


def _quotes(goal: str, code: str) -> bool:
    """Tell whether a goal repeats several words of the code one after another."""
    words = _WORD.findall(goal.casefold())
    size = min(_SHARED_WORDS, len(code.split()))
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return any(f" {run} " in f" {code} " for run in runs)


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
