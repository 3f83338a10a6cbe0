"""A Python that every account of the machine can run."""

from __future__ import annotations

import os
import shutil
import site
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("site-packages", "test", "__pycache__")


@dataclass(frozen=True)
class Interpreter:
    """Where it is, and the environment in which it finds what ours does."""

    path: str
    environ: Mapping[str, str]


def everybodys(folder: Path) -> Interpreter:
    """Return ours where others may run it; else one below `folder` of the same files."""
    packages = os.pathsep.join([str(ROOT), *site.getsitepackages()])
    real = Path(sys.executable).resolve()
    if all(parent.stat().st_mode & 0o001 for parent in real.parents):
        return Interpreter(sys.executable, {"PYTHONPATH": packages})
    base, copy = Path(sys.base_prefix), folder / "python"
    (copy / "bin").mkdir(parents=True)
    shutil.copytree(base / "lib", copy / "lib", symlinks=True, ignore=LEFT_OUT, copy_function=_link)
    _link(str(real), str(copy / "bin" / "python3"))
    libraries = {"LD_LIBRARY_PATH": str(copy / "lib")}
    return Interpreter(str(copy / "bin" / "python3"), {"PYTHONPATH": packages, **libraries})


def _link(source: str, target: str) -> None:
    """Give a file a second name, or copy it where that cannot be."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)
