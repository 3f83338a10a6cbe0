"""Running untrusted programs.

Execution is described as data (an ExecutionPlan) and answered as data (an ExecutionReport), so that
one judge serves every sandbox and one sandbox serves every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier


@dataclass(frozen=True, slots=True)
class StepLimits:
    """Limits of one process. Times in milliseconds, memory in MiB, output in bytes a channel."""

    wall_ms: int
    cpu_ms: int
    memory_mb: int
    output_bytes: int = 1 << 20
    processes: int = 32
    file_bytes: int = 16 << 20


@dataclass(frozen=True, slots=True)
class CompileStep:
    """One compiler call in the build directory, as another user than the runs.

    `reads` names everything that its result depends on: files of the plan, or what earlier steps
    make. `makes` names the files and folders that it leaves behind. The result of a call with the
    same argv, toolchain and contents of what it reads may be used again instead of calling. A step
    that reads nothing by name is never used again; one that makes nothing is a check, and may run
    in the box of the runs. One that is `ours` reads nothing that anybody wrote but the judge: when
    it does not succeed, that says something of the machine only, so nothing is made of it.
    """

    argv: tuple[str, ...]
    limits: StepLimits
    reads: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Preload:
    """An interpreter that has imported the judge's own modules before any program is there.

    A step whose argv starts with `argv` may be forked from it instead of started: the rest of its
    argv is the script and its arguments. `modules` are sources by module name, imported in this
    order, and hold nothing of any problem or learner.
    """

    argv: tuple[str, ...]
    modules: Mapping[str, str]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunStep:
    """One process. It finds `frame` in the file `frame` of its own empty working directory.

    argv[0] is a tool's plain name (python3, java, javac, g++), which the sandbox resolves, or
    starts with `{build}/`. The environment is clean but for `env`. `stdin` is its standard input.
    What it writes to file descriptor 3 comes back as the result frame. `{build}` in argv stands for
    the directory that holds the files and the compiler's output.
    A step's wall time counts against `ExecutionPlan.total_ms` too.
    """

    name: str
    argv: tuple[str, ...]
    limits: StepLimits
    stdin: bytes = b""
    frame: bytes = b""
    env: Mapping[str, str] = field(default_factory=dict)


class Confidence:
    """What is known only until this is closed: whoever keeps something of it says how to forget."""

    def __init__(self) -> None:
        self._forgetting: list[Callable[[], None]] = []
        self._is_closed = False

    def at_close(self, forget: Callable[[], None]) -> None:
        """Call `forget` when this is closed: at once, when it is closed already."""
        if self._is_closed:
            forget()
        else:
            self._forgetting.append(forget)

    def close(self) -> None:
        """Have everything forgotten."""
        self._is_closed = True
        for forget in self._forgetting:
            forget()
        self._forgetting.clear()


@dataclass(frozen=True, slots=True)
class ExecutionPlan:
    """Compile once, then run steps in order, each in a process of its own with nothing left over.

    `total_ms` bounds the wall (and CPU) time of all runs together, from the first run's start: the
    step that crosses it is a time-out and every later step is not run. With `stop_on_timeout` the
    same happens when a single step reaches its own limit. `needs` names what the runs find in the
    build directory, files and things made; None is everything. `preload` makes steps start fast and
    changes nothing else.

    With `confidence`, nothing of what its files are compiled into is kept longer than that, except
    where a step reads only `open_files`, which are no secret.
    """

    language: Language
    files: Mapping[str, bytes]
    runs: tuple[RunStep, ...]
    compile: tuple[CompileStep, ...] = ()
    total_ms: int = 30_000
    stop_on_timeout: bool = True
    needs: tuple[str, ...] | None = None
    preload: Preload | None = None
    confidence: Confidence | None = field(default=None, repr=False, compare=False)
    open_files: frozenset[str] = field(default=frozenset(), repr=False, compare=False)


StepEnd = Literal[
    "exited", "signaled", "time_limit", "memory_limit", "output_limit", "not_run", "failed"
]


@dataclass(frozen=True, slots=True)
class StepReport:
    """How a process ended, in plain facts.

    `end` is "failed" only when the sandbox itself could not do its work. Streams are cut at their
    limit; `truncated` says so. `code` is the exit code or the signal number. `detail` says why a
    step did not start: with "exited", the program that it was to run was built and is none.
    """

    name: str
    end: StepEnd
    code: int = 0
    wall_ms: int = 0
    cpu_ms: int = 0
    memory_kb: int = 0
    stdout: bytes = b""
    stderr: bytes = b""
    frame: bytes = b""
    truncated: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ExecutionReport:
    """What happened. When a compile step did not exit with 0, `runs` are all "not_run"."""

    tier: Tier
    runs: tuple[StepReport, ...]
    compile: tuple[StepReport, ...] = ()

    @property
    def compiled(self) -> bool:
        """Whether every compile step succeeded."""
        return all(step.end == "exited" and step.code == 0 for step in self.compile)


Channel = Literal["stdout", "stderr"]
Listen = Callable[[str, Channel, bytes], None]
"""Called on the event loop with a run step's name, a channel, and what was just written to it."""


class Sandbox(Protocol):
    """Runs untrusted programs. One instance serves many callers at once."""

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        ...

    @property
    def launches(self) -> int:
        """How many plans were run so far; one whose compile error was known needs no run."""
        ...

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan in a box that is as new and that no other has meanwhile.

        Cancelling the task kills everything that it started. `listen` hears what the runs print
        while they print it; the report holds it all the same.
        Raises UnavailableError when the sandbox itself fails, MissingToolError when the toolchain
        of the plan's language is not there.
        """
        ...

    async def warm_up(self, plan: ExecutionPlan) -> None:
        """Get ready for plans such as this one, as far as it pays and hinders no other plan.

        What the plan's compile steps make is kept for those that have the same steps. Its runs are
        not run. Raises as `execute` does.
        """
        ...

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return, for each language, whether it works here and if not how to get it."""
        ...

    async def close(self) -> None:
        """Release everything that this instance holds."""
        ...
