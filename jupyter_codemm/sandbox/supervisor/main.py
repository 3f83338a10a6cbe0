"""Entry: one plan from standard input, one report to standard output.

Standard input then stays open as the lifeline: when it closes, nobody waits any more, and
everything that was started is killed. A deadline ends a box whose owner neither reads nor closes.
"""

from __future__ import annotations

import os
import signal
import sys

from jupyter_codemm.sandbox.supervisor import folders, reaper
from jupyter_codemm.sandbox.supervisor.execution import Execution
from jupyter_codemm.sandbox.supervisor.watch import OwnerGoneError
from jupyter_codemm.sandbox.supervisor.wire import Message, read_message, write_message

STDIN, STDOUT = 0, 1
OWNER_GONE = 3


def main() -> int:
    """Serve one plan; returns the exit code."""
    plan = read_message(STDIN)
    if plan is None:
        return OWNER_GONE
    signal.signal(signal.SIGALRM, _too_late)
    signal.alarm(plan["box"]["deadline_s"])
    _prepare(plan["box"])
    try:
        write_message(STDOUT, Execution(plan).run())
    except (OwnerGoneError, BrokenPipeError):
        _clear(plan["box"])
        return OWNER_GONE
    return 0


def _prepare(box: Message) -> None:
    if sys.platform != "linux" or box["container"]:
        return
    # only where it is wanted: loading ctypes costs every start
    from jupyter_codemm.sandbox.supervisor import kernel  # noqa: PLC0415

    kernel.control(kernel.SET_CHILD_SUBREAPER, 1)
    kernel.control(kernel.SET_DUMPABLE, 0)


def _clear(box: Message) -> None:
    """Leave nothing: the owner, who would remove the folder, is gone."""
    reaper.end_everything()
    if box["remove_folder"]:
        folders.remove_folder(box["work_root"], None)


def _too_late(_signal: int, _frame: object) -> None:
    reaper.end_everything()
    os._exit(OWNER_GONE)
