"""How a step ended, from what the watch saw. Never from what the program printed."""

from __future__ import annotations

import os
import signal

from jupyter_codemm.sandbox.supervisor.wire import Message

NEARLY = 0.9
BY_SIGNAL = {int(signal.SIGXCPU): "time_limit", int(signal.SIGXFSZ): "output_limit"}


def ending(crossed: str, status: int, facts: Message, limits: Message) -> tuple[str, int]:
    """Return the end and the exit code or signal number.

    `facts` are the step's measured cpu_ms, wall_ms, memory_kb and oom (the kernel killed for
    memory). Failing close to the memory limit counts as reaching it: a runtime that is refused
    memory ends by itself.
    """
    code = os.waitstatus_to_exitcode(status)
    if crossed == "output_limit":
        return crossed, 0
    if facts["oom"] or crossed == "memory_limit":
        return "memory_limit", abs(code)
    if crossed or facts["cpu_ms"] > limits["cpu_ms"] or facts["wall_ms"] > limits["wall_ms"]:
        return "time_limit", 0
    if code != 0 and facts["memory_kb"] >= NEARLY * limits["memory_kb"]:
        return "memory_limit", abs(code)
    if -code in BY_SIGNAL:
        return BY_SIGNAL[-code], -code
    return ("exited", code) if code >= 0 else ("signaled", -code)
