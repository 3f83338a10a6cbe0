"""What a harness is asked for and what it gives: a program that any sandbox can run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem, ProblemKind
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.ports import CompileStep, Preload, StepLimits

COMPILE_CPU_MS = 10_000
COMPILE_WALL_MS = 30_000
QUICK = "codemm: compiled the quick way"
"""What a compiler prints when it takes a shortcut that `Program.otherwise` does not take."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the learner's files are expected to hold.

    `time_ms` is for one input. `tables` are those that a query may change. A `strict` program ends
    where the language leaves open what happens, as far as its compiler can see to that.
    """

    language: Language
    kind: ProblemKind
    entry_file: str
    signature: Signature | None
    memory_mb: int
    time_ms: int
    tables: tuple[str, ...] = ()
    strict: bool = False

    @classmethod
    def of(cls, problem: Problem) -> Target:
        """Return what the solutions of a problem are expected to hold."""
        return cls(
            language=problem.language,
            kind=problem.kind,
            entry_file=problem.entry_file,
            signature=problem.signature,
            memory_mb=problem.limits.memory_mb,
            time_ms=round(problem.limits.time_ms * FACTS[problem.language].time_factor),
            tables=problem.changed_tables,
        )


@dataclass(frozen=True, slots=True)
class Program:
    """Files, how to compile them, and how to start one run.

    `compile` may fail where `otherwise`, which is slower, would not: then that one's answer counts.
    `needs` is what runs find in the build directory; None is everything.
    `batch_env` is added for a process that takes many inputs, which it must not where `batches` is
    False: that matters only to programs that read stdin.
    `overhead_mb` is what the language's own runtime needs beside the memory limit of the program.
    `expects` says what the files have to define, for errors at the seam with the harness.
    `preload` is the interpreter from which runs may be forked. `marks` stand before names in what a
    process tells, where those are not the learner's alone.
    """

    files: Mapping[str, bytes]
    compile: tuple[CompileStep, ...]
    argv: tuple[str, ...]
    task: Mapping[str, object]
    otherwise: tuple[CompileStep, ...] = ()
    needs: tuple[str, ...] | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    batch_env: Mapping[str, str] = field(default_factory=dict)
    batches: bool = True
    overhead_mb: int = 0
    expects: str = ""
    processes: int = 32
    preload: Preload | None = None
    marks: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the files cannot be compiled, in words for the learner."""

    message: str


Build = Callable[[Target, Mapping[str, str]], Program | Refusal]
"""Turns a target and the learner's files into a program, without running anything."""


def compile_step(
    *argv: str,
    memory_mb: int,
    processes: int = 32,
    reads: tuple[str, ...] = (),
    makes: tuple[str, ...] = (),
    ours: bool = False,
) -> CompileStep:
    """Return a compiler call with the limits that every compilation has."""
    return CompileStep(
        argv=argv,
        reads=reads,
        makes=makes,
        ours=ours,
        limits=StepLimits(
            wall_ms=COMPILE_WALL_MS,
            cpu_ms=COMPILE_CPU_MS,
            memory_mb=memory_mb,
            output_bytes=256 << 10,
            processes=processes,
            file_bytes=64 << 20,
        ),
    )


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return the learner's files as bytes; text that is no UTF-8 stays broken for the compiler."""
    return {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}


def sandbox_file(name: str) -> str:
    """Return the text of a source that runs inside the sandbox."""
    return resources.files(__package__).joinpath("files", name).read_text(encoding="utf-8")
