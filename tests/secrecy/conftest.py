"""A whole machine with a class on it, and a terminal in a student's own server."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.hub.hubs import missing_hub
from tests.secrecy.accounts import missing_tools
from tests.secrecy.attempts import REACHED, Attempt, written
from tests.secrecy.facts import known, secret
from tests.secrecy.lesson import Lesson, copied, held
from tests.secrecy.machine import Machine, clean, running_machine
from tests.secrecy.shells import Terminal, in_kernel

LONG_S = 180
"""A control may walk through all files of a machine that others use too."""
TELLING = """
import threading, time
def tell():
    while True:
        print({!r}, flush=True)
        time.sleep(0.2)
threading.Thread(target=tell, daemon=True).start()
"""


@dataclass
class Room:
    """The machine, its class, and ann's terminal."""

    machine: Machine
    lesson: Lesson
    terminal: Terminal
    facts: dict[str, str]

    def found_by_ann(self, script: str) -> tuple[list[str], str]:
        """Run a script in ann's terminal; returns what it found and all that it printed."""
        return self._found(self.terminal.run(written(self.facts, script)))

    def found_by_control(self, attempt: Attempt) -> tuple[list[str], str]:
        """Run the control of an attempt."""
        folder = self.machine.hub.folder.parent / "root"
        environ = {**clean(self.machine.python, folder), **self._tokens(attempt.control)}
        who = {}
        account = self.machine.accounts.get(attempt.control)
        if account is not None:
            folder, who = account.home, account.who
            environ["HOME"] = str(folder)
        facts = self.facts | secret(self.machine, self.lesson)
        if attempt.control == "ben":  # what he sends to his own server must not get into hers
            facts |= {"OWN": facts["BEN_OWN"], "ANN_NAME": facts["BEN_NAME"]}
        if "JUPYTERHUB_API_TOKEN" in environ:
            facts["PERSONAL"] = environ["JUPYTERHUB_API_TOKEN"]
        script = folder / "control.sh"
        script.write_text(written(facts, attempt.control_script or attempt.script))
        if account is not None:
            account.own(script, 0o600)
        done = subprocess.run(
            ["sh", str(script)], cwd=folder, env=environ, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=LONG_S, check=False, **who,
        )  # fmt: skip
        script.unlink()
        return self._found(done.stdout.decode("utf-8", "replace"))

    def _tokens(self, control: str) -> dict[str, str]:
        own = {"staff": self.lesson.staff, "hub": self.machine.canaries.admin_token}
        own["ben"] = self.machine.canaries.more["token of ben"]
        environ = {"JUPYTERHUB_API_TOKEN": own[control]} if control in own else {}
        return environ | ({"PLAINLY": "1"} if control == "plainly" else {})

    def _found(self, printed: str) -> tuple[list[str], str]:
        seen = self.machine.canaries.seen_in(printed)
        return [*seen, *([REACHED] if REACHED in printed else [])], printed


@pytest.fixture(scope="session")
def room() -> Iterator[Room]:
    """Start it, once for all attempts."""
    if why := missing_tools() or missing_hub():
        pytest.skip(why)
    with running_machine() as machine:
        folder = machine.hub.folder.parent
        (folder / "root").mkdir(mode=0o700)
        (folder / "began").touch()
        lesson = held(machine)
        copied(machine)
        ben = machine.accounts["ben"]
        ben.write("private.py", f"# {machine.canaries.other_text}\n", 0o644)
        told = TELLING.format(machine.canaries.other_text)
        in_kernel(machine.hub, ben.name, lesson.servers["ben"], told)
        runtime = ben.home / ".local" / "share" / "jupyter" / "runtime"
        for file in runtime.glob("*.json"):
            content = json.loads(file.read_text())
            for name in ("key", "token"):
                if content.get(name):
                    machine.canaries.more[f"{name} of ben's {file.name}"] = content[name]
        ann = machine.accounts["ann"].name
        terminal = Terminal(machine.hub, ann, lesson.servers["ann"])
        try:
            yield Room(machine, lesson, terminal, known(machine, lesson))
        finally:
            terminal.close()
