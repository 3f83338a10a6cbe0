"""Build the notebook of an activity."""

from __future__ import annotations

import re
from typing import Any, cast

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.cell import header_line
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.notebook.samples import samples_markdown

METADATA_VERSION = 1
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def build(activity: Activity) -> dict[str, Any]:
    """Return a valid nbformat 4.5 notebook as plain JSON. The same activity gives the same bytes.

    It holds statements, samples and starter code: no hidden test, no reference.
    """
    cells = [_intro(activity), _setup()]
    for number, problem in enumerate(activity.problems, start=1):
        cells += [_statement(problem, number), _answer(problem)]
    notebook = new_notebook(
        cells=cells,
        metadata={
            "codemm": {
                "version": METADATA_VERSION,
                "activity_id": activity.id,
                "activity_version": activity.version,
                "language": activity.language,
            },
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
    )
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return cast("dict[str, Any]", notebook)


def _intro(activity: Activity) -> Any:  # noqa: ANN401 - nbformat has no types
    count = len(activity.problems)
    text = (
        f"# {activity.title}\n\n"
        f"{count} {FACTS[activity.language].title} problem{'' if count == 1 else 's'}. "
        "Run the next cell once. Then write your answers: **Shift+Enter** in an answer cell runs "
        "the examples; the **Submit** button under it asks for a verdict on all tests."
    )
    return _markdown(text, "intro", "intro")


def _setup() -> Any:  # noqa: ANN401 - nbformat has no types
    return new_code_cell(
        "%load_ext jupyter_codemm",
        id="codemm-setup",
        metadata={"codemm": {"role": "setup"}, "tags": ["codemm-setup"]},
    )


def _statement(problem: Problem, number: int) -> Any:  # noqa: ANN401 - nbformat has no types
    topics = ", ".join(problem.topics)
    facts = f"*{problem.difficulty} · {topics} · about {problem.estimated_minutes} minutes*"
    goal = f"**Learning goal:** {problem.learning_goal}" if problem.learning_goal else ""
    parts = [
        f"## {number}. {problem.title}",
        facts,
        goal,
        problem.statement.strip(),
        samples_markdown(problem),
    ]
    text = "\n\n".join(part for part in parts if part)
    return _markdown(text, "statement", f"statement-{problem.id}", problem)


def _answer(problem: Problem) -> Any:  # noqa: ANN401 - nbformat has no types
    return new_code_cell(
        f"{header_line(problem)}\n{problem.starter.rstrip()}",
        id=_cell_id(f"answer-{problem.id}"),
        metadata={
            "codemm": {
                "role": "answer",
                "problem_id": problem.id,
                "problem_version": problem.version,
                "language": problem.language,
            },
            "deletable": False,
            "tags": ["codemm-answer"],
        },
    )


def _markdown(text: str, role: str, name: str, problem: Problem | None = None) -> Any:  # noqa: ANN401
    codemm: dict[str, object] = {"role": role}
    if problem is not None:
        codemm["problem_id"] = problem.id
    return new_markdown_cell(
        text,
        id=_cell_id(name),
        metadata={"codemm": codemm, "editable": False, "deletable": False},
    )


def _cell_id(name: str) -> str:
    """Return a valid cell id: at most 64 of the characters that nbformat allows."""
    return _UNSAFE.sub("-", f"codemm-{name}")[:64]
