"""What was made ready before any program came, and is spared when a box is reset."""

from __future__ import annotations

from jupyter_codemm.sandbox.supervisor import child
from jupyter_codemm.sandbox.supervisor.child import Child
from jupyter_codemm.sandbox.supervisor.wire import Message

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Protocol

    from jupyter_codemm.sandbox.supervisor.zygote import Zygote

    class Compiler(Protocol):
        """Compiles in a process that is running already. `pids` and `fds` are its own."""

        pids: set[int]
        fds: set[int]

        def wait(self, patience_s: float) -> None:
            """Return when it can compile; raises OSError when it does not get so."""

        def serves(self, step: Message) -> bool:
            """Return whether this compile step, as `Execution` has it ready, can be answered."""

        def compile(
            self, step: Message, build: str
        ) -> tuple[Message, list[tuple[str, bytes]]] | None:
            """Return a step's report and the files to put into the build folder.

            The report has the keys of a step that was watched. Returns None for a step that it has
            to leave to the usual way. Raises OSError when the process is gone: it is then given up.
            """


MOST_ZYGOTES = 2
RECOVERY_S = 10  # the owner of a box waits longer for its reset


class Warmth:
    """The warm processes of this box. One that fails is given up: its steps start as usual."""

    def __init__(self) -> None:
        self.zygotes: list[Zygote] = []
        self.compilers: list[Compiler] = []

    def get(self, wish: Message) -> str:
        """Make ready what is wished and wait for it; returns why it is not, or nothing."""
        try:
            if wish["javac"]:
                self._prepare_javac()
            if wish["preload"]:
                self.prepare(wish["preload"]).wait()
        except OSError as error:
            return str(error)
        return ""

    def prepare(self, preload: Message) -> Zygote:
        """Have an interpreter for a preload start, without waiting for it; raises OSError."""
        # only where it is wanted: loading it costs every start
        from jupyter_codemm.sandbox.supervisor.zygote import Zygote  # noqa: PLC0415

        self.zygotes = [zygote for zygote in self.zygotes if zygote.pids]
        for zygote in self.zygotes:
            if zygote.preload == preload:
                return zygote
        while len(self.zygotes) >= MOST_ZYGOTES:
            self.zygotes.pop(0).end()
        self.zygotes.append(Zygote(preload))
        return self.zygotes[-1]

    def recover(self) -> None:
        """Wait a while for compilers that start again, so that the next plan need not."""
        for compiler in self.compilers:
            try:
                compiler.wait(RECOVERY_S)
            except OSError:
                continue  # its steps start as usual until it is ready

    def _prepare_javac(self) -> None:
        # only where it is wanted: loading it costs every start
        from jupyter_codemm.sandbox.supervisor.compiler_server import (  # noqa: PLC0415
            CompilerServer,
        )

        self.compilers = [compiler for compiler in self.compilers if compiler.pids]
        if not self.compilers:
            server = CompilerServer()
            self.compilers.append(server)
            server.wait()

    def pids(self) -> set[int]:
        """Return the processes to spare."""
        return set().union(*(warm.pids for warm in self._all()))

    def fds(self) -> set[int]:
        """Return the descriptors of this process that lead to them."""
        return set().union(*(warm.fds for warm in self._all()))

    def start(self, step: Message, cwd: str, user: int | None) -> Child:
        """Start a step in the fastest way there is."""
        for zygote in self.zygotes:
            if zygote.pids and zygote.serves(step):
                try:
                    return zygote.start(step, cwd, user)
                except OSError:
                    break
        return child.start(step, cwd, user)

    def compile(self, step: Message, build: str) -> tuple[Message, list[tuple[str, bytes]]] | None:
        """Return what a warm compiler answers, or None when there is none for this step."""
        for compiler in self.compilers:
            if compiler.serves(step):
                try:
                    return compiler.compile(step, build)
                except OSError:
                    self.compilers.remove(compiler)
                    break
        return None

    def _all(self) -> list[Zygote | Compiler]:
        return [*self.zygotes, *self.compilers]
