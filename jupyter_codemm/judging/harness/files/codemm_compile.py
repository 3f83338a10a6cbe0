"""Inside the sandbox: compiles many programs one after another, each in a folder of its own.

It finds them in a file: for each program its files in base64, and the calls that may make it: one
that fails with the words `again` does not count. What all of them need lies here. Every program
ends in the folder `programs` under its number; in the place of one that is refused lies one that
does nothing. What is refused is told on stdout, see crowd.py. No program is run here.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from binascii import a2b_base64, b2a_base64
from pathlib import Path

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Any

    Json = Any

PROGRAMS, MADE, REFUSED = Path("programs"), "program", Path("refused")
NOTHING = "int main() {}\n"
OK, REFUSAL = 0, 1
MOST_TOLD = 16 << 10
STOPPED = b"signal terminated program"


def main(build: str) -> int:
    """Compile every program; return the exit code."""
    del build
    task = json.loads(Path(sys.argv[2]).read_text(encoding="ascii"))
    PROGRAMS.mkdir()
    for number, program in task["programs"].items():
        folder = Path(f"p{number}")
        folder.mkdir()
        for name in task["shared"]:
            os.link(name, folder / name)
        for name, content in program["files"].items():
            (folder / name).write_bytes(a2b_base64(content))
        code, words = compiled(folder, program["calls"], task)
        if code == OK:
            (folder / MADE).rename(PROGRAMS / number)
            continue
        clear = code == REFUSAL and STOPPED not in words
        told = b2a_base64(words[:MOST_TOLD], newline=False).decode() if clear else ""
        sys.stdout.write(f"{number} {told}\n")
        os.link(nothing(task["nothing"]), PROGRAMS / number)
    return 0


def compiled(folder: Path, calls: list[list[str]], task: Json) -> tuple[int, bytes]:
    """Return how the call ended that counts, and what it said."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (task["cpu_s"], task["cpu_s"]))

    code, words = REFUSAL, task["again"].encode()
    for call in calls:
        if code == OK or task["again"].encode() not in words:
            break
        done = subprocess.run(
            call,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            preexec_fn=limit,
            check=False,
        )
        code, words = done.returncode, done.stderr + b"\n" + done.stdout
    return code, words


def nothing(call: list[str]) -> Path:
    """Return a program that does nothing."""
    if not REFUSED.exists():
        subprocess.run([*call, "-o", str(REFUSED)], input=NOTHING.encode(), check=True)
    return REFUSED
