"""Interpreters and compilers of this machine, and the paths that they need to read."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_codemm.contracts.base import Language

TOOLS: dict[Language, tuple[str, ...]] = {
    "python": ("python3",),
    "sql": ("python3",),
    "java": ("javac", "java"),
    "cpp": ("g++",),
}
HOW_TO_GET: dict[Language, str] = {
    "python": "install Python 3.11 or newer where every user can read it, or start Docker",
    "sql": "install Python 3.11 or newer where every user can read it, or start Docker",
    "java": (
        "apt install default-jdk-headless, brew install openjdk@17, or conda install openjdk; "
        "or start Docker"
    ),
    "cpp": (
        "apt install g++, brew install gcc, or conda install -c conda-forge gxx; or start Docker"
    ),
}
SYSTEM_PATHS = (
    *("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/include"),
    *("/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo"),
    *("/sys/devices/system/cpu", "/proc/cpuinfo", "/proc/meminfo"),
)
COMPILER_PATHS = ("bin", "lib", "lib64", "libexec", "include")
TRIPLES = "*-linux-*"
READABLE_BY_ALL, ENTERED_BY_ALL = 0o004, 0o001


@dataclass(frozen=True, slots=True)
class Toolchains:
    """What was found. `tools` maps plain names to absolute paths, `read` are paths to allow."""

    tools: dict[str, str] = field(default_factory=dict)
    read: tuple[str, ...] = ()

    def missing(self, language: Language) -> list[str]:
        """Return the tools of a language that were not found."""
        return [tool for tool in TOOLS[language] if tool not in self.tools]

    def identity(self, language: Language) -> str:
        """Return what changes whenever a tool of a language is replaced, so as by an update."""
        return "; ".join(_stamp(self.tools.get(tool, tool)) for tool in TOOLS[language])


def find_toolchains(*, for_any_user: bool) -> Toolchains:
    """Look for every tool. With `for_any_user` only those count that other users can start."""
    found: dict[str, str] = {}
    for tool in sorted({tool for tools in TOOLS.values() for tool in tools}):
        usable = (p for p in _candidates(tool) if not for_any_user or open_to_all(p))
        if path := next(usable, None):
            found[tool] = str(path)
    read = [path for tool, path in found.items() for path in _needs(tool, Path(path))]
    existing = [path for path in (*SYSTEM_PATHS, *read) if Path(path).exists()]
    return Toolchains(found, tuple(dict.fromkeys(existing)))


def open_to_all(path: Path) -> bool:
    """Return whether every user can reach and read a file."""
    try:
        modes = [folder.stat().st_mode for folder in path.parents]
        return bool(path.stat().st_mode & READABLE_BY_ALL) and all(
            mode & ENTERED_BY_ALL for mode in modes
        )
    except OSError:
        return False


def _stamp(path: str) -> str:
    try:
        found = Path(path).stat()
    except OSError:
        return path  # removed meanwhile: it will not start either
    return f"{path} {found.st_size} {found.st_mtime_ns}"


def _candidates(tool: str) -> Iterator[Path]:
    """Yield real programs, best first; links are followed, as rules are about targets."""
    if tool == "python3":
        base = getattr(sys, "_base_executable", "") or sys.executable
        names = [base, "/usr/bin/python3", "/usr/local/bin/python3"]
    else:
        home = os.environ.get("JAVA_HOME")
        names = [str(Path(home, "bin", tool))] if home and tool in {"java", "javac"} else []
        names.append(shutil.which(tool) or "")
    for name in names:
        if name and Path(name).is_file():
            yield Path(name).resolve()


def _needs(tool: str, path: Path) -> Iterator[str]:
    prefix = path.parent.parent
    yield str(path)
    if tool in {"java", "javac"}:
        yield str(prefix)
        yield from (str(link.resolve()) for link in prefix.rglob("*") if link.is_symlink())
    elif tool == "g++":
        yield "/usr/bin"  # the assembler and the linker
        yield from (str(prefix / name) for name in COMPILER_PATHS)
        yield from (str(folder) for folder in prefix.glob(TRIPLES))
    elif prefix != Path("/usr"):
        yield str(prefix / "lib")
