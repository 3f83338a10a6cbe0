"""What programs left behind, seen from outside of their boxes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docker

from jupyter_codemm.sandbox.docker.labels import HOLDER
from jupyter_codemm.sandbox.supervisor import jvm
from tests.corpus.entries import IPC_KEY

PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/var/lock", "/dev/mqueue", "/usr/bin", "/etc", "/")
FOLDERS_OF_A_BOX = ("box", "build", "tmp", "dev/shm", "var/tmp")
MARK = "corpus-"
VICTIM = Path("/etc/passwd")
FIRST_USER = 20_000
COMPILER = jvm.USER  # it waits for the next program


def adopt_orphans() -> None:
    """Become the parent of whatever outlives its box, so that it shows among our children."""
    if sys.platform == "linux":
        # the module loads the C library, which is Linux's only here
        from jupyter_codemm.sandbox.supervisor import kernel  # noqa: PLC0415

        kernel.control(kernel.SET_CHILD_SUBREAPER, 1)


def children() -> set[str]:
    """Return this process's children that are alive."""
    return {
        f"child {pid}"
        for listing in Path("/proc/self/task").glob("*/children")
        for pid in listing.read_text().split()
        if _alive(pid)
    }


def _alive(pid: str) -> bool:
    """Return whether a process runs; one that ended waits for us as init's stand-in."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(b")")[2].split()[0] != b"Z"


def marked_files() -> set[str]:
    """Return what lies where every program of this machine may write, and job folders of ours."""
    names = {
        str(path)
        for place in map(Path, PLACES)
        if place.is_dir()
        for path in place.iterdir()
        if path.name.startswith(MARK)
    }
    return names | {str(path) for path in Path(tempfile.gettempdir()).glob("codemm-job-*")}


def victim() -> set[str]:
    """Return what a file of this machine is like that many programs try to change."""
    facts = VICTIM.stat()
    return {f"{VICTIM}: {facts.st_mtime_ns} {facts.st_mode} {facts.st_nlink} {facts.st_size}"}


def shared_objects() -> set[str]:
    """Return the System V objects of this machine under the corpus's key."""
    found = set()
    for kind in ("shm", "msg", "sem"):
        listing = Path("/proc/sysvipc", kind)
        rows = listing.read_text().splitlines()[1:] if listing.exists() else []
        found |= {f"{kind}: {row}" for row in rows if row.split()[0] == str(IPC_KEY)}
    return found


class Boxes:
    """The containers of one holder, seen through the daemon and through the host's /proc."""

    def __init__(self, holder: str) -> None:
        self._client = docker.DockerClient.from_env()
        self._filters = {"label": f"{HOLDER}={holder}"}

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def inits(self) -> dict[str, int]:
        """Return each container with the process that is PID 1 in it."""
        found = {}
        for item in self._client.api.containers(all=True, filters=self._filters):
            try:
                state = self._client.api.inspect_container(item["Id"])["State"]
            except docker.errors.NotFound:
                continue  # it went in the meantime
            found[item["Id"]] = int(state["Pid"])
        return found

    def kill(self) -> None:
        """Kill every container that runs, as a machine without memory would."""
        for container in self.inits():
            self._client.api.kill(container)

    def leftovers(self) -> set[str]:
        """Return processes and files of programs, not the supervisor's own, in any container."""
        found = set()
        for init in self.inits().values():
            found |= {f"process {pid}" for pid in _processes_in_box(init) if _of_a_program(pid)}
            root = Path(f"/proc/{init}/root")
            for folder in FOLDERS_OF_A_BOX:
                found |= {f"file {path}" for path in _files_of_programs(root / folder)}
        return found

    def cpu_ns(self) -> int:
        """Return the CPU time that all containers have used, where the host shows it."""
        return sum(_cpu_ns(init) for init in self.inits().values())


def _processes_in_box(init: int) -> list[int]:
    """Return the processes that share a container's PID namespace."""
    try:
        namespace = Path(f"/proc/{init}/ns/pid").readlink()
    except OSError:
        return []  # it ended, or the daemon is on another machine
    return [pid for pid in _all_processes() if _namespace(pid) == namespace]


def _all_processes() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _namespace(pid: int) -> Path | None:
    try:
        return Path(f"/proc/{pid}/ns/pid").readlink()
    except OSError:
        return None


def _of_a_program(pid: int) -> bool:
    try:
        return FIRST_USER <= Path(f"/proc/{pid}").stat().st_uid != COMPILER
    except FileNotFoundError:
        return False


def _files_of_programs(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return [
                entry.name
                for entry in found
                if entry.name.startswith(MARK)
                or entry.stat(follow_symlinks=False).st_uid >= FIRST_USER
            ]
    except OSError:
        return []  # not there, or not ours to see


def _cpu_ns(init: int) -> int:
    try:
        lines = Path(f"/proc/{init}/cgroup").read_text().splitlines()
    except OSError:
        return 0
    for line in lines:
        _, controllers, path = line.split(":", 2)
        folder = Path(f"/sys/fs/cgroup/{controllers}{path}")
        if "cpuacct" in controllers and (counter := folder / "cpuacct.usage").exists():
            return int(counter.read_text())
        if not controllers and (counter := folder / "cpu.stat").exists():
            return int(counter.read_text().split()[1]) * 1000
    return 0
