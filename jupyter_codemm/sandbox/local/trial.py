"""Try a tier with a small hostile program before trusting it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, RunStep, StepLimits

TRIAL_LIMITS = StepLimits(wall_ms=5000, cpu_ms=5000, memory_mb=256)
PROGRAM = """
import _socket, os, sys, _thread, time
def refused(attempt):
    try:
        attempt()
    except OSError:
        return True
    return False
secret = sys.argv[1]
held = refused(lambda: open(secret)) and refused(lambda: open(secret, "a"))
held = held and refused(_socket.socket) and refused(lambda: os.kill(os.getppid(), 0))
open("own", "w").close()
try:
    for _ in range(8):
        _thread.start_new_thread(time.sleep, (0.01,))
    threads = True
except RuntimeError:
    threads = False
os.write(3, b"%d%d" % (held, threads))
"""

Launch = Callable[[ExecutionPlan, "Trial"], Awaitable[ExecutionReport]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial showed: `reason` is why the tier cannot be used, empty when it can.

    `limit_tasks` is False where the kernel counts more threads of this user than can be seen here
    (containers that share a user id), so that a limit would starve honest programs.
    """

    reason: str = ""
    limit_tasks: bool = True


async def run_trial(launch: Launch, *, confined: bool) -> Trial:
    """Return whether the program ran, was held back if it should be, and could start threads."""
    with tempfile.NamedTemporaryFile(prefix="codemm-trial-", suffix=".secret") as secret:
        await asyncio.to_thread(Path(secret.name).chmod, 0o644)
        held, threads = await _attempt(launch, secret.name, Trial())
        if not threads:
            held, threads = await _attempt(launch, secret.name, Trial(limit_tasks=False))
            return Trial(reason=_reason(held=held or not confined), limit_tasks=False)
    return Trial(reason=_reason(held=held or not confined))


def _reason(*, held: bool) -> str:
    return "" if held else "a trial program got out of its confinement"


async def _attempt(launch: Launch, secret: str, trial: Trial) -> tuple[bool, bool]:
    step = RunStep("trial", ("python3", "-I", "-S", "-c", PROGRAM, secret), TRIAL_LIMITS)
    report = await launch(ExecutionPlan(language="python", files={}, runs=(step,)), trial)
    frame = report.runs[0].frame
    return frame[:1] == b"1", frame[1:] == b"1"
