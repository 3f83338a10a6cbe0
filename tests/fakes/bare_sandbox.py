"""A Sandbox of plain subprocesses: the port's promises and no confinement. For tests only."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import MissingToolError, UnavailableError
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    Listen,
    RunStep,
    StepLimits,
    StepReport,
)
from tests.fakes.bare_process import Channel, Job, spawn

TOOLS = {
    "python": ("python3",),
    "sql": ("python3",),
    "java": ("javac", "java"),
    "cpp": ("g++",),
}
RUNTIME_MB = 64
OURS = "codemm"
# What the judge's own files were compiled to, by the call and its files: the same for every test.
MADE: dict[object, tuple[StepReport, list[tuple[str, bytes, int]]]] = {}


def resolved(tool: str) -> str:
    """Return the program behind a tool's plain name."""
    return sys.executable if tool == "python3" else shutil.which(tool) or tool


class BareSandbox:
    """Runs every step as a plain child process in an empty directory."""

    def __init__(self) -> None:
        self._launches = 0

    @property
    def tier(self) -> Tier:
        return "rlimit"

    @property
    def launches(self) -> int:
        return self._launches

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        missing = [tool for tool in TOOLS[plan.language] if not shutil.which(tool)]
        if missing:
            raise MissingToolError(f"{', '.join(missing)} not found")
        self._launches += 1
        loop = asyncio.get_running_loop()

        def tell(step: str, channel: Channel, data: bytes) -> None:
            if listen:
                loop.call_soon_threadsafe(listen, step, channel, data)

        job = Job(tell)
        work = asyncio.ensure_future(asyncio.to_thread(execute, plan, job))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            job.stop()
            with suppress(OSError):
                await work
            raise

    async def warm_up(self, plan: ExecutionPlan) -> None:
        del plan

    async def languages(self) -> tuple[LanguageHealth, ...]:
        return tuple(
            LanguageHealth(
                language=language,
                tier=self.tier,
                ok=all(shutil.which(tool) for tool in TOOLS[language]),
            )
            for language in LANGUAGES
        )

    async def close(self) -> None:
        return


def execute(plan: ExecutionPlan, job: Job) -> ExecutionReport:
    with tempfile.TemporaryDirectory(prefix="codemm-bare-") as folder:
        build = Path(folder, "build")
        build.mkdir()
        for name, content in plan.files.items():
            (build / name).write_bytes(content)
        compiled: list[StepReport] = []
        for index, step in enumerate(plan.compile):
            if compiled and (compiled[-1].end, compiled[-1].code) != ("exited", 0):
                compiled.append(StepReport(name=f"compile_{index + 1}", end="not_run"))
                continue
            name = f"compile_{index + 1}"
            compiled.append(compiled_once(name, step, plan, build, job))
            if step.ours and (compiled[-1].end, compiled[-1].code) != ("exited", 0):
                raise UnavailableError(f"a part of the judge was not compiled: {compiled[-1]}")
        if plan.needs is not None:
            keep_only(build, plan.needs)
        if compiled and (compiled[-1].end, compiled[-1].code) != ("exited", 0):
            runs = tuple(StepReport(name=step.name, end="not_run") for step in plan.runs)
            return ExecutionReport("rlimit", runs, tuple(compiled))
        return ExecutionReport("rlimit", run_all(plan, build, job), tuple(compiled))


def keep_only(build: Path, needs: tuple[str, ...]) -> None:
    """Remove what no run needs; a need is a file or a folder."""
    wanted = [build / need for need in needs]
    for path in sorted(build.rglob("*"), reverse=True):
        kept = any(path.is_relative_to(need) or need.is_relative_to(path) for need in wanted)
        if not kept:
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def run_all(plan: ExecutionPlan, build: Path, job: Job) -> tuple[StepReport, ...]:
    reports: list[StepReport] = []
    left_ms, over = plan.total_ms, False
    for step in plan.runs:
        if over or job.stopped or left_ms <= 0:
            reports.append(StepReport(name=step.name, end="not_run"))
            continue
        with tempfile.TemporaryDirectory(dir=build.parent) as cwd:
            Path(cwd, "frame").write_bytes(step.frame)
            report = run_step(step, build, Path(cwd), left_ms, job)
        left_ms -= max(report.wall_ms, report.cpu_ms)
        crossed = left_ms <= 0
        if crossed and report.end != "time_limit":
            report = StepReport(name=step.name, end="time_limit", wall_ms=report.wall_ms)
        over = crossed or (plan.stop_on_timeout and report.end == "time_limit")
        reports.append(report)
    return tuple(reports)


def compiled_once(
    name: str, step: CompileStep, plan: ExecutionPlan, build: Path, job: Job
) -> StepReport:
    """Do a step, or bring what it made before; only what is the judge's own is kept."""
    if not all(part in plan.files and part.lower().startswith(OURS) for part in step.reads):
        return compile_step(name, step, build, job)
    key = (step.argv, *(plan.files[part] for part in step.reads))
    if not (step.reads and step.makes) or key not in MADE:
        report = compile_step(name, step, build, job)
        if step.reads and step.makes and (report.end, report.code) == ("exited", 0):
            MADE[key] = (report, contents(build, step.makes))
        return report
    report, made = MADE[key]
    for path, content, mode in made:
        (build / path).parent.mkdir(parents=True, exist_ok=True)
        (build / path).write_bytes(content)
        (build / path).chmod(mode)
    return replace(report, name=name)


def contents(build: Path, makes: tuple[str, ...]) -> list[tuple[str, bytes, int]]:
    """Return the files among what a step makes: path, content and mode."""
    found = [path for name in makes for path in (build / name, *(build / name).rglob("*"))]
    return [
        (str(path.relative_to(build)), path.read_bytes(), path.stat().st_mode)
        for path in found
        if path.is_file()
    ]


def compile_step(name: str, step: CompileStep, build: Path, job: Job) -> StepReport:
    argv = [resolved(step.argv[0]), *step.argv[1:]]
    argv = [part.replace("{build}", str(build)) for part in argv]
    limits = StepLimits(
        wall_ms=step.limits.wall_ms,
        cpu_ms=step.limits.cpu_ms,
        memory_mb=0,
        output_bytes=step.limits.output_bytes,
        file_bytes=max(step.limits.file_bytes, 64 << 20),
    )
    env = {"TMPDIR": str(build)}
    return spawn(name, argv, limits, job, cwd=build, env=env, stdin=b"", live=False)


def run_step(step: RunStep, build: Path, cwd: Path, left_ms: int, job: Job) -> StepReport:
    argv = [part.replace("{build}", str(build)) for part in step.argv]
    limits = StepLimits(
        wall_ms=min(step.limits.wall_ms, left_ms),
        cpu_ms=min(step.limits.cpu_ms, left_ms),
        memory_mb=0 if argv[0] == "java" else step.limits.memory_mb + RUNTIME_MB,
        output_bytes=step.limits.output_bytes,
        file_bytes=step.limits.file_bytes,
    )
    argv[0] = resolved(argv[0])
    return spawn(step.name, argv, limits, job, cwd=cwd, env=step.env, stdin=step.stdin)
