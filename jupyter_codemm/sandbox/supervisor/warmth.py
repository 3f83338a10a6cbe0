"""What was made ready before any program came, and is spared when a box is reset."""

from __future__ import annotations

from jupyter_codemm.sandbox.supervisor import child
from jupyter_codemm.sandbox.supervisor.child import Child
from jupyter_codemm.sandbox.supervisor.wire import Message

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Protocol

    from jupyter_codemm.sandbox.supervisor.zygote import Zygotes

    class Compiler(Protocol):
        """Compiles in a process that is running already. `pids` and `fds` are its own."""

        pids: set[int]
        fds: set[int]

        def serves(self, step: Message) -> bool:
            """Return whether this compile step, as `Execution` has it ready, can be answered."""

        def compile(self, step: Message, build: str) -> tuple[Message, list[tuple[str, bytes]]]:
            """Return a step's report and the files to put into the build folder.

            The report has the keys of a step that was watched. Raises OSError when the process is
            gone: it is then given up, and the step compiled in the usual way.
            """


class Warmth:
    """The warm processes of this box."""

    def __init__(self) -> None:
        self.zygotes: Zygotes | None = None
        self.compilers: list[Compiler] = []

    def get(self, wish: Message) -> str:
        """Make ready what is wished; returns why it is not, or nothing."""
        if wish["javac"] and not self.compilers:
            return "there is no warm compiler here"
        return self._zygotes().warm(wish["preload"]) if wish["preload"] else ""

    def prepare(self, preload: Message) -> None:
        """Have an interpreter start for the steps of a plan, and do not wait for it."""
        self._zygotes().prepare(preload)

    def pids(self) -> set[int]:
        """Return the processes to spare."""
        zygotes = self.zygotes.pids() if self.zygotes else set()
        return zygotes.union(*(compiler.pids for compiler in self.compilers))

    def fds(self) -> set[int]:
        """Return the descriptors of this process that lead to them."""
        alive = self.zygotes.alive.values() if self.zygotes else ()
        controls = {zygote.control.fileno() for zygote in alive}
        return controls.union(*(compiler.fds for compiler in self.compilers))

    def start(self, step: Message, cwd: str, user: int | None) -> Child:
        """Start a step in the fastest way there is."""
        warm = self.zygotes.start(step, cwd, user) if self.zygotes else None
        return warm or child.start(step, cwd, user)

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

    def _zygotes(self) -> Zygotes:
        if self.zygotes is None:
            # only where it is wanted: loading it costs every start
            from jupyter_codemm.sandbox.supervisor.zygote import Zygotes  # noqa: PLC0415

            self.zygotes = Zygotes()
        return self.zygotes
