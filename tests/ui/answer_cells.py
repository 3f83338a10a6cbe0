"""What a person does with an answer cell: its buttons, its results, its editor."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page

from jupyter_codemm.contracts.cell import header_line
from jupyter_codemm.contracts.problem import Problem
from tests.ui.lab_page import READY_MS, execute, scroll_to, write_cell

VERDICT_MS = 90_000


def show_notebook(page: Page, path: str) -> Locator:
    """Open a notebook, whatever its kernel does."""
    execute(page, "docmanager:open", {"path": path})
    panel = page.locator(".jp-NotebookPanel:visible")
    panel.locator(".jp-Cell").first.wait_for(timeout=READY_MS)
    return panel


def answer_cell(notebook: Locator, index: int = 0) -> Locator:
    """Return an answer cell that has its buttons, and scroll to them: it is asleep out of view."""
    cell = notebook.locator(".jp-CodeCell").filter(has=buttons(notebook.page)).nth(index)
    cell.wait_for(timeout=READY_MS)
    scroll_to(buttons(cell))
    return cell


def buttons(within: Page | Locator) -> Locator:
    """Return the toolbar under an answer; JupyterLab has one of its own in every active cell."""
    return within.get_by_role("toolbar", name="Answer to")


def write_answer(cell: Locator, problem: Problem, code: str) -> None:
    """Replace the code of an answer cell."""
    write_cell(cell, f"{header_line(problem)}\n{code}")


def press(cell: Locator, name: str) -> None:
    """Click a button under an answer cell."""
    buttons(cell).get_by_role("button", name=name, exact=True).click()


def verdict(cell: Locator) -> Locator:
    """Return the part that shows the verdict on all tests."""
    return cell.get_by_role("group", name="Verdict on all tests")


def write_notebook(path: Path, *cells: dict) -> str:
    """Write a notebook as somebody else may have, and return its name."""
    texts = {"metadata": {}, "source": ""}
    whole = [
        {"id": f"c{n}"} | texts | ({"outputs": [], "execution_count": None} if code else {}) | cell
        for n, cell in enumerate(cells)
        for code in [cell["cell_type"] == "code"]
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}}
    path.write_text(json.dumps(notebook | {"cells": whole}))
    return path.name
