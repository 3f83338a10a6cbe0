"""Plans to the supervisor's JSON and its JSON back to reports. The supervisor's word is checked."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    RunStep,
    StepEnd,
    StepReport,
)

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

    `first_user` is the number below the first user id to use, None to stay one user.
    `address_space` limits mapped memory too, where no cgroup limits real memory.
    `remove_folder` has the supervisor remove `work_root` when its owner is gone.
    """

    build_root: str
    work_root: str
    tools: Mapping[str, str]
    container: bool = False
    first_user: int | None = None
    shared_user: bool = False
    limit_tasks: bool = True
    address_space: bool = False
    remove_folder: bool = False
    confine: Confine | None = None


def memory_mb(step: CompileStep | RunStep) -> int:
    """Return the memory at which a step is stopped, in MiB."""
    return step.limits.memory_mb + START_MB


def tasks(step: CompileStep | RunStep) -> int:
    """Return how many threads and processes a step may have; a JVM needs many for itself."""
    return max(step.limits.processes, JVM_TASKS if step.argv[0] in JVM else 0)


def lifetime_s(plan: ExecutionPlan) -> int:
    """Return how long a plan can take at most, in seconds, with starting and cleaning."""
    compile_ms = sum(step.limits.wall_ms for step in plan.compile)
    return (compile_ms + plan.total_ms) // 1000 + GRACE_S


def encode(plan: ExecutionPlan, box: Box) -> bytes:
    """Return the message that asks a supervisor to run a plan in a box.

    Raises InvalidInputError for a file name that is not flat and plain.
    """
    for name in plan.files:
        if not FLAT_NAME.fullmatch(name):
            raise InvalidInputError(f"{name!r} is no plain file name", where="files")
    compile_steps = [
        {"name": f"compile_{i}", "stdin": "", "env": {}, **_step(step, box)}
        for i, step in enumerate(plan.compile, 1)
    ]
    runs = [
        {
            "name": step.name,
            "stdin": _text(step.stdin),
            "frame": _text(step.frame),
            "env": dict(step.env),
            **_step(step, box),
        }
        for step in plan.runs
    ]
    message = {
        "files": {name: _text(content) for name, content in plan.files.items()},
        "compile": compile_steps,
        "runs": runs,
        "total_ms": plan.total_ms,
        "stop_on_timeout": plan.stop_on_timeout,
        "box": _box(box, lifetime_s(plan)),
    }
    body = json.dumps(message, separators=(",", ":")).encode()
    return len(body).to_bytes(HEAD_BYTES, "big") + body


def decode(body: bytes, tier: Tier) -> ExecutionReport:
    """Return the report of a supervisor; raises UnavailableError for anything else."""
    try:
        message = json.loads(body)
        return ExecutionReport(
            tier=tier,
            runs=tuple(_report(item) for item in message["runs"]),
            compile=tuple(_report(item) for item in message["compile"]),
        )
    except (ValueError, KeyError, TypeError, Base64Error) as error:
        raise UnavailableError("the sandbox answered with no valid report") from error


def body_size(head: bytes) -> int:
    """Return the length that a message's head announces; raises UnavailableError when absurd."""
    size = int.from_bytes(head, "big")
    if len(head) != HEAD_BYTES or size > MAX_REPORT_BYTES:
        raise UnavailableError("the sandbox ended before it answered")
    return size


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
        "processes": tasks(step) if box.limit_tasks else 0,
        "file_bytes": limits.file_bytes,
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
        "deadline_s": deadline_s,
    }


def _report(item: Mapping[str, Any]) -> StepReport:
    end = item["end"]
    if end not in get_args(StepEnd):
        raise ValueError(f"unknown end {end!r}")
    return StepReport(
        name=str(item["name"]),
        end=end,
        code=int(item.get("code", 0)),
        wall_ms=int(item.get("wall_ms", 0)),
        cpu_ms=int(item.get("cpu_ms", 0)),
        memory_kb=int(item.get("memory_kb", 0)),
        stdout=b64decode(item.get("stdout", ""), validate=True),
        stderr=b64decode(item.get("stderr", ""), validate=True),
        frame=b64decode(item.get("frame", ""), validate=True),
        truncated=bool(item.get("truncated")),
        detail=str(item.get("detail", "")),
    )


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
