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
from typing import Any

from jupyter_codemm.sandbox.supervisor.child import Child, open_pipes
from jupyter_codemm.sandbox.supervisor.settling import HIGHEST_FD, NOT_STARTED, OUT_OF_THE_WAY
from jupyter_codemm.sandbox.supervisor.wire import Message

MOST = 2
PATIENCE_S = 5
CONTROL = 3
READY = b"ready"
PID_BYTES = 4
PACKAGE = "jupyter_codemm.sandbox.supervisor"
OURS = ("wire", "rlimits", "kernel", "landlock", "syscalls", "confinement", "settling", "forking")
THEIR_OWN = ("HOME", "TMPDIR")

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
    sys.excepthook(type(error), error, error.__traceback__.tb_next)
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
from jupyter_codemm.sandbox.supervisor import confinement
from jupyter_codemm.sandbox.supervisor.forking import serve
sys.meta_path.remove(Finder)
ready = serve(kept)
"""


class ZygoteError(Exception):
    """A zygote does not do its work; its words say why."""


class Zygote:
    """One waiting interpreter."""

    def __init__(self, preload: Message) -> None:
        self.argv, self.env = preload["argv"], preload["env"]
        self.control, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_STREAM)
        self.control.settimeout(PATIENCE_S)
        self.ready = False
        self.pid = os.fork()
        if self.pid == 0:
            _exec(self.argv, self.env, theirs.fileno())
        theirs.close()
        try:
            self.control.sendall(marshal.dumps([preload["modules"], _own_sources(), BOOT]))
        except OSError as error:
            raise ZygoteError(f"it did not start: {error}") from error

    def fits(self, step: Message) -> bool:
        """Return whether a step starts as this interpreter was started."""
        flags = len(self.argv)
        rest = step["argv"][flags : flags + 1]
        env = {name: value for name, value in step["env"].items() if name not in THEIR_OWN}
        script_next = bool(rest) and not rest[0].startswith("-")
        return step["argv"][:flags] == self.argv and script_next and env == self.env

    def wait(self) -> None:
        """Return when it can fork; raises ZygoteError when it cannot."""
        if self.ready:
            return
        try:
            answer = self.control.recv(len(READY))
        except OSError as error:
            raise ZygoteError(f"it did not get ready: {error}") from error
        if answer != READY:
            raise ZygoteError("it ended before it was ready")
        self.ready = True

    def fork(self, step: Message, cwd: str, user: int | None, theirs: list[int]) -> int:
        """Return the process of a step, a child of this one; raises ZygoteError."""
        self.wait()
        told, telling = os.pipe()
        try:
            packed = b"".join(fd.to_bytes(4, sys.byteorder) for fd in [*theirs, told])
            rights = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS, packed)
            self.control.sendmsg([b"+"], [rights])
            pid = int.from_bytes(self.control.recv(PID_BYTES), "big")
            if not pid:
                raise ZygoteError("it could not fork")
            with open(telling, "wb", closefd=False) as pipe:
                marshal.dump(self._job(step, cwd, user), pipe)
        except OSError as error:
            raise ZygoteError(f"it did not answer: {error}") from error
        finally:
            os.close(told)
            os.close(telling)
        return pid

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        self.control.close()
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            return  # it was gone

    def _job(self, step: Message, cwd: str, user: int | None) -> Message:
        wanted = ("argv", "env", "umask", "limits", "confine")
        script = step["argv"][len(self.argv) :]
        return {**{key: step[key] for key in wanted}, "script": script, "cwd": cwd, "user": user}


class Zygotes:
    """The zygotes of one box. One that fails is ended, and its steps are started as usual."""

    def __init__(self) -> None:
        self.alive: dict[str, Zygote] = {}

    def prepare(self, preload: Message) -> str:
        """Have an interpreter for a preload start; returns why it cannot, or nothing."""
        key = repr((preload["argv"], preload["env"], preload["modules"]))
        if key in self.alive:
            return ""
        while len(self.alive) >= MOST:
            self.alive.pop(next(iter(self.alive))).end()
        try:
            self.alive[key] = Zygote(preload)
        except (ZygoteError, OSError) as error:
            return str(error)
        return ""

    def warm(self, preload: Message) -> str:
        """Return once an interpreter for a preload waits: nothing, or why there is none."""
        trouble = self.prepare(preload)
        for key, zygote in list(self.alive.items()):
            try:
                zygote.wait()
            except ZygoteError as error:
                self._drop(key)
                trouble = str(error)
        return trouble

    def start(self, step: Message, cwd: str, user: int | None) -> Child | None:
        """Start a step as `child.start` does, or return None when no zygote is fit for it."""
        fitting = [key for key, zygote in self.alive.items() if zygote.fits(step)]
        if not fitting:
            return None
        theirs, ours = open_pipes(user)
        try:
            pid = self.alive[fitting[0]].fork(step, cwd, user, theirs)
        except ZygoteError:
            self._drop(fitting[0])
            for fd in ours:
                os.close(fd)
            return None
        finally:
            for fd in theirs:
                os.close(fd)
        return Child(pid, ours)

    def pids(self) -> set[int]:
        """Return the processes that wait."""
        return {zygote.pid for zygote in self.alive.values()}

    def end(self) -> None:
        """End them all."""
        for key in list(self.alive):
            self._drop(key)

    def _drop(self, key: str) -> None:
        self.alive.pop(key).end()


def _exec(argv: list[str], env: dict[str, str], control: int) -> None:
    """Turn this forked process into a zygote; never returns."""
    try:
        os.setsid()
        high = fcntl.fcntl(control, fcntl.F_DUPFD, OUT_OF_THE_WAY)
        nothing = os.open(os.devnull, os.O_RDWR)
        for fd in range(CONTROL):
            os.dup2(nothing, fd)
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
