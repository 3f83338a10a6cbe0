"""One plain child process under its limits, for the bare sandbox."""

from __future__ import annotations

import math
import os
import selectors
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from jupyter_codemm.ports import (
    StepEnd,
    StepLimits,
    StepReport,
)

LIMITED = 'ulimit -c 0; ulimit -f "$1"; ulimit -v "$2"; exec 3>"$3"; shift 3; exec "$@"'
KILLED_BY_LIMIT: dict[int, StepEnd] = {
    signal.SIGXCPU: "time_limit",
    signal.SIGXFSZ: "output_limit",
}
Channel = Literal["stdout", "stderr"]
CHANNELS: tuple[Channel, ...] = ("stdout", "stderr")


@dataclass
class Job:
    """The process groups of one execute, so that a cancelled task can end it, and its listener."""

    tell: Callable[[str, Channel, bytes], None]
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
    tell: Callable[[bytes], None] | None = None

    def feed(self, chunk: bytes) -> None:
        room = self.limit - len(self.data)
        if self.tell and chunk[:room]:
            self.tell(chunk[:room])
        self.data += chunk[:room]
        self.truncated = self.truncated or len(chunk) > room


def spawn(
    name: str,
    argv: list[str],
    limits: StepLimits,
    job: Job,
    *,
    cwd: Path,
    env: Mapping[str, str],
    stdin: bytes,
    live: bool = True,
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
        for fd, channel in zip(fds, CHANNELS if live else (), strict=False):
            streams[fd].tell = partial(job.tell, name, channel)
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
