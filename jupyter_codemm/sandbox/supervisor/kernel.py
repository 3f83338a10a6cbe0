"""The few kernel calls that Python does not offer. Linux only."""

from __future__ import annotations

import ctypes
import os
import signal

SET_PDEATHSIG, SET_DUMPABLE, SET_SECCOMP, SET_CHILD_SUBREAPER, SET_NO_NEW_PRIVS = 1, 4, 22, 36, 38
SECCOMP_MODE_FILTER = 2
INSTRUCTION_BYTES = 8

_libc = ctypes.CDLL(None, use_errno=True)


class FilterProgram(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def call(number: int, *arguments: int | bytes | None) -> int:
    """Make a system call; raises OSError with its error."""
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *words))


def control(option: int, value: int) -> None:
    """Set a property of this process (prctl); raises OSError with its error."""
    zero = ctypes.c_ulong(0)
    _checked(_libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero))


def die_with_parent() -> None:
    """Have this process killed when its parent ends, unless it becomes another user."""
    control(SET_PDEATHSIG, signal.SIGKILL)


def install_filter(program: bytes) -> None:
    """Put a seccomp filter on this process and its children, for ever. Needs no_new_privs."""
    packed = FilterProgram(len(program) // INSTRUCTION_BYTES, program)
    mode = ctypes.c_ulong(SECCOMP_MODE_FILTER)
    _checked(_libc.prctl(SET_SECCOMP, mode, ctypes.byref(packed), 0, 0))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
