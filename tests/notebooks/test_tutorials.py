"""The numbered notebooks are valid, hold no outputs, and run from the top to the end."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.widgets.bare_kernel import stop_servers

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
DEMO = {"JupyterCodemm": {"sandbox": "local", "author": "builtin"}}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_stripped_and_its_links_lead_somewhere(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert all((FOLDER / name).is_file() for name in re.findall(r"\]\(([\w.-]+\.ipynb)\)", text))


@pytest.fixture
def user(tmp_path, monkeypatch):
    """A user with empty Jupyter folders, in a demo's configuration."""
    for name in ("DATA", "RUNTIME", "CONFIG"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.prefix) / "bin"), os.environ["PATH"]]))
    monkeypatch.delenv("JUPYTER_CODEMM_CONNECTION_FILE", raising=False)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_config.json").write_text(json.dumps(DEMO))
    yield tmp_path
    stop_servers(tmp_path)


# What each must have said: of the whole story, the part that this notebook is about.
SAID = {
    "00-welcome": ("Ready: Python", "written by the builtin author", "is proven", "Hint 2:"),
    "01-learner": ("is proven", "Hint 2:", "0 of"),
    "02-author": ("Ready: Python", "Your notebook is", "To chat without buttons"),
    "03-instructor": ("gates", "codemm-tests", "False"),
}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_from_the_top_to_the_end(path, user):
    work = user / "work"
    work.mkdir()
    shutil.copy(path, work)
    notebook = nbformat.read(work / path.name, 4)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(work)}})
    client.execute()  # raises for a cell that ends in an error
    outputs = json.dumps([cell.get("outputs", []) for cell in notebook.cells], ensure_ascii=False)
    assert not [text for text in SAID[path.stem] if text not in outputs]
    assert "UsageError" not in outputs


def test_every_notebook_is_numbered_and_tested():
    assert [path.stem for path in NOTEBOOKS] == list(SAID)
    assert all(path.stem.startswith(f"{n:02}-") for n, path in enumerate(NOTEBOOKS))
