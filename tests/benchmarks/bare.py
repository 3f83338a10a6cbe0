"""A workload as plain subprocesses, and as one `docker run`."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.workloads import BARE_NAMES, TESTS, Workload

# The interpreter that the boxes have, not one that loads another tree of modules first.
SYSTEM_PYTHON = "/usr/bin/python3"
CLEAN = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


def subprocesses(workload: Workload, variant: int) -> None:
    """Compile once and run every test as a process of its own."""
    with _written(workload, variant) as folder:
        if workload.compile:
            _call(workload.compile, folder, "")
        for test in range(TESTS):
            _call(workload.run, folder, workload.stdin(test))


def docker_run(workload: Workload, variant: int, image: str) -> None:
    """Do the same in one container that the docker client starts and removes."""
    with _written(workload, variant) as folder:
        lines = ["set -e", "cp -r /job /tmp/job", "cd /tmp/job", shlex.join(workload.compile)]
        for test in range(TESTS):
            (folder / f"in{test}").write_text(workload.stdin(test))
            lines.append(f"{shlex.join(workload.run)} < in{test}")
        (folder / "job.sh").write_text("\n".join(lines))
        flags = "docker run --rm --network none --user 0 --entrypoint sh"
        mount = f"-v {shlex.quote(str(folder))}:/job:ro {image} /job/job.sh"
        _checked(shlex.split(f"{flags} {mount}"))


@contextmanager
def _written(workload: Workload, variant: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = {BARE_NAMES[workload.language]: workload.bare(variant)}
        for file, text in (texts | workload.extra_files(variant)).items():
            (folder / file).write_text(text)
        yield folder


def _call(argv: tuple[str, ...], folder: Path, stdin: str) -> None:
    python = SYSTEM_PYTHON if Path(SYSTEM_PYTHON).exists() else shutil.which("python3")
    words = [python or part if part == "python3" else part for part in argv]
    _checked(words, cwd=folder, env=CLEAN, stdin=stdin)


def _checked(
    words: list[str], cwd: Path | None = None, env: dict[str, str] | None = None, stdin: str = ""
) -> None:
    done = subprocess.run(
        words, cwd=cwd, env=env, input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr[-500:]}")
