"""Inside the sandbox: compiles many programs, together where they can be, else one by one.

It finds them in a file: for each program its files in base64, and the calls that may make it: one
that fails with the words `again` does not count. What all of them need lies here. Some come with a
part of a unit too, in which each has a namespace: those whose lines the compiler complains of are
taken out of it and told by themselves. The unit ends in the folder `programs`, as does every other
program under its number; in the place of one that is refused lies one that does nothing. What is
refused is told on stdout, see crowd.py. No program is run here.
"""

from __future__ import annotations

import json
import os
import re
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
OK, REFUSAL, SPOILT = 0, 1, 3
MOST_TOLD = 16 << 10
# Said of the machine, not of a text.
BROKE_DOWN = re.compile(
    rb"signal terminated program|: Resource temporarily unavailable|No space left on device"
)
ROUNDS = 6
LABEL = re.compile(r"^(codemm_(?:global|std)/\w+):\d+:\d+: (?:fatal )?error:", re.MULTILINE)


def main(build: str) -> int:
    """Compile every program; return the exit code."""
    del build
    task = json.loads(Path(sys.argv[2]).read_text(encoding="ascii"))
    PROGRAMS.mkdir()
    done: set[str] = set()
    for one in task["units"]:
        made = shared(one, task)
        if made is None:
            return SPOILT
        done |= made
    tried = set[str]().union(*(one["parts"] for one in task["units"]))
    for number, program in task["programs"].items():
        if number not in done:
            told = alone(number, program, task, tried=number in tried)
            sys.stdout.write("" if told is None else f"{number} {told}\n")
    return 0


def shared(one: Json, task: Json) -> set[str] | None:
    """Compile a unit, without those that it cannot have; return the numbers of the others.

    Returns None when it does not compile, and the compiler complains of nobody.
    """
    parts, checks = dict(one["parts"]), dict(one["checks"])
    ambiguous: set[str] = set()
    calls = list(one["calls"])
    folder = prepared(one["name"], task)
    for _ in range(ROUNDS):
        text = unit(one, parts, checks, ambiguous)
        (folder / one["unit"]).write_text(text, encoding="utf-8")
        code, output = called(calls[0], folder, one["cpu_s"])
        if code == OK:
            (folder / MADE).rename(PROGRAMS / one["name"])
            return set(parts)
        words = output.decode(errors="replace")
        labels = checks.keys() & set(LABEL.findall(words))
        blamed = accused(words, one["space"]) & parts.keys()
        if labels or blamed:
            ambiguous |= labels
            checks = {label: line for label, line in checks.items() if label not in labels}
            parts = {number: part for number, part in parts.items() if number not in blamed}
        else:
            calls.pop(0)
        if not parts:
            return set()
        if not calls:
            break
    return None


def unit(one: Json, parts: dict[str, str], checks: dict[str, str], ambiguous: set[str]) -> str:
    """Return the text of the unit with some of its parts."""
    text = [one["head"], *checks.values()]
    for number, part in parts.items():
        lines = one["takes_in"][number]
        taken = [lines[label] for label in sorted(ambiguous & lines.keys())]
        text += [f"namespace {one['space']}{number} {{", *taken, part]
    return "\n".join([*text, one["tail"]])


def accused(words: str, space: str) -> set[str]:
    """Return the numbers of the programs of which a compiler or a linker complains."""
    place = rf"^{space}(\d+)/\S+?:\d+:\d+: +(?:(?:fatal )?error:|required from here)"
    name = rf"undefined reference to [`'].*?\b{space}(\d+)::"
    return {*re.findall(place, words, re.MULTILINE), *re.findall(name, words)}


def alone(number: str, program: Json, task: Json, *, tried: bool) -> str | None:
    """Compile a program by itself; return what to tell of it, None where it is as it should be.

    One that others could not stand beside has to be run by itself, too.
    """
    folder = prepared(f"p{number}", task)
    for name, content in program["files"].items():
        (folder / name).write_bytes(a2b_base64(content))
    code, words = compiled(folder, program["calls"], task)
    if code == OK:
        if tried:
            return ""
        (folder / MADE).rename(PROGRAMS / number)
        return None
    os.link(nothing(task["nothing"]), PROGRAMS / number)
    clear = code == REFUSAL and not BROKE_DOWN.search(words)
    return b2a_base64(words[:MOST_TOLD], newline=False).decode() if clear else ""


def prepared(name: str, task: Json) -> Path:
    """Return a new folder with what all programs need."""
    folder = Path(name)
    folder.mkdir()
    for shared_name in task["shared"]:
        os.link(shared_name, folder / shared_name)
    return folder


def compiled(folder: Path, calls: list[list[str]], task: Json) -> tuple[int, bytes]:
    """Return how the call ended that counts, and what it said."""
    code, words = REFUSAL, task["again"].encode()
    for call in calls:
        if code == OK or task["again"].encode() not in words:
            break
        code, words = called(call, folder, task["cpu_s"])
    return code, words


def called(call: list[str], folder: Path, cpu_s: int) -> tuple[int, bytes]:
    """Return how a call ended, and what it said."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))

    done = subprocess.run(
        call,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    return done.returncode, done.stderr + b"\n" + done.stdout


def nothing(call: list[str]) -> Path:
    """Return a program that does nothing."""
    if not REFUSED.exists():
        subprocess.run([*call, "-o", str(REFUSED)], input=NOTHING.encode(), check=True)
    return REFUSED
