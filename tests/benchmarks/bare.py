"""The same compile and the same runs as plain subprocesses, and as one `docker run`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, Sandbox

TOOLS = {"python3": sys.executable}
CLEAN = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TZ": "UTC"}


class Recorder:
    """A Sandbox that remembers the plan it passed on."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.plan: ExecutionPlan | None = None
        self.tier = sandbox.tier

    @property
    def launches(self) -> int:
        return self._sandbox.launches

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        self.plan = plan
        return await self._sandbox.execute(plan, listen)


def subprocesses(plan: ExecutionPlan) -> None:
    """Compile and run everything with nothing around it."""
    with tempfile.TemporaryDirectory() as folder:
        build = _written(plan, Path(folder))
        for step in plan.compile:
            _call(step.argv, build, build, b"", {})
        for run in plan.runs:
            work = Path(folder) / f"work-{run.name}"
            work.mkdir()
            (work / "frame").write_bytes(run.frame)
            _call(run.argv, build, work, run.stdin, dict(run.env))


def docker_run(plan: ExecutionPlan, image: str) -> None:
    """Compile and run everything in one container started by the docker client."""
    with tempfile.TemporaryDirectory() as folder:
        _written(plan, Path(folder))
        lines = ["set -e", "cd /job/build"]
        lines += [shlex.join(_placed(step.argv, "/job/build")) for step in plan.compile]
        for run in plan.runs:
            work = Path(folder) / f"work-{run.name}"
            work.mkdir()
            (work / "frame").write_bytes(run.frame)
            (work / "stdin").write_bytes(run.stdin)
            env = " ".join(f"{key}={shlex.quote(value)}" for key, value in run.env.items())
            command = shlex.join(_placed(run.argv, "/job/build"))
            lines.append(f"cd /job/{work.name}; env {env} {command} <stdin 3>result >out 2>err")
        (Path(folder) / "job.sh").write_text("\n".join(lines))
        subprocess.run(
            shlex.split("docker run --rm --network none --user 0 --entrypoint sh")
            + shlex.split(f"-v {shlex.quote(folder)}:/job {image} /job/job.sh"),
            check=True,
            capture_output=True,
        )


def _written(plan: ExecutionPlan, folder: Path) -> Path:
    build = folder / "build"
    build.mkdir()
    for name, content in plan.files.items():
        (build / name).write_bytes(content)
    return build


def _placed(argv: tuple[str, ...], build: str) -> list[str]:
    return [part.replace("{build}", build) for part in argv]


def _call(argv: tuple[str, ...], build: Path, cwd: Path, stdin: bytes, env: dict[str, str]) -> None:
    words = _placed(argv, str(build))
    words[0] = TOOLS.get(words[0]) or shutil.which(words[0]) or words[0]
    with (cwd / "result").open("wb") as result:
        # File descriptor 3 is where a harness writes; `sh` puts it there.
        command = ["sh", "-c", 'exec 3>&0 0<"$1"; shift; exec "$@"', "sh", str(cwd / "stdin")]
        (cwd / "stdin").write_bytes(stdin)
        subprocess.run(
            [*command, *words],
            cwd=cwd,
            env=CLEAN | env,
            stdin=result,
            capture_output=True,
            check=True,
        )
