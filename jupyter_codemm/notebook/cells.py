"""The cells that every format shares."""

from __future__ import annotations

import re
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.cell import header_line
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.notebook.samples import samples_markdown

METADATA_VERSION = 1
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def metadata(activity: Activity) -> dict[str, Any]:
    """Return the metadata of a notebook: which activity it is, and the Python kernel it needs."""
    return {
        "codemm": {
            "version": METADATA_VERSION,
            "activity_id": activity.id,
            "activity_version": activity.version,
            "language": activity.language,
        },
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def intro(activity: Activity, how: str) -> Any:  # noqa: ANN401 - nbformat has no types
    """Return the title and a sentence on `how` to work here."""
    count = len(activity.problems)
    language = FACTS[activity.language].title
    text = f"# {activity.title}\n\n{count} {language} problem{'' if count == 1 else 's'}. {how}"
    return _markdown(text, "intro", "intro")


def setup() -> Any:  # noqa: ANN401 - nbformat has no types
    """Return the cell that brings the kernel side."""
    return new_code_cell(
        "%load_ext jupyter_codemm",
        id="codemm-setup",
        metadata={"codemm": {"role": "setup"}, "tags": ["codemm-setup"]},
    )


def statement(problem: Problem, number: int) -> Any:  # noqa: ANN401 - nbformat has no types
    """Return what is asked, with its examples."""
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


def answer(problem: Problem) -> Any:  # noqa: ANN401 - nbformat has no types
    """Return the cell in which the problem is answered, with its starter."""
    return new_code_cell(
        f"{header_line(problem)}\n{problem.starter.rstrip()}",
        id=cell_id(f"answer-{problem.id}"),
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
        id=cell_id(name),
        metadata={"codemm": codemm, "editable": False, "deletable": False},
    )


def cell_id(name: str) -> str:
    """Return a valid cell id: at most 64 of the characters that nbformat allows."""
    return safe_name(f"codemm-{name}")[:64]


def safe_name(text: str) -> str:
    """Return a name of the characters that every format allows in one."""
    return _UNSAFE.sub("-", text)
