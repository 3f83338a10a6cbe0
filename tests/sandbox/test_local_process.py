"""Programs that nothing confines turn on their supervisor; the host ends them."""

import asyncio
import shutil
import sys
import uuid

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.bundle import supervisor_program
from jupyter_codemm.sandbox.local.jobs import make_job_folder
from jupyter_codemm.sandbox.local.process import converse
from jupyter_codemm.sandbox.local.toolchains import find_toolchains
from jupyter_codemm.sandbox.local.users import Users, may_change_user
from jupyter_codemm.sandbox.wire import Box, encode
from tests.sandbox.boxes import gone, limits, plan, python

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

STOP_THE_SUPERVISOR = """
import os, signal
for number in set(signal.Signals) - {9, 19}:
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
os.kill(os.getppid(), 19)
while True: signal.pause()
"""
KILL_THE_SUPERVISOR = """
import os, signal
os.kill(os.getppid(), 9)
while True: signal.pause()
"""
LEAVE_A_CHILD = """
import os, signal
if os.fork(): os.kill(os.getppid(), 9)
os.setsid()
while True: signal.pause()
"""


def spoken_with(program: str, *, within_s: float) -> str:
    """Have a program that nothing confines run under a supervisor; return what the host says."""
    tools = find_toolchains(for_any_user=may_change_user())
    wanted = plan(python(program, limits=limits(wall_ms=300_000)), total_ms=300_000)
    command = [tools.tools["python3"], "-I", "-S", "-c", supervisor_program()]

    async def heard(body: bytes) -> None:
        raise AssertionError(body)

    async def work() -> None:
        await converse(command, encode(wanted, box), user, heard, within_s=within_s)

    with Users().one() as user:
        root = make_job_folder(user)
        box = Box(root, root, tools.tools, shared_user=user is None, remove_folder=True)
        try:
            with pytest.raises(UnavailableError) as error:
                asyncio.run(work())
            return error.value.message
        finally:
            shutil.rmtree(root, ignore_errors=True)


@linux_only
def test_a_program_that_stops_its_supervisor_does_not_keep_the_slot():
    marker = f"marker-{uuid.uuid4().hex}"
    said = spoken_with(f"# {marker}\n{STOP_THE_SUPERVISOR}", within_s=3)
    assert said == "the local sandbox did not answer in time"
    asyncio.run(gone(marker))


@linux_only
@pytest.mark.parametrize("program", [KILL_THE_SUPERVISOR, LEAVE_A_CHILD], ids=["alone", "two"])
def test_a_program_that_kills_its_supervisor_is_gone_too(program):
    if program == LEAVE_A_CHILD and not may_change_user():
        pytest.skip("not root: programs are not users of their own")
    marker = f"marker-{uuid.uuid4().hex}"
    said = spoken_with(f"# {marker}\n{program}", within_s=300)
    assert said == "the local sandbox ended before it answered"
    asyncio.run(gone(marker))


@linux_only
def test_whoever_gives_up_at_any_moment_of_the_start_gets_away():
    command = [find_toolchains(for_any_user=False).tools["python3"], "-c", "input()"]

    async def heard(body: bytes) -> None:
        raise AssertionError(body)

    async def given_up_after(turns: int) -> bool:
        work = asyncio.ensure_future(converse(command, b"", None, heard, within_s=300))
        for _ in range(turns):
            await asyncio.sleep(0)
        work.cancel()
        await asyncio.wait([work], timeout=30)
        return work.cancelled()

    async def scenario() -> list[bool]:
        return [await given_up_after(turns) for turns in range(12)]

    assert asyncio.run(scenario()) == [True] * 12
