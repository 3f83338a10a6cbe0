"""The whole story in a kernel without a Jupyter server: chat, generate, run, hint, submit."""

from __future__ import annotations

import json

import nbformat
import pytest

from jupyter_codemm.contracts.connection import Connection
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.widgets.author import AuthorClient
from tests.widgets.bare_kernel import bare_kernel, stop_servers

pytestmark = pytest.mark.slow
TALK = "one easy Python problem on loops, it should return its result"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "config").mkdir()
    config = {"JupyterCodemm": {"sandbox": "local", "author": "builtin"}}
    (tmp_path / "config" / "jupyter_config.json").write_text(json.dumps(config))
    yield tmp_path
    stop_servers(tmp_path)


def test_from_the_first_word_to_a_hint_without_buttons(root):
    with bare_kernel(root) as kernel:
        kernel.run(f"%cd {root}")
        kernel.run("%load_ext jupyter_codemm")
        assert "nothing can be generated yet" in kernel.run("%codemm generate").text
        asked = kernel.run("%codemm say one easy Python problem on loops")
        assert "possible answers" in asked.text
        said = kernel.run("%codemm say it should return its result")
        assert "%codemm generate" in said.text
        made = kernel.run("%codemm generate 3")
        assert made.ok
        assert "written by the builtin author, proven in: " in made.text
        assert "proven in: docker" not in made.text
        assert "is proven" in made.text
        bars = [s for s in kernel.states.values() if s.get("bar_style") == "success"]
        assert [(bar["value"], bar["max"]) for bar in bars] == [(1, 1)]
        (path,) = root.glob("*.ipynb")
        assert path.name in made.text
        notebook = nbformat.read(path, 4)
        nbformat.validate(notebook)
        assert "0 of 3" in kernel.run(notebook.cells[-1].source).text
        assert "Hint 2:" in kernel.press("Hint", "Hint 2:")  # nothing was tried yet
        assert "Hint 2: " in kernel.run("%codemm hint").text
        assert "Hint 2: " in kernel.run("%codemm hint").text
        assert "use %%codemm" in kernel.run("%codemm dance").text
        token = json.loads(next((root / "runtime").glob("jpserver-*.json")).read_text())["token"]
        assert token not in asked.text + said.text + made.text


def test_from_the_first_word_to_a_notebook_with_buttons(root):
    with bare_kernel(root) as kernel:
        kernel.run(f"%cd {root}")
        kernel.run("%load_ext jupyter_codemm")
        kernel.run("%codemm chat")
        kernel.type("You:", f"{TALK} <img src=x onerror=alert(1)>")
        said = kernel.press("Send", "<b>codemm:</b> Ready")
        assert "&lt;img src=x" in said
        assert "<img" not in said
        assert "is ready" in kernel.press("Generate", "is ready")
        assert len(list(root.glob("*.ipynb"))) == 1


def test_a_server_without_a_token_says_where_to_chat(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    connection = Connection.parse(
        {
            "url": "http://127.0.0.1:9/x",
            "token": "t" * 43,
            "pid": 7,
            "version": "0",
            "started_at": "2026-01-01T00:00:00Z",
        }
    )
    record = {"token": "", "root_dir": str(tmp_path)}
    for content in (None, json.dumps(record), "{"):
        if content is not None:
            (tmp_path / "jpserver-7.json").write_text(content)
        with pytest.raises(UnavailableError, match="panel of JupyterLab"):
            AuthorClient.of(connection)
