"""Python: the harness imports the learner's module, calls it and canonicalises the result."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_codemm.judging.frames import signature_task
from jupyter_codemm.judging.harness.program import (
    Program,
    Refusal,
    Target,
    compile_step,
    encoded,
    sandbox_file,
)

OURS = "codemm"
FILES = (
    "codemm_check.py",
    "codemm_failures.py",
    "codemm_harness.py",
    "codemm_start.py",
    "codemm_wire.py",
)
# Neither -I nor -E, which would ignore PYTHONHASHSEED; -S because site is slow to start.
CHECK = ("python3", "-s", "-S", "-X", "utf8", "codemm_check.py")
RUN = ("python3", "-s", "-S", "-P", "-B", "-X", "utf8", "{build}/codemm_start.py")
COMPILER_MB = 512


def build(target: Target, files: Mapping[str, str]) -> Program | Refusal:
    """Return the program; Python's compile step only checks the syntax of every file."""
    if target.entry_file not in files:
        return Refusal(f"There is no file {target.entry_file}.")
    taken = [name for name in files if name.lower().startswith(OURS)]
    if taken:
        return Refusal(f"{taken[0]}: file names that start with {OURS} belong to the judge.")
    task: dict[str, object] = {
        "kind": target.kind,
        "module": target.entry_file.removesuffix(".py"),
    }
    if target.signature is not None:
        task |= signature_task(target.signature)
    return Program(
        files={**encoded(files), **{name: sandbox_file(name).encode() for name in FILES}},
        compile=(compile_step(*CHECK, *sorted(files), memory_mb=COMPILER_MB),),
        argv=RUN,
        task=task,
        env={"PYTHONHASHSEED": "0"},
    )
