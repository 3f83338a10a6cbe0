"""Interpreters that wait, with the judge's modules imported, to be forked for steps.

Nothing of any plan but its preload reaches one: a step's descriptors pass through it unread, and
what the step is comes to the forked process through a pipe of its own.
"""

from __future__ import annotations

import _socket
import fcntl
import marshal
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from jupyter_codemm.sandbox.supervisor.child import Child, open_pipes
from jupyter_codemm.sandbox.supervisor.settling import HIGHEST_FD, NOT_STARTED, OUT_OF_THE_WAY
from jupyter_codemm.sandbox.supervisor.wire import Message

PATIENCE_S = 5
CONTROL = 3
READY = b"ready"
PID_BYTES = 4
PACKAGE = "jupyter_codemm.sandbox.supervisor"
OURS = ("wire", "rlimits", "kernel", "landlock", "syscalls", "confinement", "settling", "forking")
THEIR_OWN = ("HOME", "TMPDIR")
T = TypeVar("T")

# What a program could find above its own frames: no more than this.
LOADER = """\
import marshal
given = marshal.load(open(3, "rb", closefd=False))
space = {"given": given}
exec(given.pop(), space)
ready = space.pop("ready")
space.clear()
try:
    exec(*ready)
except SystemExit:
    raise
except BaseException as error:
    import sys
    error.__traceback__ = error.__traceback__.tb_next
    sys.excepthook(type(error), error, error.__traceback__)
    raise SystemExit(1) from None
"""
BOOT = """\
import sys
from _frozen_importlib import ModuleSpec
sources, modules = given.pop(), given.pop()
class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in sources:
            return ModuleSpec(name, cls, is_package=not sources[name])
    @staticmethod
    def create_module(spec):
        return None
    @staticmethod
    def exec_module(module):
        name = module.__name__
        source = sources[name]
        exec(compile(source, name.rpartition(".")[2] + ".py", "exec"), module.__dict__)
sys.meta_path.insert(0, Finder)
own, sources = sources, modules
for name in modules:
    __import__(name)
kept = set(sys.modules)
sources = own
from jupyter_codemm.sandbox.supervisor.forking import serve
sys.meta_path.remove(Finder)
ready = serve(kept)
"""


class ZygoteError(OSError):
    """A zygote does not do its work; its words say why."""


class Zygote:
    """One waiting interpreter. `pids` and `fds` are what it holds while it lives."""

    def __init__(self, preload: Message) -> None:
        self.preload = preload
        self.argv = preload["argv"]
        self.control, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_STREAM)
        self.control.settimeout(PATIENCE_S)
        self.pid = os.fork()
        if self.pid == 0:
            _exec(self.argv, preload["env"], theirs.fileno())
        theirs.close()
        self.pids, self.fds = {self.pid}, {self.control.fileno()}
        self.ready = False
        self._ask(self.control.sendall, marshal.dumps([preload["modules"], _own_sources(), BOOT]))

    def serves(self, step: Message) -> bool:
        """Return whether a step starts as this interpreter was started.

        Of its environment, it may lack what only settles what would be left to chance.
        """
        flags = len(self.argv)
        rest = step["argv"][flags : flags + 1]
        ours = self.preload["env"]
        same = all(ours.get(k) == v for k, v in step["env"].items() if k not in THEIR_OWN)
        script_next = bool(rest) and not rest[0].startswith("-")
        return step["argv"][:flags] == self.argv and script_next and same

    def wait(self) -> None:
        """Return when it can fork; raises ZygoteError, and ends it, when it cannot."""
        if not self.ready and self._ask(self.control.recv, len(READY)) != READY:
            self.end()
            raise ZygoteError("it ended before it was ready")
        self.ready = True

    def start(self, step: Message, cwd: str, user: int | None) -> Child:
        """Start a step that it serves, as `child.start` does.

        Raises ZygoteError, and ends this zygote, when it cannot.
        """
        self.wait()
        theirs, ours = open_pipes(user)
        told, telling = os.pipe()
        try:
            pid = self._ask(self._fork, [*theirs, told])
            self._ask(_tell, telling, self._job(step, cwd, user))
        except ZygoteError:
            _close(ours)
            raise
        finally:
            _close([*theirs, told, telling])
        return Child(pid, ours)

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        if not self.pids:
            return
        self.control.close()
        self.pids, self.fds = set(), set()
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            return  # it was waited for before

    def _ask(self, question: Callable[..., T], *arguments: object) -> T:
        try:
            return question(*arguments)
        except OSError as error:
            self.end()
            raise ZygoteError(f"it does not answer: {error}") from error

    def _fork(self, fds: list[int]) -> int:
        packed = b"".join(fd.to_bytes(4, sys.byteorder) for fd in fds)
        self.control.sendmsg([b"+"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, packed)])
        pid = int.from_bytes(self.control.recv(PID_BYTES), "big")
        if not pid:
            raise ZygoteError("it could not fork")
        return pid

    def _job(self, step: Message, cwd: str, user: int | None) -> Message:
        wanted = ("argv", "env", "umask", "limits", "confine")
        script = step["argv"][len(self.argv) :]
        return {**{key: step[key] for key in wanted}, "script": script, "cwd": cwd, "user": user}


def _tell(telling: int, job: Message) -> None:
    with open(telling, "wb", closefd=False) as pipe:
        marshal.dump(job, pipe)


def _close(fds: list[int]) -> None:
    for fd in fds:
        os.close(fd)


def _exec(argv: list[str], env: dict[str, str], control: int) -> None:
    """Turn this forked process into a zygote; never returns."""
    try:
        os.setsid()
        high = fcntl.fcntl(control, fcntl.F_DUPFD, OUT_OF_THE_WAY)
        for fd in range(CONTROL):
            # pipes as steps have: its streams, made for these, are the steps' streams too
            reader, writer = os.pipe()
            os.dup2(writer if fd else reader, fd)
        os.dup2(high, CONTROL)
        os.closerange(CONTROL + 1, HIGHEST_FD)
        os.chdir("/")
        os.execvpe(argv[0], [*argv, "-c", LOADER], env)  # noqa: S606 - no shell on purpose
    finally:
        os._exit(NOT_STARTED)


def _own_sources() -> dict[str, str]:
    """Return the modules of ours that a zygote needs, as text; packages are empty."""
    names = PACKAGE.split(".")
    sources = {".".join(names[: i + 1]): "" for i in range(len(names))}
    return sources | {f"{PACKAGE}.{name}": _source(f"{PACKAGE}.{name}") for name in OURS}


def _source(name: str) -> str:
    where = sys.modules[PACKAGE].__path__
    for finder in sys.meta_path:
        spec = finder.find_spec(name, where)
        if spec:
            loader: Any = spec.loader
            return str(loader.get_source(name))
    raise ZygoteError(f"there is no module {name}")
