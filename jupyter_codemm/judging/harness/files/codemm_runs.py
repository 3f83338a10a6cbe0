"""Inside the sandbox: runs one program on many inputs, each time as if it had just been started.

What a start would settle is settled again. Where a run leaves something that this cannot undo
(threads, files, handlers of the exit), or ends the process, its answer is missing, and the judge
gives that input and those after it processes of their own.
"""

from __future__ import annotations

import atexit
import builtins
import os
import resource
import sys
import time
from binascii import b2a_base64

from codemm_failures import raised  # type: ignore[import-not-found] # beside it in the sandbox

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Any

    Json = Any
    Fields = dict[str, str]  # JSON text by name

FILES = ("codemm-in", "codemm-out")
OPENED = os.O_RDWR | os.O_CREAT | os.O_TRUNC
EXIT_CODES = 0xFF


class Runs:
    """Runs the program of a task."""

    def __init__(self, task: Json, build: str) -> None:
        self.build, self.cap = build, task["cap"]
        self.name = f"{task['module']}.py"
        path = f"{build}/{self.name}"
        with open(path, "rb") as source:  # noqa: PTH123 - pathlib is slow to import
            self.code = compile(source.read(), path, "exec", dont_inherit=True)
        most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.cap + 1, most))
        self.fds = [os.open(name, OPENED, 0o600) for name in FILES]
        self.builtins, self.environment = dict(vars(builtins)), dict(os.environ)
        self.path, self.modules = list(sys.path), set(sys.modules)
        self.recursion = sys.getrecursionlimit()
        self.left = self.leavings()

    def leavings(self) -> tuple[object, ...]:
        """Return what a run could leave that only the end of a process undoes."""
        here = os.getcwd()  # noqa: PTH109 - pathlib is slow to import
        return sorted(sys._current_frames()), atexit._ncallbacks(), here, sorted(os.listdir())  # noqa: PTH208, SLF001

    def answer(self, stdin: str) -> Fields | None:
        """Return the answer for an input, or None where it has to be asked apart."""
        self.begin(stdin.encode("utf-8", "surrogatepass"))
        started = time.perf_counter()
        fields = self.run()
        if self.leavings() != self.left:
            return None
        size = os.fstat(self.fds[1]).st_size
        if size > self.cap:
            fields = {"overflow": "true"}
        else:
            printed = b2a_base64(os.pread(self.fds[1], size, 0), newline=False)
            fields["printed"] = f'"{printed.decode()}"'
        fields["time_us"] = str(int((time.perf_counter() - started) * 1_000_000))
        return fields

    def begin(self, stdin: bytes) -> None:
        """Make this process as if it had just been started."""
        for standard, fd in enumerate(self.fds):
            os.ftruncate(fd, 0)
            os.lseek(fd, 0, os.SEEK_SET)
            os.dup2(fd, standard)
        os.pwrite(self.fds[0], stdin, 0)
        how: Any = {"encoding": "utf-8", "errors": "surrogateescape", "newline": "\n"}
        sys.stdin = sys.__stdin__ = open(0, closefd=False, **how)  # type: ignore[misc] # noqa: SIM115
        sys.stdout = sys.__stdout__ = open(1, "w", closefd=False, **how)  # type: ignore[misc] # noqa: SIM115
        if vars(builtins) != self.builtins:
            vars(builtins).clear()
            vars(builtins).update(self.builtins)
        if dict(os.environ) != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)
        sys.path[:], sys.argv = self.path, [self.name]
        sys.setrecursionlimit(self.recursion)
        sys.settrace(None)
        sys.setprofile(None)
        for name in set(sys.modules) - self.modules:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(self.build):
                del sys.modules[name]

    def run(self) -> Fields:
        """Run the program once; return how it ended."""
        module = type(sys)("__main__")
        module.__file__ = f"{self.build}/{self.name}"
        sys.modules["__main__"] = module
        fields: Fields = {}
        try:
            exec(self.code, module.__dict__)  # noqa: S102 - running it is what we are asked for
        except SystemExit as ended:
            fields = {"code": str(exit_code(ended.code))}
        except BaseException as error:  # noqa: BLE001 - learner code may raise anything
            fields = raised(error, self.build)
        try:
            sys.stdout.flush()
        except BaseException:  # noqa: BLE001 - it may be the learner's own by now
            fields.setdefault("code", "120")  # as Python's own end says it
        return fields


def exit_code(code: object) -> int:
    """Return the exit code that a program asked for."""
    if code is None:
        return 0
    return code & EXIT_CODES if isinstance(code, int) else 1
