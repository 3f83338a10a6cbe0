"""Many programs made ready in one plan.

The last compile step of such a plan tells on its standard output, one line each, which programs are
refused: the number, and in base64 what the compiler says. A line with the number alone says that
the program has to be compiled by itself to tell. Every other program is there to be started.
"""

from __future__ import annotations

import json
from binascii import a2b_base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jupyter_codemm.judging.compiler_output import compile_text
from jupyter_codemm.judging.harness.program import Program, Target, compile_step
from jupyter_codemm.judging.messages import decoded
from jupyter_codemm.ports import CompileStep, ExecutionReport

PROGRAMS = "codemm_programs.json"
OURS = "codemm"
# With the runs these stay below the time after which a box is one of another kind.
CPU_MS, WALL_MS = 90_000, 110_000
MOST_TOLD = 1 << 20


@dataclass(frozen=True, slots=True)
class Crowd:
    """Programs by number. `plan` has their files and compile steps, and no command of its own.

    `blamed` tells from a report which programs kept the plan from being compiled, if it can.
    `shared` returns the program that runs some of them in one process, the last one after any that
    ends badly; None where there is no such program.
    """

    plan: Program
    members: Mapping[int, Program]
    blamed: Callable[[ExecutionReport], set[int]] = lambda _: set()
    shared: Callable[[Sequence[int]], Program] | None = None


Gather = Callable[[Target, Mapping[int, Program]], Crowd]
"""Turns programs for a target, by number, into a crowd."""


def crowd_step(
    *argv: str, memory_mb: int, processes: int = 32, reads: Iterable[str], makes: tuple[str, ...]
) -> CompileStep:
    """Return the call that compiles a whole crowd, with the time for that."""
    one = compile_step(
        *argv, memory_mb=memory_mb, processes=processes, reads=tuple(reads), makes=makes
    )
    limits = replace(one.limits, cpu_ms=CPU_MS, wall_ms=WALL_MS, output_bytes=MOST_TOLD)
    return replace(one, limits=limits)


def own_texts(program: Program) -> dict[str, str]:
    """Return the learner's files of a program whose other files are all the judge's by name."""
    return {
        name: content.decode("utf-8", "surrogatepass")
        for name, content in program.files.items()
        if not name.startswith(OURS)
    }


def packed(content: Mapping[int, object]) -> bytes:
    """Return what a compile step reads of each program, as JSON by number."""
    return json.dumps(content).encode()


class SpoiltError(Exception):
    """One of several programs keeps all of them from being compiled or run together.

    `numbers` are those that are known to.
    """

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        super().__init__("programs cannot be compiled together")
        self.numbers = frozenset(numbers)


def refused_texts(report: ExecutionReport, members: Mapping[int, Program]) -> dict[int, str | None]:
    """Return what to tell of each program that the compiler refused, None where it is not known.

    Raises SpoiltError when the compile steps failed as a whole.
    """
    if not report.compiled:
        raise SpoiltError
    try:
        told = dict(map(_refusal, report.compile[-1].stdout.splitlines()))
    except ValueError as error:
        raise SpoiltError from error
    return {
        number: None if words is None else compile_text(decoded(words), members[number].expects)
        for number, words in told.items()
        if number in members
    }


def _refusal(line: bytes) -> tuple[int, bytes | None]:
    number, _, words = line.decode("ascii").partition(" ")
    return int(number), a2b_base64(words) if words else None
