"""A Redis of the tests' own that can be killed and started again, and workers on it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jupyter_codemm.jobs.settings import QueueSettings, QueueTimes

PASSWORD = "a-password-that-nobody-may-log"
UP_S = 20.0
ROOT = Path(__file__).resolve().parents[2]
QUICK = QueueTimes(
    notice_s=0.3,
    silent_s=1.2,
    look_s=0.3,
    retry_s=0.1,
    limit_s=15.0,
    kill_s=20,
    visibility_s=30,
    kept_s=600,
)
"""The same as usual, only sooner."""


def missing() -> str:
    """Say why there can be no queue here; nothing when there can."""
    if shutil.which("redis-server") is None:
        return "redis-server is not on this machine (apt-get install redis-server)"
    return ""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@dataclass
class RedisServer:
    """Keeps what it was told over its death, but for the last second."""

    folder: Path
    port: int = field(default_factory=free_port)
    options: Sequence[str] = ()
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    @property
    def settings(self) -> QueueSettings:
        return QueueSettings(self.url, times=QUICK)

    def start(self) -> None:
        """Start it, and return when it answers."""
        config = self.folder / "redis.conf"
        config.write_text(
            f'port {self.port}\nbind 127.0.0.1\ndir {self.folder}\nsave ""\nappendonly yes\n'
            f"appendfsync everysec\nrequirepass {PASSWORD}\n" + "\n".join(self.options)
        )
        config.chmod(0o600)
        self.process = subprocess.Popen(
            ["redis-server", str(config)], stdout=subprocess.PIPE, text=True
        )
        for line in self.process.stdout or ():
            if "Ready to accept connections" in line:
                return
        raise AssertionError("redis-server did not start")

    def forget(self) -> None:
        """Have it lose everything."""
        from jupyter_codemm.jobs.broker import connected_in_thread  # noqa: PLC0415 - an extra

        with connected_in_thread(self.settings) as client:
            client.flushall()

    def kill(self) -> None:
        """Kill it without warning."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop it, if it runs."""
        if self.process is not None:
            self._end(signal.SIGTERM)

    def _end(self, how: int) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(UP_S)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process = None


@contextmanager
def redis_server(folder: Path, options: Sequence[str] = ()) -> Iterator[RedisServer]:
    """Run a Redis until the block ends; skip where there is none."""
    if why := missing():
        pytest.skip(why)
    folder.mkdir(parents=True, exist_ok=True)
    server = RedisServer(folder, options=options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class WorkerProcess:
    """A worker, with the times of these tests; see `working`."""

    def __init__(self, url: str, folder: Path, *options: str) -> None:
        self.command = [sys.executable, "-m", "tests.jobs.working", str(folder), *options]
        self.url = url
        self.process: subprocess.Popen | None = None
        self.log = folder / "worker.log"

    def start(self) -> None:
        """Start it; what is sent before it is there waits."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, "CODEMM_QUEUE_URL": self.url},
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """Kill the whole worker without warning."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; returns its exit code."""
        return self._end(signal.SIGTERM) if self.process is not None else 0

    def _end(self, how: int) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        code = self.process.wait(60)
        self.process = None
        return code


@contextmanager
def workers(url: str, folder: Path, count: int = 1, *options: str) -> Iterator[list[WorkerProcess]]:
    """Run workers until the block ends; all note in the folder what they judge."""
    made = [WorkerProcess(url, folder, *options) for _ in range(count)]
    try:
        for one in made:
            one.start()
        yield made
    finally:
        for one in made:
            if one.process is not None:
                one.kill()


@dataclass
class CommandWorker:
    """`jupyter codemm worker`, with the password apart from the address."""

    port: int
    log: Path
    options: Sequence[str] = ("--sandbox", "local")
    process: subprocess.Popen | None = None

    @property
    def environ(self) -> dict[str, str]:
        """What tells it, or a service, where the queue is."""
        return {
            "CODEMM_QUEUE_URL": f"redis://127.0.0.1:{self.port}/0",
            "CODEMM_QUEUE_PASSWORD": PASSWORD,
        }

    def start(self) -> None:
        """Start it; what is sent before it is there waits."""
        command = [sys.executable, "-m", "jupyter_codemm", "worker", *self.options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | self.environ, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """Kill it without warning."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
