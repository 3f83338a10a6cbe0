"""One step from its start to its report."""

from __future__ import annotations

import os

from jupyter_codemm.sandbox.supervisor import reaper
from jupyter_codemm.sandbox.supervisor.bench import Bench
from jupyter_codemm.sandbox.supervisor.channels import Tell
from jupyter_codemm.sandbox.supervisor.child import NO_PROGRAM
from jupyter_codemm.sandbox.supervisor.ending import ending
from jupyter_codemm.sandbox.supervisor.gauge import ContainerGauge, ProcessGauge
from jupyter_codemm.sandbox.supervisor.watch import Watch
from jupyter_codemm.sandbox.supervisor.wire import Message, text


class Attempt:
    """Starts a step, watches it, ends everything that it started, and says how it ended."""

    def __init__(self, step: Message, bench: Bench, *, container: bool) -> None:
        self.step, self.bench, self.container = step, bench, container
        self.gauge = ContainerGauge() if container else ProcessGauge()

    def run(self, cwd: str, user: int | None, tell: Tell | None = None) -> Message:
        """Return the report. Raises OwnerGoneError when nobody waits for it any more."""
        self.gauge.start(0)
        child = self.bench.warmth.start(self.step, cwd, user)
        if isinstance(self.gauge, ProcessGauge):
            self.gauge.start(child.pid)
        watch = Watch(child, self.step, self.gauge, self.bench.bell, tell)
        try:
            watch.run()
        finally:
            reaper.kill_group(child.pid)
            self.bench.reaper.end(user)
            child.close()
        return self._report(watch)

    def _report(self, watch: Watch) -> Message:
        facts = {
            "wall_ms": watch.wall_ms,
            "cpu_ms": max(watch.cpu_ms, self.gauge.cpu_ms() if self.container else 0),
            "memory_kb": watch.peak_kb,
            "oom": self.gauge.killed_for_memory(),
        }
        end, code = ending(watch.end, watch.status, facts, self.step["limits"])
        trouble = bytes(watch.trouble.data)
        if trouble:
            unusable = os.waitstatus_to_exitcode(watch.status) == NO_PROGRAM
            end, code = ("exited", NO_PROGRAM) if unusable else ("failed", 0)
        out, err, frame = watch.outputs
        return {
            "name": self.step["name"],
            "end": end,
            "code": code,
            "wall_ms": facts["wall_ms"],
            "cpu_ms": facts["cpu_ms"],
            "memory_kb": facts["memory_kb"],
            "stdout": text(out.data),
            "stderr": text(err.data),
            "frame": text(frame.data),
            "truncated": any(output.over for output in watch.outputs),
            "detail": trouble.decode("ascii", "replace"),
        }
