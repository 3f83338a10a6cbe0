"""Inside a zygote: an interpreter that has imported the judge's modules and forks for each step.

The zygote itself reads nothing of a step but its descriptors. The process that it forks for the
step learns the rest from a pipe, gives up everything as a started process would, and then runs the
script as `__main__` of what looks like a fresh interpreter.
"""

from __future__ import annotations

import _socket
import gc
import marshal
import os
import sys

from jupyter_codemm.sandbox.supervisor import kernel
from jupyter_codemm.sandbox.supervisor.confinement import confine
from jupyter_codemm.sandbox.supervisor.settling import NOT_STARTED, TROUBLE, settle, why

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

    from jupyter_codemm.sandbox.supervisor.wire import Message

CONTROL = 3
READY = b"ready"
PID_BYTES = 4
CHUNK = 1 << 16
STREAMS = 5
DESCRIPTORS = STREAMS + 1
INT_BYTES = 4


def serve(kept: set[str]) -> tuple[CodeType, dict[str, Any]]:
    """Fork for the supervisor as long as it lives.

    Returns only in a forked process: the script's code and the namespace to run it in. Of the
    modules that are loaded by now, programs will find those `kept`.
    """
    for name in [name for name in sys.modules if name not in kept]:
        del sys.modules[name]
    control = _socket.socket(fileno=CONTROL)
    kernel.control(kernel.SET_DUMPABLE, 0)
    gc.collect()
    gc.freeze()
    pids = os.pipe()
    control.send(READY)
    while True:
        fds = _asked(control)
        if not fds:
            os._exit(0)
        first = os.fork()
        if first == 0:
            _fork_again(pids[1])
            control.detach()
            return _become(fds)
        for fd in fds:
            os.close(fd)
        _, status = os.waitpid(first, 0)
        # only now is the step the supervisor's own child
        control.send(os.read(pids[0], PID_BYTES) if status == 0 else bytes(PID_BYTES))


def _asked(control: _socket.socket) -> list[int]:
    """Return the descriptors of the next step, or nothing when the supervisor is gone."""
    data, found, _, _ = control.recvmsg(1, _socket.CMSG_SPACE(DESCRIPTORS * INT_BYTES))
    if not data or not found:
        return []
    packed = found[0][2]
    return [
        int.from_bytes(packed[i : i + INT_BYTES], sys.byteorder)
        for i in range(0, len(packed), INT_BYTES)
    ]


def _fork_again(told: int) -> None:
    """Fork and end, so that the new process is an orphan, which the supervisor inherits."""
    try:
        pid = os.fork()
    except OSError:
        os._exit(NOT_STARTED)
    if pid:
        os.write(told, pid.to_bytes(PID_BYTES, "big"))
        os._exit(0)


def _become(fds: list[int]) -> tuple[CodeType, dict[str, Any]]:
    """Turn this process into the step, up to its script."""
    trouble = fds[TROUBLE]
    try:
        told = b"".join(iter(lambda: os.read(fds[STREAMS], CHUNK), b""))
        step = marshal.loads(told)  # noqa: S302 - from the supervisor
        kernel.control(kernel.SET_DUMPABLE, 1)
        kernel.die_with_parent()
        settle(step, step["cwd"], step["user"], fds[:STREAMS], confine)
        trouble = TROUBLE
        kernel.control(kernel.SET_DUMPABLE, 1)  # changing the user took it away
        ready = _refresh(step)
        os.close(TROUBLE)
    except BaseException as error:  # noqa: BLE001 - a forked child must never return to the caller
        os.write(trouble, why(error))
        os._exit(NOT_STARTED)
    return ready


def _refresh(step: Message) -> tuple[CodeType, dict[str, Any]]:
    """Make the interpreter look as if it had just been started with the step's arguments."""
    script, *arguments = step["script"]
    _set_environment(step["env"])
    sys.argv = [script, *arguments]
    sys.orig_argv = list(step["argv"])
    if not getattr(sys.flags, "safe_path", False):
        sys.path[0] = os.path.dirname(script)
    main = type(sys)("__main__")
    main.__file__ = script
    main.__dict__.update(__builtins__=__builtins__, __annotations__={}, __cached__=None)
    sys.modules["__main__"] = main
    with open(script, "rb") as file:
        code = compile(file.read(), script, "exec", dont_inherit=True)
    gc.enable()
    return code, main.__dict__


def _set_environment(wanted: dict[str, str]) -> None:
    """Change only what differs: each change is a system library's too."""
    for name in [name for name in os.environ if name not in wanted]:
        del os.environ[name]
    for name, value in wanted.items():
        if os.environ.get(name) != value:
            os.environ[name] = value
