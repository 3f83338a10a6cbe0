"""How a container is shut in: it gets nothing that running untrusted programs does not need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.ports import CompileStep, ExecutionPlan, RunStep
from jupyter_codemm.sandbox.bundle import supervisor_program
from jupyter_codemm.sandbox.wire import lifetime_s, memory_mb, tasks

WORK_ROOT, BUILD_ROOT = "/box", "/build"
BUILT = "{build}/"
SUPERVISOR_MB, JAVAC_MB = 48, 512
LEAST_TASKS, SPARE_TASKS = 64, 16
# Files up to this size fit into what a box has anyway; more is counted several times over, for the
# message, its parts and the build folder, which is memory too.
LIGHT_BYTES, TIMES_HELD, FILES_MB_STEP = 4 << 20, 4, 64
LEASE_STEP_S = 300
CPU_PERIOD_US = 100_000
# Half of what every process outside has: Jupyter stays quick however busy the boxes are. With an
# eighth, honest programs reached their wall time beside a few busy kernels.
CPU_SHARES = 512
# No shared memory segments, semaphores or queues: they would outlive a step.
NO_IPC = {
    "kernel.shmmni": "0",
    "kernel.msgmni": "0",
    "kernel.sem": "0 0 0 0",
    "fs.mqueue.queues_max": "0",
}


@dataclass(frozen=True, slots=True)
class BoxKind:
    """What a box must be like to serve a plan: boxes of one kind serve each other's plans.

    `longest_s` bounds the time that one plan may take in it. Boxes that compile are kept apart from
    those of runs, so that no program of a learner ever ran where a result that others share is
    made. Only with `executes` may the kernel start files of the build folder.
    """

    image: str
    language: Language
    memory_mb: int
    tasks: int
    longest_s: int = LEASE_STEP_S
    compiles: bool = False
    executes: bool = False


def kind_for(image: str, plan: ExecutionPlan, file_bytes: int, *, compiles: bool) -> BoxKind:
    """Return the kind of box that a plan with so many bytes of files needs."""
    steps: tuple[CompileStep | RunStep, ...] = (*plan.compile, *plan.runs)
    memory = max((memory_mb(step) for step in steps), default=0) + SUPERVISOR_MB
    if file_bytes > LIGHT_BYTES:
        memory += _rounded_up(file_bytes * TIMES_HELD >> 20, FILES_MB_STEP)
    if compiles and plan.language == "java":
        memory += JAVAC_MB
    most = max((tasks(step) for step in steps), default=0) + SPARE_TASKS
    return BoxKind(
        image=image,
        language=plan.language,
        memory_mb=memory,
        tasks=max(LEAST_TASKS, most),
        longest_s=_rounded_up(lifetime_s(plan), LEASE_STEP_S),
        compiles=compiles,
        executes=any(step.argv[0].startswith(BUILT) for step in steps),
    )


def host_settings(kind: BoxKind) -> dict[str, Any]:
    """Return the limits and restrictions of a box, in the words of the SDK's host configuration.

    The three capabilities let the supervisor become the user of a step and kill it, no more. It
    measures by the cgroup that it sees, which has to be its own whatever the daemon's default is.
    """
    execute = "exec" if kind.executes else "noexec"
    return {
        "network_mode": "none",
        "read_only": True,
        "cap_drop": ["ALL"],
        "cap_add": ["SETUID", "SETGID", "KILL"],
        "security_opt": ["no-new-privileges"],
        "pids_limit": kind.tasks,
        "mem_limit": kind.memory_mb << 20,
        "memswap_limit": kind.memory_mb << 20,
        "cpu_period": CPU_PERIOD_US,
        "cpu_quota": CPU_PERIOD_US,
        "cpu_shares": CPU_SHARES,
        "ipc_mode": "none",
        "cgroupns": "private",
        "sysctls": NO_IPC,
        "init": False,
        "auto_remove": True,
        "log_config": {"Type": "none", "Config": {}},
        "tmpfs": {
            WORK_ROOT: "rw,nosuid,nodev,noexec,size=32m,nr_inodes=2k,mode=711",
            BUILD_ROOT: f"rw,nosuid,nodev,{execute},size=128m,nr_inodes=4k,mode=711",
        },
    }


def container_settings(image: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return what starts: the supervisor as PID 1 and root, listening on standard input."""
    return {
        "image": image,
        "entrypoint": [],
        "command": ["python3", "-I", "-S", "-c", supervisor_program()],
        "user": "0:0",
        "working_dir": "/",
        "hostname": "box",
        "environment": {},
        "labels": dict(labels),
        "stdin_open": True,
        "tty": False,
        "network_disabled": True,
    }


def _rounded_up(value: int, step: int) -> int:
    return -(-value // step) * step
