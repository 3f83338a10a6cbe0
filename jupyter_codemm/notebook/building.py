"""Build the notebook of an activity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import nbformat
from nbformat.v4 import new_notebook

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.notebook import cells

HOW = (
    "Run the next cell once. Then write your answers: **Shift+Enter** in an answer cell runs "
    "the examples; the **Submit** button under it asks for a verdict on all tests."
)


def build(activity: Activity) -> dict[str, Any]:
    """Return a valid nbformat 4.5 notebook as plain JSON. The same activity gives the same bytes.

    It holds statements, samples and starter code: no hidden test, no reference.
    """
    built = [cells.intro(activity, HOW), cells.setup()]
    for number, problem in enumerate(activity.problems, start=1):
        built += [cells.statement(problem, number), cells.answer(problem)]
    return notebook_of(activity, built)


def notebook_of(activity: Activity, built: Sequence[Any]) -> dict[str, Any]:
    """Return cells as a valid notebook of an activity."""
    notebook = new_notebook(cells=list(built), metadata=cells.metadata(activity))
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return cast("dict[str, Any]", notebook)
