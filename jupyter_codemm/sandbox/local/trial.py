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
import _socket, errno, fcntl, os, resource, sys, _thread, time
def refusal(attempt):
    try:
        attempt()
    except OSError as error:
        return error.errno
    return 0
def status(line):
    with open("/proc/self/status") as lines:
        return line in lines.read().split("\\n")
secret = sys.argv[1]
read = refusal(lambda: open(secret))
held = {
    "files": read and refusal(lambda: open(secret, "a"))
    and refusal(lambda: os.truncate(secret, 0)),
    "network": refusal(_socket.socket),
    "other processes": refusal(lambda: os.kill(os.getppid(), 0))
    and refusal(lambda: fcntl.fcntl(3, fcntl.F_SETOWN, os.getppid())),
    "new processes": refusal(lambda: os.fork() or os._exit(0)),
    "namespaces": read == errno.ENOENT,
    "address space": resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY,
}
if sys.platform == "linux":
    held["seccomp"] = status("Seccomp:\\t2")
    held["no new privileges"] = status("NoNewPrivs:\\t1")
open("own", "w").close()
try:
    for _ in range(8):
        _thread.start_new_thread(time.sleep, (0.01,))
    threads = b"threads"
except RuntimeError:
    threads = b""
os.write(3, b"\\n".join([threads, *(name.encode() for name in held if held[name])]))
"""
NEEDED = frozenset({"files", "network", "other processes", "new processes"})

Launch = Callable[[ExecutionPlan, "Trial"], Awaitable[ExecutionReport]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial showed: `reason` is why the tier cannot be used, empty when it can.

    `layers` names what held the program back: what it could not reach, and by which means.
    `limit_tasks` is False where the kernel counts more threads of this user than can be seen here
    (containers that share a user id), so that a limit would starve honest programs.
    """

    reason: str = ""
    limit_tasks: bool = True
    layers: tuple[str, ...] = ()


async def run_trial(launch: Launch, *, confined: bool) -> Trial:
    """Return whether the program ran, was held back if it should be, and could start threads."""
    with tempfile.NamedTemporaryFile(prefix="codemm-trial-", suffix=".secret") as secret:
        await asyncio.to_thread(Path(secret.name).chmod, 0o644)
        limit_tasks = True
        threads, layers = await _attempt(launch, secret.name, Trial())
        if not threads:
            limit_tasks = False
            _, layers = await _attempt(launch, secret.name, Trial(limit_tasks=False))
    return Trial(_reason(layers) if confined else "", limit_tasks, layers)


def _reason(layers: tuple[str, ...]) -> str:
    missing = sorted(NEEDED - set(layers))
    return f"a trial program was not kept from: {', '.join(missing)}" if missing else ""


async def _attempt(launch: Launch, secret: str, trial: Trial) -> tuple[bool, tuple[str, ...]]:
    step = RunStep("trial", ("python3", "-I", "-S", "-c", PROGRAM, secret), TRIAL_LIMITS)
    report = await launch(ExecutionPlan(language="python", files={}, runs=(step,)), trial)
    threads, _, layers = report.runs[0].frame.decode("ascii", "replace").partition("\n")
    return bool(threads), tuple(layers.splitlines())
