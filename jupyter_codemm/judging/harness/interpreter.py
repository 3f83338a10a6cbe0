"""How the judge's Python modules are run: by an interpreter that may have imported them before."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_codemm.judging.harness.program import sandbox_file
from jupyter_codemm.ports import Preload

START = "codemm_start.py"
# Neither -I nor -E, which would ignore PYTHONHASHSEED; -S because site is slow to start.
PYTHON = ("python3", "-s", "-S", "-P", "-B", "-X", "utf8")
ENV = {"PYTHONHASHSEED": "0"}


def started(module: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs a module of the judge."""
    return (*PYTHON, f"{{build}}/{START}", module, *arguments)


def module_files(modules: Iterable[str]) -> dict[str, bytes]:
    """Return the files that the command needs in the build directory."""
    return {name: sandbox_file(name).encode() for name in (START, *map(_file, modules))}


def preloaded(modules: Iterable[str]) -> Preload:
    """Return the interpreter that has imported some modules, each after those that it needs."""
    texts = {name: sandbox_file(_file(name)) for name in modules}
    return Preload(argv=PYTHON, modules=texts, env=ENV)


def _file(module: str) -> str:
    return f"{module}.py"
