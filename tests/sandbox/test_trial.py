"""What is made of a trial program, however it ends on this machine."""

import asyncio
import subprocess
import sys

import pytest

from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, StepReport
from jupyter_codemm.sandbox.local.trial import PROGRAM, UNSEEN_TASKS, Trial, run_trial

LAYERS = b"files\nnetwork\nother processes\nnew processes"


def told(frame: bytes = b"threads\n" + LAYERS, end: str = "exited", code: int = 0) -> StepReport:
    return StepReport("trial", end=end, code=code, frame=frame)


def trial(*runs: StepReport, confined: bool = True) -> tuple[Trial, list[int]]:
    """Return what is made of these runs, the last one for good, and the room each was given."""
    rooms: list[int] = []

    async def launch(plan: ExecutionPlan, attempted: Trial) -> ExecutionReport:
        rooms.append(attempted.unseen_tasks)
        return ExecutionReport(tier="landlock", runs=(runs[min(len(rooms), len(runs)) - 1],))

    return asyncio.run(run_trial(launch, confined=confined)), rooms


def test_a_program_that_is_held_back_and_has_threads_needs_no_room():
    found, rooms = trial(told())
    assert (found.reason, found.unseen_tasks, rooms) == ("", 0, [0])
    assert found.layers == tuple(LAYERS.decode().split("\n"))


def test_a_trial_that_a_busy_machine_broke_off_does_not_change_the_limit():
    found, rooms = trial(told(b"", "time_limit"), told(b"", "signaled", 9), told())
    assert (found.reason, found.unseen_tasks, rooms) == ("", 0, [0, 0, 0])


@pytest.mark.parametrize("confined", [True, False])
@pytest.mark.parametrize(
    ("run", "words"),
    [
        (told(b"", "time_limit"), "(time_limit)"),
        (told(b"", "exited", 1), "(exit code 1)"),
    ],
)
def test_a_tier_whose_trial_never_runs_to_its_end_is_not_used(run, words, confined):
    found, _ = trial(run, confined=confined)
    assert found.reason == f"a trial program did not end by itself {words}"


def test_threads_that_nobody_sees_here_are_given_room():
    found, rooms = trial(told(b"\n" + LAYERS), told(b"\n" + LAYERS), told())
    assert (found.reason, found.unseen_tasks) == ("", UNSEEN_TASKS[2])
    assert rooms == list(UNSEEN_TASKS[:3])


def test_there_is_a_limit_even_where_no_room_is_enough():
    found, _ = trial(told(b"\n" + LAYERS))
    assert (found.reason, found.unseen_tasks) == ("", UNSEEN_TASKS[-1])


def test_a_program_that_got_out_is_told_by_what_it_reached():
    found, _ = trial(told(b"threads\nfiles\nnetwork\nother processes"))
    assert found.reason == "a trial program was not kept from: new processes"


def test_a_trial_program_ends_without_taking_its_interpreter_down(tmp_path):
    """Threads that wake up meanwhile crash some interpreters, so that no tier seemed to work."""
    secret = tmp_path / "secret"
    secret.touch()
    code = f"import atexit, os\natexit.register(os.abort)\nos.dup2(1, 3)\n{PROGRAM}"
    command = [sys.executable, "-I", "-S", "-c", code, secret]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout.split(b"\n")[0]) == (0, b"threads"), done.stderr
