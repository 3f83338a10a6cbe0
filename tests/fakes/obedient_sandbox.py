"""A sandbox that does what a program's comments say, and notes which programs it was given.

`# sleep N` waits so many seconds, `# die` kills this process the first time and `# fall` each time,
`# away` says to the first job that there is no way to a sandbox, `# bug` is an error of our own.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
from pathlib import Path

from jupyter_codemm.errors import UnreachableError
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen
from tests.fakes.instant_sandbox import InstantSandbox

ORDER = re.compile(r"# (sleep|die|fall|away|bug)\b ?([\d.]*)")
TRIES_OF_THE_JUDGE = 2
MARK = re.compile(r"# mark (\S+)")


class ObedientSandbox(InstantSandbox):
    """Notes in a folder, which several processes may share."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        text = b"\n".join(plan.files.values()).decode()
        mark = found[1] if (found := MARK.search(text)) else "unmarked"
        times = note(self._folder, mark)
        if found := ORDER.search(text):
            await _obey(found[1], found[2], times)
        return await super().execute(plan, listen)


async def _obey(order: str, number: str, times: int) -> None:
    if order == "sleep":
        await asyncio.sleep(float(number))
    elif order == "bug":
        raise ValueError("an error of our own, which may quote a hidden test")
    elif order == "fall" or (order == "die" and times == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "away" and times <= TRIES_OF_THE_JUDGE:
        raise UnreachableError("Docker is away.")


def note(folder: Path, mark: str) -> int:
    """Note that a program is run; returns how often it was by now."""
    with (folder / "judged").open("a") as noted:
        noted.write(f"{mark}\n")
    return judged(folder).count(mark)


def judged(folder: Path) -> list[str]:
    """Return the marks of what was judged, in order, each as often as that was begun."""
    path = folder / "judged"
    return path.read_text().split() if path.exists() else []
