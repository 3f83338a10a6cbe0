"""What somebody new does: `jupyter codemm demo`, then the first accepted answer, in few clicks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from jupyter_codemm.contracts.activity import Activity
from tests.ui.answer_cells import VERDICT_MS, answer_cell, press, verdict, write_answer
from tests.ui.front_ends import notebook_in
from tests.ui.lab import TOKEN, Lab, environment
from tests.ui.lab_page import scroll_to, take_screenshot
from tests.ui.tasks import drafted_again, wrong_answer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEED, MOST_CLICKS = 4, 6
COUNTED = """() => {
  window.clicks = 0;
  window.addEventListener('click', event => { window.clicks += event.detail > 0 ? 1 : 0; }, true);
}"""
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
SERVED = "/lab?token="


@pytest.fixture
def demo(lab, tmp_path):
    """The demo of somebody new, and the notebook it opens. `lab` says what is missing here."""
    with running_demo(tmp_path / "home") as (running, address):
        yield running, address


def test_from_the_demo_to_an_accepted_answer(demo, window, screenshots):
    running, address = demo
    started = time.monotonic()
    window.add_init_script(f"({COUNTED})()")
    window.goto(address)
    cell = answer_cell(notebook_in(window))
    summary = running.api("GET", "activities")["activities"][0]
    activity = Activity.parse(running.api("GET", f"activities/{summary['id']}"))
    session = running.api("GET", "sessions")["sessions"][0]
    session = running.api("GET", f"sessions/{session['id']}")
    problem = activity.problems[0]
    right = drafted_again(session, problem, SEED).reference.text
    take_screenshot(window, screenshots, "first-1-opened")
    write_answer(cell, problem, wrong_answer(problem, right))
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    press(cell, "Hint")
    expect(cell.get_by_role("group", name="Hints").get_by_role("listitem")).to_have_count(1)
    scroll_to(verdict(cell))
    take_screenshot(window, screenshots, "first-2-wrong")
    write_answer(cell, problem, right)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted: all 8 tests pass", timeout=VERDICT_MS)
    scroll_to(verdict(cell))
    take_screenshot(window, screenshots, "first-3-accepted")
    clicks = window.evaluate("window.clicks")
    seconds = time.monotonic() - started
    told = f"{clicks} clicks and {seconds:.1f} s in the browser, a wrong answer and a hint included"
    (screenshots / "first-answer.txt").write_text(f"{told}\n")
    assert 0 < clicks <= MOST_CLICKS


@contextmanager
def running_demo(home: Path) -> Iterator[tuple[Lab, str]]:
    """Start `jupyter codemm demo` and yield its JupyterLab, and the address that it would open."""
    python = Path(sys.executable)
    config = home / "config"
    (config / "labconfig").mkdir(parents=True)
    (config / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(NO_NEWS))
    settings = "c.ServerApp.open_browser = False\nc.ServerApp.ip = '127.0.0.1'\n"
    (config / "jupyter_server_config.py").write_text(settings)
    process = subprocess.Popen(
        [python, "-m", "jupyter", "codemm", "demo", "--seed", str(SEED), "--dir", home / "demo"],
        env=environment(python, home) | {"JUPYTER_TOKEN": TOKEN, "JUPYTER_PORT": "0"},
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield opened(process, home)
    finally:
        os.killpg(process.pid, 15)
        process.communicate(timeout=60)


def opened(process: subprocess.Popen[str], home: Path) -> tuple[Lab, str]:
    """Return the server once it is up, and the address of the notebook that was written."""
    said, notebook = [], ""
    for line in process.stdout:
        said.append(line)
        if line.startswith("notebook: "):
            notebook = Path(line.split(maxsplit=1)[1].strip()).name
        if SERVED in line and "http://127.0.0.1" in line:
            root = line[line.index("http://") :].partition("lab?token=")[0]
            return Lab(root, home, home), f"{root}lab/tree/{notebook}?token={TOKEN}"
    return pytest.fail("the demo opened no JupyterLab:\n" + "".join(said[-20:]))
