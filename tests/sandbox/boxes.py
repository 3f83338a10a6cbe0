"""Open a sandbox of a kind, and say plans shortly."""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, RunStep, Sandbox, StepLimits
from jupyter_codemm.sandbox import images
from jupyter_codemm.sandbox.compiling import CompileCache
from jupyter_codemm.sandbox.docker import DockerSandbox
from jupyter_codemm.sandbox.local import LocalSandbox
from jupyter_codemm.sandbox.probe import choose
from tests.fakes.bare_sandbox import BareSandbox

DOCKER = pytest.param("docker", marks=pytest.mark.docker)
KINDS = ("bare", "rlimit", "landlock", "bwrap", DOCKER)
every = pytest.mark.parametrize("kind", KINDS)
every_real = pytest.mark.parametrize("kind", KINDS[1:])
every_confined = pytest.mark.parametrize("kind", KINDS[2:])
every_compiling = pytest.mark.parametrize("kind", ["bare", *KINDS[2:]])

# What was compiled stays, as it does on a server; most of it are the judge's own parts.
COMPILED: defaultdict[str, CompileCache] = defaultdict(CompileCache)
LIMITS = StepLimits(wall_ms=10_000, cpu_ms=10_000, memory_mb=256)


async def opened(kind: str) -> Sandbox:
    """Return a fresh sandbox of a kind, or skip with the reason why there is none here."""
    if kind == "bare":
        return BareSandbox()
    if kind != "docker":
        local = LocalSandbox(kind, cache=COMPILED[kind])
        if reason := (await local.trial()).reason:
            pytest.skip(f"{kind}: {reason}")
        return local
    try:
        if absent := await images.missing(["python", "java", "cpp"]):
            pytest.skip(f"docker: no judge image for {', '.join(absent)}")
    except MissingToolError as error:
        pytest.skip(f"docker: {error.message}")
    return DockerSandbox("tests", uuid.uuid4().hex, cache=COMPILED[kind])


async def local_sandbox(language: str) -> Sandbox:
    """Return the local sandbox; skips where it is missing, or does not do the language."""
    try:
        sandbox = await choose("local")
    except MissingToolError as error:
        pytest.skip(error.message)
    for found in await sandbox.languages():
        if found.language == language and not found.ok:
            await sandbox.close()
            pytest.skip(f"{language}: {found.reason}")
    return sandbox


def using(kind: str, work: Callable[[Sandbox], Awaitable[None]]) -> None:
    """Run `work` on a fresh sandbox, which is closed afterwards."""

    async def session() -> None:
        sandbox = await opened(kind)
        try:
            await work(sandbox)
        finally:
            await sandbox.close()

    asyncio.run(session())


def execute(kind: str, plan: ExecutionPlan) -> ExecutionReport:
    reports = []

    async def work(sandbox: Sandbox) -> None:
        reports.append(await sandbox.execute(plan))
        assert sandbox.launches == 1
        assert reports[0].tier == sandbox.tier

    using(kind, work)
    return reports[0]


def python(code: str, name: str = "step", **changes: object) -> RunStep:
    argv = ("python3", "-I", "-S", "-c", code)
    return RunStep(**{"name": name, "argv": argv, "limits": LIMITS, **changes})


def plan(*runs: RunStep, **changes: object) -> ExecutionPlan:
    return ExecutionPlan(**{"language": "python", "files": {}, "runs": runs, **changes})


def limits(**changes: int) -> StepLimits:
    values = {name: getattr(LIMITS, name) for name in StepLimits.__dataclass_fields__}
    return StepLimits(**{**values, **changes})


def processes_with(marker: str) -> list[int]:
    """Return the processes of this machine, containers included, with a marker in their command."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and marker.encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


async def running(marker: str) -> None:
    """Wait until a process with a marker runs."""
    async with asyncio.timeout(30):
        while not processes_with(marker):  # noqa: ASYNC110 - it is not ours to signal an event
            await asyncio.sleep(0.01)


async def gone(marker: str) -> None:
    """Wait until no process with a marker runs."""
    async with asyncio.timeout(30):
        while processes_with(marker):  # noqa: ASYNC110 - it is not ours to signal an event
            await asyncio.sleep(0.01)
