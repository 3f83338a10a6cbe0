"""Entry: plans from standard input, one at a time, and reports to standard output.

Standard input is also the lifeline: when it closes, nobody waits any more, and everything that was
started is killed. A deadline ends a box whose owner neither reads nor closes.
"""

from __future__ import annotations

import os
import signal
import sys

from jupyter_codemm.sandbox.supervisor import folders
from jupyter_codemm.sandbox.supervisor.bench import Bench
from jupyter_codemm.sandbox.supervisor.execution import Execution
from jupyter_codemm.sandbox.supervisor.reaper import INIT, end_everything
from jupyter_codemm.sandbox.supervisor.reset import Reset
from jupyter_codemm.sandbox.supervisor.watch import OwnerGoneError
from jupyter_codemm.sandbox.supervisor.wire import Message, read_message, write_message

STDIN, STDOUT = 0, 1
OWNER_GONE = 3


def main() -> int:
    """Serve plans until there are no more; returns the exit code."""
    signal.signal(signal.SIGALRM, _too_late)
    if os.getpid() == INIT:
        _narrow()
    bench = Bench()
    reset: Reset | None = None
    try:
        while (message := read_message(STDIN)) is not None:
            if "warm" in message:
                _say({"warm": bench.warmth.get(message["warm"])})
                continue
            box = message["plan"]["box"]
            if reset is None and box["serve"]:
                reset = Reset(box, bench.reaper, bench.warmth)
            _serve(message["plan"], bench, reset)
            if reset is None:
                return 0
    except (OwnerGoneError, BrokenPipeError):
        pass  # as when there is no further message
    _end()
    return OWNER_GONE


def _serve(plan: Message, bench: Bench, reset: Reset | None) -> None:
    box = plan["box"]
    signal.alarm(box["deadline_s"])
    _prepare(box)
    execution = Execution(plan, bench, _say)
    try:
        _say({"report": execution.run()})
    except (OwnerGoneError, BrokenPipeError):
        end_everything()
        if box["remove_folder"]:
            folders.remove_folder(box["work_root"], None)
        raise
    if reset is not None:
        _say({"reset": reset.after(execution.build, execution.users)})
    signal.alarm(0)


def _say(message: Message) -> None:
    write_message(STDOUT, message)


def _prepare(box: Message) -> None:
    if sys.platform != "linux" or box["container"]:
        return
    # only where it is wanted: loading ctypes costs every start
    from jupyter_codemm.sandbox.supervisor import kernel  # noqa: PLC0415

    kernel.control(kernel.SET_CHILD_SUBREAPER, 1)
    kernel.control(kernel.SET_DUMPABLE, 0)
    kernel.control(kernel.SET_NO_NEW_PRIVS, 1)


def _narrow() -> None:
    """Take from a whole container what older daemons leave in it."""
    # only where it is wanted: loading ctypes costs every start
    from jupyter_codemm.sandbox.supervisor import kernel, syscalls  # noqa: PLC0415

    try:
        kernel.install_filter(syscalls.container_program(os.uname().machine))
    except (OSError, KeyError):
        return  # an emulated or unknown machine: the daemon's own profile remains


def _end() -> None:
    if os.getpid() != INIT:  # else the kernel ends all with this process, and faster
        end_everything()


def _too_late(_signal: int, _frame: object) -> None:
    _end()
    os._exit(OWNER_GONE)
