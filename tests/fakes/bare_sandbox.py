"""A Sandbox of plain subprocesses: the port's promises and no confinement. For tests only."""

from __future__ import annotations

import asyncio
import math
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    Listen,
    RunStep,
    StepEnd,
    StepLimits,
    StepReport,
)

TOOLS = {
    "python": ("python3",),
    "sql": ("python3",),
    "java": ("javac", "java"),
    "cpp": ("g++",),
}
LIMITED = 'ulimit -c 0; ulimit -f "$1"; ulimit -v "$2"; exec 3>"$3"; shift 3; exec "$@"'
RUNTIME_MB = 64
KILLED_BY_LIMIT: dict[int, StepEnd] = {
    signal.SIGXCPU: "time_limit",
    signal.SIGXFSZ: "output_limit",
}


def resolved(tool: str) -> str:
    """Return the program behind a tool's plain name."""
    return sys.executable if tool == "python3" else shutil.which(tool) or tool


@dataclass
class Job:
    """The process group of one execute, so that a cancelled task can end it."""

    groups: set[int] = field(default_factory=set)
    stopped: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def started(self, group: int) -> None:
        with self.lock:
            self.groups.add(group)
            if self.stopped:
                kill_group(group)

    def stop(self) -> None:
        with self.lock:
            self.stopped = True
            for group in self.groups:
                kill_group(group)


