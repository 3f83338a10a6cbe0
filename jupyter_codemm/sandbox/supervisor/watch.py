"""Watch a running step: feed it, read it, and end it when it crosses a limit."""

from __future__ import annotations

import os
import select
import signal
import time

from jupyter_codemm.sandbox.supervisor.channels import Input, Live, Output, Tell
from jupyter_codemm.sandbox.supervisor.child import Child
from jupyter_codemm.sandbox.supervisor.gauge import ContainerGauge, ProcessGauge, resident_kb
from jupyter_codemm.sandbox.supervisor.tally import overfull
from jupyter_codemm.sandbox.supervisor.wire import Message

POLL_MS = 20
POLLS_PER_TALLY = 10
LIFELINE = 0
SMALL_KB = 24 << 10
TROUBLE_BYTES = 600


def hear_children() -> int:
    """Make the end of a child wake `select`; returns the descriptor to select on."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    return reader


class OwnerGoneError(Exception):
    """Whoever asked for this work closed the lifeline."""


class Watch:
    """One step from its start to its end. `end` names the limit that it crossed, if any."""

    def __init__(
        self,
        child: Child,
        step: Message,
        gauge: ProcessGauge | ContainerGauge,
        bell: int,
        tell: Tell | None = None,
    ) -> None:
        self.folder = step["tallied_folder"]
        self.polls = 0
        self.child, self.limits, self.gauge, self.bell = child, step["limits"], gauge, bell
        self.started = time.monotonic()
        limit = self.limits["output_bytes"]
        self.outputs = [Output(fd, limit) for fd in (child.stdout, child.stderr, child.frame)]
        self.trouble = Output(child.trouble, TROUBLE_BYTES)
        self.is_program = False
        named = {"stdout": self.outputs[0], "stderr": self.outputs[1]}
        self.live = Live(named if tell else {}, tell or _nobody)
        self.input = Input(child.stdin, step["stdin"])
        self.inherited_kb = inherited_kb()
        self.end = ""
        self.status = 0
        self.peak_kb = self.cpu_ms = self.wall_ms = 0

    def run(self) -> None:
        """Return when the process has ended, by itself or killed for crossing a limit.

        Raises OwnerGoneError when the lifeline closes first.
        """
        poll = self._poll()
        while not self._ended():
            self._handle(poll, poll.poll(self._patience_ms()))
            self.live.pass_on()
            self._measure()
            if self.end:
                os.kill(self.child.pid, signal.SIGKILL)
                self._reap(0)
                return
        if any(output.over for output in self.outputs):
            self.end = "output_limit"

    def _poll(self) -> select.poll:
        poll = select.poll()
        for output in self.outputs:
            poll.register(output.fd, select.POLLIN)
        poll.register(self.trouble.fd, select.POLLIN)
        poll.register(self.bell, select.POLLIN)
        poll.register(LIFELINE, select.POLLIN)
        if self.input.write():
            poll.register(self.input.fd, select.POLLOUT)
        else:
            self._close_input()
        return poll

    def _handle(self, poll: select.poll, ready: list[tuple[int, int]]) -> None:
        fds = {fd for fd, _ in ready}
        if LIFELINE in fds:
            raise OwnerGoneError
        if self.bell in fds:
            os.read(self.bell, 512)
        for output in (*self.outputs, self.trouble):
            if output.fd in fds and not output.read():
                poll.unregister(output.fd)
                self.is_program = self.is_program or output is self.trouble
        if self.input.fd in fds and not self.input.write():
            poll.unregister(self.input.fd)
            self._close_input()

    def _close_input(self) -> None:
        os.close(self.child.stdin)
        self.child.stdin = self.input.fd = -1

    def _patience_ms(self) -> float:
        left = int(self.limits["wall_ms"]) - self._elapsed_ms()
        return max(0.0, min(POLL_MS, left))

    def _elapsed_ms(self) -> int:
        return int((time.monotonic() - self.started) * 1000)

    def _measure(self) -> None:
        if self.is_program:  # before, it has this process's memory
            self.peak_kb = max(self.peak_kb, self.gauge.memory_kb())
        self.polls += 1
        if any(output.over for output in self.outputs) or self._overfull():
            self.end = "output_limit"
        elif self.peak_kb > self.limits["memory_kb"]:
            self.end = "memory_limit"
        elif (
            self._elapsed_ms() >= self.limits["wall_ms"]
            or self.gauge.cpu_ms() > self.limits["cpu_ms"]
        ):
            self.end = "time_limit"

    def _overfull(self) -> bool:
        due = self.folder and self.polls % POLLS_PER_TALLY == 0
        return bool(due) and overfull(self.folder)

    def _ended(self) -> bool:
        return self._reap(os.WNOHANG)

    def _reap(self, flags: int) -> bool:
        pid, status, usage = os.wait4(self.child.pid, flags)
        if pid == 0:
            return False
        self.wall_ms = self._elapsed_ms()
        self.status = status
        peak_kb = _maxrss_kb(usage.ru_maxrss)
        if peak_kb > self.inherited_kb:
            self.peak_kb = max(self.peak_kb, peak_kb)
        self.cpu_ms = int((usage.ru_utime + usage.ru_stime) * 1000)
        for output in (*self.outputs, self.trouble):
            output.drain()
        self.live.finish()
        return True


def inherited_kb() -> int:
    """Return what a child's peak can be without being its own: this process's, when it is large.

    A process that is forked has its parent's memory until it becomes another program, and for the
    kernel that counts. Usually that is less than any interpreter takes, and hence no matter.
    """
    mine = resident_kb(os.getpid())
    return mine if mine > SMALL_KB else 0


def _nobody(channel: str, data: bytes) -> None:
    """Tell nobody."""


def _maxrss_kb(value: int) -> int:
    return value // 1024 if os.uname().sysname == "Darwin" else value
