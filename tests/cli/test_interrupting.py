"""Ctrl-C stops the program, leaves nothing running and exits with 130."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import psutil
import pytest

from tests.cli.inputs import PROBLEM

ENDLESS = "import os\nprint(os.getppid(), flush=True)\nwhile True: pass\n"
DEADLINE_S = 60


def heed_interrupts() -> None:
    """Undo what a shell does to what it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def started(tmp_path):
    running = []

    def start(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "jupyter_codemm", *map(str, arguments)]
        process = subprocess.Popen(
            [*command, "--sandbox", "local"],
            env=os.environ | {"JUPYTER_DATA_DIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - this process has no threads
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def is_busy(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_RUNNING
    except psutil.NoSuchProcess:
        return False  # it was one of those that only try the sandbox


def test_run_shows_what_comes_and_stops(started, tmp_path):
    program = tmp_path / "solution.py"
    program.write_text(ENDLESS)
    process = started("run", "--language", "python", program)
    assert process.stdout.readline().strip().isdigit()  # it comes while the program runs
    boxed = descendants(process)
    assert boxed
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=DEADLINE_S)
    assert (process.returncode, out, err) == (130, "", "")
    assert psutil.wait_procs(boxed, timeout=DEADLINE_S)[1] == []


@pytest.mark.parametrize("batch", [False, True])
def test_judge_stops(started, tmp_path, batch):
    source = tmp_path / "solution.py"
    source.write_text("while True: pass\n")
    lines = tmp_path / "batch.jsonl"
    problem = tmp_path / "problem.json"
    slow = PROBLEM | {"limits": {"time_ms": 30_000}}
    problem.write_text(json.dumps(slow))
    lines.write_text(
        "".join(
            json.dumps({"id": n, "problem": "problem.json", "source": "solution.py"}) + "\n"
            for n in range(5)
        )
    )
    given = ("--batch", lines) if batch else (problem, source)
    process = started("judge", *given)
    boxed = []
    while not any(map(is_busy, boxed)):
        assert process.poll() is None
        boxed = descendants(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=DEADLINE_S)
    assert (process.returncode, out, err) == (130, "", "")
    assert psutil.wait_procs(boxed, timeout=DEADLINE_S)[1] == []