def kill_group(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


@dataclass
class Stream:
    """One output channel, cut at its limit."""

    limit: int
    data: bytearray = field(default_factory=bytearray)
    truncated: bool = False

    def feed(self, chunk: bytes) -> None:
        room = self.limit - len(self.data)
        self.data += chunk[:room]
        self.truncated = self.truncated or len(chunk) > room


class BareSandbox:
    """Runs every step as a plain child process in an empty directory."""

    def __init__(self) -> None:
        self._launches = 0

    @property
    def tier(self) -> Tier:
        return "rlimit"

    @property
    def launches(self) -> int:
        return self._launches

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        del listen
        missing = [tool for tool in TOOLS[plan.language] if not shutil.which(tool)]
        if missing:
            raise MissingToolError(f"{', '.join(missing)} not found")
        self._launches += 1
        job = Job()
        work = asyncio.ensure_future(asyncio.to_thread(execute, plan, job))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            job.stop()
            with suppress(OSError):
                await work
            raise

    async def languages(self) -> tuple[LanguageHealth, ...]:
        return tuple(
            LanguageHealth(
                language=language,
                tier=self.tier,
                ok=all(shutil.which(tool) for tool in TOOLS[language]),
            )
            for language in LANGUAGES
        )

    async def close(self) -> None:
        return


def execute(plan: ExecutionPlan, job: Job) -> ExecutionReport:
    with tempfile.TemporaryDirectory(prefix="codemm-bare-") as folder:
        build = Path(folder, "build")
        build.mkdir()
        for name, content in plan.files.items():
            (build / name).write_bytes(content)
        compiled: list[StepReport] = []
        for index, step in enumerate(plan.compile):
            if compiled and (compiled[-1].end, compiled[-1].code) != ("exited", 0):
                compiled.append(StepReport(name=f"compile_{index + 1}", end="not_run"))
                continue
            compiled.append(compile_step(f"compile_{index + 1}", step, build, job))
        if compiled and (compiled[-1].end, compiled[-1].code) != ("exited", 0):
            runs = tuple(StepReport(name=step.name, end="not_run") for step in plan.runs)
            return ExecutionReport("rlimit", runs, tuple(compiled))
        return ExecutionReport("rlimit", run_all(plan, build, job), tuple(compiled))


def run_all(plan: ExecutionPlan, build: Path, job: Job) -> tuple[StepReport, ...]:
    reports: list[StepReport] = []
    left_ms, over = plan.total_ms, False
    for step in plan.runs:
        if over or job.stopped or left_ms <= 0:
            reports.append(StepReport(name=step.name, end="not_run"))
            continue
        with tempfile.TemporaryDirectory(dir=build.parent) as cwd:
            Path(cwd, "frame").write_bytes(step.frame)
            report = run_step(step, build, Path(cwd), left_ms, job)
        left_ms -= max(report.wall_ms, report.cpu_ms)
        crossed = left_ms <= 0
        if crossed and report.end != "time_limit":
            report = StepReport(name=step.name, end="time_limit", wall_ms=report.wall_ms)
        over = crossed or (plan.stop_on_timeout and report.end == "time_limit")
        reports.append(report)
    return tuple(reports)


def compile_step(name: str, step: CompileStep, build: Path, job: Job) -> StepReport:
    argv = [resolved(step.argv[0]), *step.argv[1:]]
    argv = [part.replace("{build}", str(build)) for part in argv]
    limits = StepLimits(
        wall_ms=step.limits.wall_ms,
        cpu_ms=step.limits.cpu_ms,
        memory_mb=0,
        output_bytes=step.limits.output_bytes,
        file_bytes=max(step.limits.file_bytes, 64 << 20),
    )
    return spawn(name, argv, limits, job, cwd=build, env={"TMPDIR": str(build)}, stdin=b"")


def run_step(step: RunStep, build: Path, cwd: Path, left_ms: int, job: Job) -> StepReport:
    argv = [part.replace("{build}", str(build)) for part in step.argv]
    limits = StepLimits(
        wall_ms=min(step.limits.wall_ms, left_ms),
        cpu_ms=min(step.limits.cpu_ms, left_ms),
        memory_mb=0 if argv[0] == "java" else step.limits.memory_mb + RUNTIME_MB,
        output_bytes=step.limits.output_bytes,
        file_bytes=step.limits.file_bytes,
    )
    argv[0] = resolved(argv[0])
    return spawn(step.name, argv, limits, job, cwd=cwd, env=step.env, stdin=step.stdin)


def spawn(
    name: str,
    argv: list[str],
    limits: StepLimits,
    job: Job,
    *,
    cwd: Path,
    env: Mapping[str, str],
    stdin: bytes,
) -> StepReport:
    with ExitStack() as stack:
        frame_read, frame_write = os.pipe()
        stack.callback(os.close, frame_read)
        source = stack.enter_context(tempfile.TemporaryFile())
        source.write(stdin)
        source.seek(0)
        blocks = str(limits.file_bytes // 512)
        memory = str(limits.memory_mb * 1024) if limits.memory_mb else "unlimited"
        shell = ["/bin/sh", "-c", LIMITED, "sh", blocks, memory, f"/dev/fd/{frame_write}"]
        started = time.monotonic()
        process = subprocess.Popen(
            [*shell, *argv],
            cwd=cwd,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", **env},
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            pass_fds=(frame_write,),
        )
        stack.enter_context(process)
        os.close(frame_write)
        job.started(process.pid)
        assert process.stdout
        assert process.stderr
        fds = (process.stdout.fileno(), process.stderr.fileno(), frame_read)
        streams = {fd: Stream(limits.output_bytes) for fd in fds}
        status, cpu_ms, memory_kb, timed_out = watch(process.pid, streams, limits, started)
        process.returncode = status
        wall_ms = math.ceil((time.monotonic() - started) * 1000)
        end, code = verdict(status, streams, timed_out=timed_out or cpu_ms > limits.cpu_ms)
        out, err, frame = (bytes(streams[fd].data) for fd in fds)
        truncated = any(stream.truncated for stream in streams.values())
        return StepReport(
            name, end, code, wall_ms, cpu_ms, memory_kb, out, err, frame, truncated=truncated
        )


def watch(
    pid: int, streams: Mapping[int, Stream], limits: StepLimits, started: float
) -> tuple[int, int, int, bool]:
    """Read until the end; return the status, CPU ms, peak KiB, and whether time ran out."""
    deadline = started + limits.wall_ms / 1000
    ended = os.pidfd_open(pid)
    timed_out = False
    with selectors.DefaultSelector() as selector:
        for fd in (ended, *streams):
            selector.register(fd, selectors.EVENT_READ)
        while True:
            ready = [key.fd for key, _ in selector.select(max(0, deadline - time.monotonic()))]
            for fd in [fd for fd in ready if fd in streams]:
                chunk = os.read(fd, 1 << 16)
                streams[fd].feed(chunk)
                if not chunk:
                    selector.unregister(fd)
            timed_out = time.monotonic() >= deadline and ended not in ready
            over = any(stream.truncated for stream in streams.values())
            if ended in ready or timed_out or over:
                break
    if ended not in ready:
        kill_group(pid)
    _, status, usage = os.wait4(pid, 0)
    os.close(ended)
    drain(streams)
    kill_group(pid)
    cpu_ms = math.ceil((usage.ru_utime + usage.ru_stime) * 1000)
    return os.waitstatus_to_exitcode(status), cpu_ms, usage.ru_maxrss, timed_out


def drain(streams: Mapping[int, Stream]) -> None:
    """Read what already lies in the pipes."""
    for fd, stream in streams.items():
        os.set_blocking(fd, False)
        with suppress(BlockingIOError):
            while (chunk := os.read(fd, 1 << 16)) and not stream.truncated:
                stream.feed(chunk)


def verdict(status: int, streams: Mapping[int, Stream], *, timed_out: bool) -> tuple[StepEnd, int]:
    if timed_out:
        return "time_limit", 0
    if any(stream.truncated for stream in streams.values()):
        return "output_limit", 0
    if status >= 0:
        return "exited", status
    return KILLED_BY_LIMIT.get(-status, "signaled"), -status
