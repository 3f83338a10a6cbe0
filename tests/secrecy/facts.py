"""What is known about the machine: to everybody, and what only a control knows beside it."""

from __future__ import annotations

from pathlib import Path

from jupyter_codemm.contracts.connection import KERNEL_TOKEN_HEADER
from tests.secrecy.lesson import Lesson
from tests.secrecy.machine import Machine


def known(machine: Machine, lesson: Lesson) -> dict[str, str]:
    """Return what we let a student know: every place and id, and no secret of others."""
    ports, accounts, hub = machine.ports, machine.accounts, machine.hub
    homes = {part.upper(): str(one.home) for part, one in accounts.items()}
    names = {f"{part.upper()}_NAME": one.name for part, one in accounts.items()}
    own = f"{hub.url}/user/{{}}/jupyter-codemm/api"
    ben = server_of(machine, "ben")
    return {
        **homes,
        **names,
        "FOLDER": str(hub.folder.parent),
        "HUB": str(hub.folder),
        "BEGAN": str(hub.folder.parent / "began"),
        "SITE": hub.url,
        "API": f"{hub.url}/services/codemm/jupyter-codemm/api",
        "OWN": own.format(accounts["ann"].name),
        "BEN_OWN": own.format(accounts["ben"].name),
        "HUB_API": f"{hub.url}/hub/api",
        "HUB_PORT": str(ports["hub"]),
        "PROXY_API": str(ports["api"]),
        "SERVICE_PORT": str(ports["service"]),
        "PG_PORT": str(ports["postgres"]),
        "PG_SOCKETS": str(machine.postgres.folder.parents[1] / "sockets"),
        "PG_PID": str(machine.postgres.pid),
        "REDIS_PORT": str(ports["redis"]),
        "SERVICE_PID": str(machine.pids["service"]),
        "WORKER_PID": str(machine.pids["worker"]),
        "WORKER_CHILD": " ".join(children(machine.pids["worker"])),
        "HUB_PID": str(machine.pids["hub"]),
        "BEN_PID": str(ben[0]),
        "BEN_PORT": ben[1],
        "SCHOOL": lesson.organization,
        "CLASS": lesson.given.school_class,
        "CHALLENGE": lesson.given.challenge,
        "ACTIVITY": lesson.given.activity,
        "PROBLEM": lesson.given.problem,
        "SUBMISSION": lesson.submission,
        "PERSONAL": lesson.personal["ann"],
        "PYTHON": machine.python.path,
        "KERNEL_HEADER": KERNEL_TOKEN_HEADER,
    }


def secret(machine: Machine, lesson: Lesson) -> dict[str, str]:
    """Return what only a control knows."""
    canaries = machine.canaries
    return {
        "CANARY": canaries.hidden_input,
        "DB_PASSWORD": canaries.database_password,
        "QUEUE_PASSWORD": canaries.queue_password,
        "PROXY_TOKEN": canaries.proxy_token,
        "SERVICE_TOKEN": canaries.service_token,
        "BEN_SERVER": lesson.servers["ben"],
    }


def children(pid: int) -> list[str]:
    """Return the processes that a process started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def server_of(machine: Machine, part: str) -> tuple[int, str]:
    """Return the process and the port of somebody's own server."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and (process / "cmdline").exists():
            told = (process / "cmdline").read_bytes().decode().split("\0")
            if "jupyterhub.singleuser" in told:
                environ = (process / "environ").read_bytes().decode().split("\0")
                if f"JUPYTERHUB_USER={machine.accounts[part].name}" in environ:
                    (url,) = (one for one in environ if one.startswith("JUPYTERHUB_SERVICE_URL="))
                    return int(process.name), url.split(":")[2].split("/")[0]
    raise AssertionError(f"no server of {part} runs")
