"""Plans to the supervisor's JSON. `answers.py` reads what comes back.

A supervisor reads messages from its standard input: plans, and before the first of them perhaps a
wish to get warm. It answers on standard output: `Output` messages while a plan with `stream` runs,
what each run did as soon as it has ended, then the rest of the `Reply`, then, from a box with
`serve`, one `Reset`. Only then it takes the next plan. Its standard input is also its lifeline:
anything on it during a plan, or its end, ends the box.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.ports import CompileStep, ExecutionPlan, Preload, RunStep
from jupyter_codemm.sandbox.products import Product, checked_path

HEAD_BYTES = 8
MAX_REPORT_BYTES = 256 << 20
GRACE_S = 30
JVM = frozenset({"java", "javac"})
# What starting a process takes above what the plan grants it, and how much more address space than
# memory an honest program maps.
START_MB, MAPPED_MB = 16, 128
JVM_TASKS = 128
FLAT_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
CLEAN_ENV = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}


@dataclass(frozen=True, slots=True)
class Confine:
    """Layers that the kernel offers. `read` are the paths a program may read and execute."""

    landlock: bool
    seccomp: bool
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a plan runs. `tools` maps plain tool names to absolute paths in the box.

    `first_user` is the number below the first user id to use, None to stay one user; a plan uses
    `users(plan)` of them, and no number twice in a box. `serve` has the supervisor reset itself and
    wait for another plan. `address_space` limits mapped memory too, where no cgroup limits real
    memory. `remove_folder` has it remove `work_root` when its owner is gone. `nice` is how far
    steps stand back from other work on the machine.
    """

    build_root: str
    work_root: str
    tools: Mapping[str, str]
    container: bool = False
    first_user: int | None = None
    shared_user: bool = False
    unseen_tasks: int = 0
    address_space: bool = False
    remove_folder: bool = False
    confine: Confine | None = None
    serve: bool = False
    nice: int = 0


def memory_mb(step: CompileStep | RunStep) -> int:
    """Return the memory at which a step is stopped, in MiB."""
    return step.limits.memory_mb + START_MB


def tasks(step: CompileStep | RunStep) -> int:
    """Return how many threads and processes a step may have; a JVM needs many for itself."""
    return max(step.limits.processes, JVM_TASKS if step.argv[0] in JVM else 0)


def users(plan: ExecutionPlan) -> int:
    """Return how many user ids a plan uses: one compiles, and every run has its own."""
    return 1 + len(plan.runs)


def lifetime_s(plan: ExecutionPlan) -> int:
    """Return how long a plan can take at most, in seconds, with starting and cleaning."""
    compile_ms = sum(step.limits.wall_ms for step in plan.compile)
    return (compile_ms + plan.total_ms) // 1000 + GRACE_S


def encode(
    plan: ExecutionPlan,
    box: Box,
    *,
    products: Mapping[str, Product] | None = None,
    stream: bool = False,
    collect: bool = False,
) -> bytes:
    """Return the message that asks a supervisor to run a plan in a box.

    `products` are put beside the plan's files and replace those of the same name: what an earlier
    box made. With `collect` what the compile steps make comes back in `Reply.made`; with `stream`
    `Output` messages come while runs print. Raises InvalidInputError for a file name that is not
    flat and plain, or that is also the folder of another.
    """
    message = {
        "files": _files(plan, products or {}),
        "compile": [
            {"name": f"compile_{i}", "stdin": "", "env": {}, **_step(step, box)}
            | {"makes": list(step.makes) if collect else []}
            for i, step in enumerate(plan.compile, 1)
        ],
        "runs": [
            {
                "name": step.name,
                "stdin": _text(step.stdin),
                "frame": _text(step.frame),
                "env": dict(step.env),
                **_step(step, box),
            }
            for step in plan.runs
        ],
        "needs": None if plan.needs is None else list(plan.needs),
        "stream": stream,
        "total_ms": plan.total_ms,
        "stop_on_timeout": plan.stop_on_timeout,
        "preload": plan.preload and _preload(plan.preload, box),
        "box": _box(box, lifetime_s(plan)),
    }
    return _framed({"plan": message})


def encode_warm(box: Box, preload: Preload | None, *, javac: bool) -> bytes:
    """Return the message that asks a supervisor to make ready what later plans of it may use."""
    wish = {"preload": preload and _preload(preload, box), "javac": javac}
    return _framed({"warm": wish})


def body_size(head: bytes) -> int:
    """Return the length that a message's head announces; raises UnavailableError when absurd."""
    size = int.from_bytes(head, "big")
    if len(head) != HEAD_BYTES or size > MAX_REPORT_BYTES:
        raise UnavailableError("the sandbox ended before it answered")
    return size


def _framed(message: Mapping[str, Any]) -> bytes:
    body = json.dumps(message, separators=(",", ":")).encode()
    return len(body).to_bytes(HEAD_BYTES, "big") + body


def _files(plan: ExecutionPlan, products: Mapping[str, Product]) -> list[list[Any]]:
    for name in plan.files:
        if not FLAT_NAME.fullmatch(name):
            raise InvalidInputError(f"{name!r} is no plain file name", where="files")
    files = {name: Product(content) for name, content in plan.files.items()}
    files.update({checked_path(path): product for path, product in products.items()})
    folders = {path[:i] for path in files for i, c in enumerate(path) if c == "/"}
    if both := folders & files.keys():
        raise InvalidInputError(f"{min(both)!r} is a file and a folder", where="files")
    return [[name, _text(file.content), file.executable] for name, file in files.items()]


def _preload(preload: Preload, box: Box) -> dict[str, Any]:
    tool, *rest = preload.argv
    return {
        "argv": [box.tools.get(tool, tool), *rest],
        "modules": dict(preload.modules),
        "env": {**CLEAN_ENV, **preload.env},
    }


def _step(step: CompileStep | RunStep, box: Box) -> dict[str, Any]:
    tool = step.argv[0]
    return {
        "argv": [box.tools.get(tool, tool), *step.argv[1:]],
        "limits": _limits(step, box),
    }


def _limits(step: CompileStep | RunStep, box: Box) -> dict[str, int]:
    limits, memory = step.limits, memory_mb(step)
    mapped = memory + MAPPED_MB if box.address_space and step.argv[0] not in JVM else 0
    return {
        "wall_ms": limits.wall_ms,
        "cpu_ms": limits.cpu_ms,
        "memory_kb": memory * 1024,
        "address_mb": mapped,
        "output_bytes": limits.output_bytes,
        "processes": tasks(step) + box.unseen_tasks,
        "file_bytes": limits.file_bytes,
        "nice": box.nice,
    }


def _box(box: Box, deadline_s: int) -> dict[str, Any]:
    confine = box.confine and {
        "landlock": box.confine.landlock,
        "seccomp": box.confine.seccomp,
        "read": list(box.confine.read),
    }
    return {
        "build_root": box.build_root,
        "work_root": box.work_root,
        "container": box.container,
        "first_user": box.first_user,
        "shared_user": box.shared_user,
        "confine": confine,
        "env": CLEAN_ENV,
        "remove_folder": box.remove_folder,
        "serve": box.serve,
        "deadline_s": deadline_s,
    }


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
