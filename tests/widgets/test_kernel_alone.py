"""A kernel without any Jupyter server: it starts one, says so, runs and submits."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from jupyter_codemm.app import Settings
from jupyter_codemm.cli import run_command
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.cell import header_line
from jupyter_codemm.sandbox.local.toolchains import find_toolchains
from jupyter_codemm.services.context import LOCAL_USER
from jupyter_codemm.store import open_store
from tests.fakes.remembering import RememberingAuthor
from tests.soak.__main__ import SoakWiring
from tests.widgets.bare_kernel import bare_kernel, servers, stop_servers

pytestmark = pytest.mark.slow
TOPICS = {"python": "loops", "java": "loops", "cpp": "loops", "sql": "filtering"}
LANGUAGES = [
    "python",
    pytest.param("java", marks=pytest.mark.java),
    pytest.param("cpp", marks=pytest.mark.cpp),
    "sql",
]


@pytest.fixture
def root(tmp_path):
    yield tmp_path
    stop_servers(tmp_path)


def made(root: Path, language: Language, capsys) -> tuple[Activity, str, Path]:
    """Generate one problem into the user's database; return it with a right answer."""
    if missing := find_toolchains(for_any_user=True).missing(language):
        pytest.skip(f"{language}: {' and '.join(missing)} not found")
    spec = {
        "language": language,
        "problem_count": 1,
        "difficulty_plan": [{"difficulty": "easy", "count": 1}],
        "topic_tags": [TOPICS[language]],
        "problem_style": "stdout" if language == "sql" else "return",
    }
    (root / "spec.json").write_text(json.dumps(spec))
    author = RememberingAuthor()
    settings = Settings(database=root / "data" / "jupyter_codemm" / "codemm.sqlite")
    arguments = [
        "generate",
        "--spec",
        root / "spec.json",
        "--out",
        root / "out",
        "--sandbox",
        "local",
    ]
    code = run_command([str(a) for a in arguments], SoakWiring(settings, author))
    assert code == 0, capsys.readouterr().err
    (record,) = (root / "out").glob("*.activity.json")
    (notebook,) = (root / "out").glob("*.ipynb")
    return Activity.parse(record.read_bytes()), author.drafts[-1].reference.text, notebook


@pytest.mark.parametrize("language", LANGUAGES)
def test_run_and_submit_without_a_server(root, language, capsys):
    activity, right, _ = made(root, language, capsys)
    problem = activity.problems[0]
    header = header_line(problem)
    with bare_kernel(root) as kernel:
        loaded = kernel.run("%load_ext jupyter_codemm")
        (server,) = servers(root)
        assert str(server) in loaded.text
        starter = kernel.run(f"{header}\n{problem.starter}")
        assert "0 of 3" in starter.text
        assert starter.html
        answer = kernel.run(f"{header}\n{right}")
        assert "3 examples pass" in answer.text
        assert "all 8 tests pass" in kernel.press("Submit", "all 8 tests pass")
        again = kernel.run(f"%codemm submit {problem.id}")
        assert "8 tests pass" in again.text
    token = json.loads(next((root / "runtime").glob("codemm-*.json")).read_text())["token"]
    assert token not in loaded.text + starter.text + answer.text + answer.html


def test_stop_takes_a_submission_back_and_the_next_is_judged(root, capsys):
    activity, right, _ = made(root, "python", capsys)
    problem = activity.problems[0]
    header = header_line(problem)
    with bare_kernel(root) as kernel:
        kernel.run("%load_ext jupyter_codemm")
        kernel.run(f"{header}\ndef {problem.signature.name}(*a):\n    while True: pass\n")
        stop = kernel.widget("Stop")
        assert kernel.hidden(stop)
        kernel.press("Submit", "Waiting")
        assert not kernel.hidden(stop)
        assert "it has no verdict" in kernel.press("Stop", "cancelled")
        assert kernel.hidden(stop)
        kernel.run(f"{header}\n{right}")
        assert "all 8 tests pass" in kernel.press("Submit", "all 8 tests pass")
    assert stored(root) == ["done", "cancelled"]


