"""How a container is shut in: it gets nothing that running untrusted programs does not need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyter_codemm.ports import CompileStep, ExecutionPlan, RunStep
from jupyter_codemm.sandbox.bundle import supervisor_program
from jupyter_codemm.sandbox.wire import memory_mb, tasks

WORK_ROOT, BUILD_ROOT = "/box", "/build"
SUPERVISOR_MB = 48
LEAST_TASKS, SPARE_TASKS = 64, 16
CPU_PERIOD_US = 100_000
# No shared memory segments, semaphores or queues: they would outlive a step.
NO_IPC = {
    "kernel.shmmni": "0",
    "kernel.msgmni": "0",
    "kernel.sem": "0 0 0 0",
    "fs.mqueue.queues_max": "0",
}


def host_settings(plan: ExecutionPlan) -> dict[str, Any]:
    """Return the limits and restrictions for a plan, in the words of the SDK's host configuration.

    The three capabilities let the supervisor become the user of a step and kill it, no more.
    """
    steps: tuple[CompileStep | RunStep, ...] = (*plan.compile, *plan.runs)
    memory = (max((memory_mb(step) for step in steps), default=0) + SUPERVISOR_MB) << 20
    most = max((tasks(step) for step in steps), default=0) + SPARE_TASKS
    return {
        "network_mode": "none",
        "read_only": True,
        "cap_drop": ["ALL"],
        "cap_add": ["SETUID", "SETGID", "KILL"],
        "security_opt": ["no-new-privileges"],
        "pids_limit": max(LEAST_TASKS, most),
        "mem_limit": memory,
        "memswap_limit": memory,
        "cpu_period": CPU_PERIOD_US,
        "cpu_quota": CPU_PERIOD_US,
        "ipc_mode": "none",
        "sysctls": NO_IPC,
        "init": False,
        "auto_remove": True,
        "log_config": {"Type": "none", "Config": {}},
        "tmpfs": {
            WORK_ROOT: "rw,nosuid,nodev,noexec,size=32m,nr_inodes=2k,mode=711",
            BUILD_ROOT: "rw,nosuid,nodev,exec,size=128m,nr_inodes=4k,mode=711",
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
