"""A Python that every account of the machine can run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "jupyter_codemm"
PACKAGES = ("site-packages", "dist-packages")
Ignore = Callable[[str, list[str]], Iterable[str]]
LEFT_OUT: Ignore = shutil.ignore_patterns("site-packages", "test", "__pycache__")
NOTHING: Ignore = shutil.ignore_patterns("__pycache__")


@dataclass(frozen=True)
class Interpreter:
    """Where it is, and the environment in which it finds what ours does."""

    path: str
    environ: Mapping[str, str]


def everybodys(folder: Path) -> Interpreter:
    """Return ours where others may run it, and else one below `folder` of the same files."""
    sources = [_shared(ROOT / PACKAGE, folder / "source" / PACKAGE).parent]
    sources += [
        _shared(Path(one), folder / f"packages{number}")
        for number, one in enumerate(one for one in sys.path if one.endswith(PACKAGES))
    ]
    packages = {"PYTHONPATH": os.pathsep.join(map(str, sources))}
    real = Path(sys.executable).resolve()
    if _is_for_everybody(real.parent):
        return Interpreter(sys.executable, packages)
    copy = folder / "python"
    (copy / "bin").mkdir(parents=True)
    _shared(Path(sys.base_prefix) / "lib", copy / "lib", LEFT_OUT)
    _link(str(real), str(copy / "bin" / "python3"))
    return Interpreter(
        str(copy / "bin" / "python3"), packages | {"LD_LIBRARY_PATH": str(copy / "lib")}
    )


def _is_for_everybody(path: Path) -> bool:
    return all(one.stat().st_mode & 0o001 for one in (path, *path.parents))


def _shared(source: Path, target: Path, left_out: Ignore = NOTHING) -> Path:
    """Return a folder where everybody may go to it, and else one of the same files that is so."""
    if _is_for_everybody(source):
        return source
    shutil.copytree(source, target, symlinks=True, ignore=left_out, copy_function=_link)
    return target


def _link(source: str, target: str) -> None:
    """Give a file a second name, or copy it where that cannot be."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)