def stored(root: Path) -> list[str]:
    """Return the states of all submissions, newest first."""

    async def work() -> list[str]:
        store = open_store(root / "data" / "jupyter_codemm" / "codemm.sqlite")
        found = await store.transact(lambda tx: tx.submissions.list(LOCAL_USER))
        await store.close()
        return [submission.status for submission in found]

    return asyncio.run(work())


def test_a_second_kernel_finds_the_same_server(root, capsys):
    made(root, "python", capsys)
    (root / "runtime").mkdir(exist_ok=True)
    dead = {"url": "http://127.0.0.1:9/x", "token": "t" * 43, "pid": 1, "version": "0"}
    (root / "runtime" / "codemm-1.json").write_text(
        json.dumps(dead | {"started_at": "2026-01-01T00:00:00Z"})
    )
    with bare_kernel(root) as first, bare_kernel(root) as second:
        assert "started" in first.run("%load_ext jupyter_codemm").text
        assert "started" not in second.run("%load_ext jupyter_codemm").text
    assert len([pid for pid in servers(root) if pid != 1]) == 1


def test_a_name_of_another_cell_is_named_and_the_kernel_goes_on(root, capsys):
    activity, _, _ = made(root, "python", capsys)
    problem = activity.problems[0]
    name = problem.signature.name
    with bare_kernel(root) as kernel:
        kernel.run("%load_ext jupyter_codemm")
        kernel.run("helper_of_mine = 3")
        ran = kernel.run(f"{header_line(problem)}\ndef {name}(*a):\n    return helper_of_mine\n")
        assert "helper_of_mine" in ran.text
        assert "another cell" in ran.text
        assert "SyntaxError" in kernel.run(f"{header_line(problem)}\ndef (").text
        stop_servers(root)
        gone = kernel.run(f"{header_line(problem)}\ndef {name}(*a):\n    return 1\n")
        assert gone.ok
        back = kernel.run(f"{header_line(problem)}\ndef {name}(*a):\n    return 1\n")
        assert "of 3" in back.text
        kernel.run("%unload_ext jupyter_codemm")
        assert "of 3" not in kernel.run(f"{header_line(problem)}\nx = 1\n").text


LIVE = """import sys
print('first', flush=True)
print('\\x1b[31mwrong', file=sys.stderr, flush=True)
{rest}
"""


def test_a_program_is_shown_while_it_runs_and_an_interrupt_stops_it(root):
    with bare_kernel(root) as kernel:
        kernel.run("%load_ext jupyter_codemm")
        ran = kernel.run("%%codemm python\n" + LIVE.format(rest="print('last')"))
        assert ran.text.count("first") == ran.text.count("last") == 1
        assert "\x1b[31mwrong" not in ran.text
        assert "wrong" in ran.text
        assert "Finished" in ran.text
        assert "first" not in ran.html
        failed = kernel.run("%%codemm python\nimport sys; sys.exit(3)")
        assert "exit code 3" in failed.text
        endless = LIVE.format(rest="while True: pass")
        stopped = kernel.run(f"%%codemm python\n{endless}", interrupt_at="first")
        assert not stopped.ok
        assert "first" in stopped.text
        slow = kernel.run(f"%%codemm python\n{endless}")
        assert "Took too long" in slow.text
        assert "5 seconds" in slow.text
        assert slow.text.count("first") == 1


def test_a_whole_notebook_runs_in_nbclient(root, capsys, monkeypatch):
    _, _, path = made(root, "python", capsys)
    notebook = nbformat.read(path, 4)
    for name in ("DATA", "RUNTIME", "CONFIG"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(root / name.lower()))
    monkeypatch.setenv("IPYTHONDIR", str(root / "ipython"))
    NotebookClient(notebook, timeout=120).execute()
    outputs = json.dumps(notebook.cells[-1].outputs)
    assert "0 of 3" in outputs
    nbformat.validate(notebook)
