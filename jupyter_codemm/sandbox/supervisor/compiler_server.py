"""javac without its start: a compiler that runs already, in a JVM of its own, and is asked.

It compiles learners' texts in its own memory, so nothing secret is ever there: it is asked by the
boxes that compile, which know no test. It is replaced after some jobs, and after any crash.
"""

from __future__ import annotations

import os
import select
import time

from jupyter_codemm.sandbox.supervisor.channels import Input, Output
from jupyter_codemm.sandbox.supervisor.gauge import ContainerGauge, ProcessGauge
from jupyter_codemm.sandbox.supervisor.javac import CRASHED, INT_BYTES, Answer, Call, blank
from jupyter_codemm.sandbox.supervisor.jvm import Jvm, source_text
from jupyter_codemm.sandbox.supervisor.watch import LIFELINE, OwnerGoneError
from jupyter_codemm.sandbox.supervisor.wire import Message

MOST_JOBS = 50
MOST_ANSWER = 64 << 20
POLL_MS = 20
PATIENCE_S = 30
SOURCE = "CompilerServer.java"
READY = b"\x07"


class CompilerServer:
    """One warm javac. `pids` and `fds` are what it holds."""

    def __init__(self) -> None:
        """Start it; raises OSError where it cannot be shut in, which takes a user of its own."""
        if os.geteuid() != 0:
            raise PermissionError("a warm compiler needs a user of its own")
        self.source = source_text(SOURCE)
        self._start()

    def wait(self, patience_s: float = PATIENCE_S) -> None:
        """Return when it is ready; raises OSError when it does not get so."""
        until = time.monotonic() + patience_s
        while not self._ready():
            left = until - time.monotonic()
            if left <= 0 or not self.pids:
                raise TimeoutError("the warm compiler did not get ready")
            select.select([self.jvm.stdout], [], [], left)

    def serves(self, step: Message) -> bool:
        """Return whether it is ready and understands the step's call of javac."""
        return Call(step["argv"]).understood and self._ready()

    def compile(self, step: Message, build: str) -> tuple[Message, list[tuple[str, bytes]]] | None:
        """Return the report of a step that it serves and the files to put into `build`.

        Returns None when only javac itself can answer.
        """
        call = Call(step["argv"])
        job = call.job(build)
        if job is None:
            return None
        self.jobs += 1
        try:
            answer, report = self._answered(step, job)
        except ConnectionError:
            self._restart()
            return None
        if answer is None or answer.code == CRASHED or self.jobs >= MOST_JOBS:
            self._restart()
        if answer is None or report["end"] != "exited":
            return report, []
        return report, [(f"{call.output}/{name}", data) for name, data in answer.classes]

    def _start(self) -> None:
        self.jvm = Jvm(self.source)
        self.jobs, self.is_ready = 0, False
        self.pids, self.fds = {self.jvm.pid}, {self.jvm.stdin, self.jvm.stdout}

    def _restart(self) -> None:
        self.jvm.end()
        self._start()

    def _ready(self) -> bool:
        if not self.is_ready and self.pids:
            try:
                said = os.read(self.jvm.stdout, 1)
            except BlockingIOError:
                return False
            self.is_ready = said == READY
            if not self.is_ready:
                self.jvm.end()
                self.pids, self.fds = set(), set()
        return self.is_ready

    def _answered(self, step: Message, job: bytes) -> tuple[Answer | None, Message]:
        question = Question(self.jvm, step["limits"])
        end = question.ask(job)
        if end:
            return None, {**blank(step, end), **question.facts()}
        answer = Answer(bytes(question.output.data[INT_BYTES:]))
        return answer, answer.report(step, question.facts())


class Question:
    """One job from its sending to its answer, watched as a step is."""

    def __init__(self, jvm: Jvm, limits: Message) -> None:
        self.jvm, self.limits = jvm, limits
        self.output = Output(jvm.stdout, MOST_ANSWER)
        self.gauge, self.box = ProcessGauge(), ContainerGauge()
        self.gauge.start(jvm.pid)
        self.box.start(0)
        self.cpu_before = self.gauge.cpu_ms()
        self.started = time.monotonic()
        self.peak_kb = 0

    def ask(self, job: bytes) -> str:
        """Return once the whole answer is in `output`, or the limit that was reached.

        Raises OwnerGoneError when nobody waits any more, ConnectionError when the JVM ended.
        """
        entry = Input(self.jvm.stdin, job)
        poll = select.poll()
        poll.register(self.jvm.stdout, select.POLLIN)
        poll.register(LIFELINE, select.POLLIN)
        writing = entry.write()
        if writing:
            poll.register(self.jvm.stdin, select.POLLOUT)
        while not self._complete():
            ready = {fd for fd, _ in poll.poll(POLL_MS)}
            if LIFELINE in ready:
                raise OwnerGoneError
            if self.jvm.stdin in ready and not entry.write():
                poll.unregister(self.jvm.stdin)
            if self.jvm.stdout in ready and not self.output.read():
                return self._lost()
            if end := self._crossed():
                return end
        return ""

    def facts(self) -> Message:
        """Return what was measured."""
        return {
            "wall_ms": self._wall_ms(),
            "cpu_ms": self.gauge.cpu_ms() - self.cpu_before,
            "memory_kb": self.peak_kb,
        }

    def _complete(self) -> bool:
        data = self.output.data
        return len(data) >= INT_BYTES and (
            len(data) >= INT_BYTES + int.from_bytes(data[:INT_BYTES], "big")
        )

    def _crossed(self) -> str:
        self.peak_kb = max(self.peak_kb, self.gauge.memory_kb())
        if self.output.over:
            return "output_limit"
        if self.peak_kb > self.limits["memory_kb"]:
            return "memory_limit"
        late = self._wall_ms() >= self.limits["wall_ms"]
        busy = self.gauge.cpu_ms() - self.cpu_before > self.limits["cpu_ms"]
        return "time_limit" if late or busy else ""

    def _lost(self) -> str:
        if self.box.killed_for_memory():
            return "memory_limit"
        raise ConnectionError("the warm compiler ended")

    def _wall_ms(self) -> int:
        return int((time.monotonic() - self.started) * 1000)
