"""Resource limits of one process, applied between fork and exec."""

from __future__ import annotations

import resource

from jupyter_codemm.sandbox.supervisor.wire import Message

OPEN_FILES = 128
STACK_BYTES = 8 << 20


def apply_limits(limits: Message) -> None:
    """Lower this process's limits.

    CPU time is only a backstop, a second and more above the real limit, which the watch enforces:
    the kernel's own signal comes early and cannot be told from others.
    """
    seconds = -(-limits["cpu_ms"] // 1000)
    _lower(resource.RLIMIT_CPU, seconds + 1, seconds + 2)
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_FSIZE, limits["file_bytes"], limits["file_bytes"])
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)
    _lower(resource.RLIMIT_STACK, STACK_BYTES, None)
    if limits["processes"]:
        _lower(resource.RLIMIT_NPROC, limits["processes"], limits["processes"])
    if limits["address_mb"]:
        size = limits["address_mb"] << 20
        _lower(resource.RLIMIT_AS, size, size)


def _lower(kind: int, soft: int, hard: int | None) -> None:
    _, ceiling = resource.getrlimit(kind)
    top = ceiling if hard is None else _smaller(hard, ceiling)
    resource.setrlimit(kind, (_smaller(soft, top), top))


def _smaller(wanted: int, ceiling: int) -> int:
    return wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
