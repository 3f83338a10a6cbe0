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
os._exit(0)  # some interpreters crash when they take themselves down while threads wake up
"""
NEEDED = frozenset({"files", "network", "other processes", "new processes"})
ATTEMPTS = 3
# Room for threads that the kernel counts and nobody here can see; a program always has a limit.
UNSEEN_TASKS = (0, 256, 1024, 4096, 16_384)

Launch = Callable[[ExecutionPlan, "Trial"], Awaitable[ExecutionReport]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial showed: `reason` is why the tier cannot be used, empty when it can.

    `layers` names what held the program back: what it could not reach, and by which means.
    `unseen_tasks` is more than 0 where the kernel counts more threads of this user than can be seen
    here (containers that share a user id), so that the usual limit would starve honest programs.
    """

    reason: str = ""
    unseen_tasks: int = 0
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one trial program told before it ended."""

    end: str
    threads: bool = False
    layers: tuple[str, ...] = ()


async def run_trial(launch: Launch, *, confined: bool) -> Trial:
    """Return whether the program ran, was held back if it should be, and could start threads."""
    with tempfile.NamedTemporaryFile(prefix="codemm-trial-", suffix=".secret") as secret:
        await asyncio.to_thread(Path(secret.name).chmod, 0o644)
        unseen, seen = 0, _Seen("not_run")
        for unseen in UNSEEN_TASKS:
            seen = await _attempts(launch, secret.name, Trial(unseen_tasks=unseen))
            if seen.threads or seen.end != "exited":
                break
    return Trial(_reason(seen, confined=confined), unseen, seen.layers)


def _reason(seen: _Seen, *, confined: bool) -> str:
    if seen.end != "exited":
        return f"a trial program did not end by itself ({seen.end})"
    missing = sorted(NEEDED - set(seen.layers)) if confined else ()
    return f"a trial program was not kept from: {', '.join(missing)}" if missing else ""


async def _attempts(launch: Launch, secret: str, trial: Trial) -> _Seen:
    """Attempt it again when it did not run to its end, as may happen once on a busy machine."""
    seen = await _attempt(launch, secret, trial)
    for _ in range(ATTEMPTS - 1):
        if seen.end == "exited":
            break
        seen = await _attempt(launch, secret, trial)
    return seen


async def _attempt(launch: Launch, secret: str, trial: Trial) -> _Seen:
    step = RunStep("trial", ("python3", "-I", "-S", "-c", PROGRAM, secret), TRIAL_LIMITS)
    report = await launch(ExecutionPlan(language="python", files={}, runs=(step,)), trial)
    run = report.runs[0]
    if run.end == "exited" and run.code:
        return _Seen(f"exit code {run.code}")
    threads, _, layers = run.frame.decode("ascii", "replace").partition("\n")
    return _Seen(run.end, bool(threads), tuple(layers.splitlines()))
