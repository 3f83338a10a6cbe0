"""Build what browsers load for a wheel, an sdist or an editable install.

That is the JupyterLab extension, and the pages that the class service serves.

The Python side never depends on it: without npm, or without the network that npm needs, the
package is installed without its panel and `jupyter codemm doctor` says so. Set
CODEMM_REQUIRE_FRONTEND=1 to make such a build fail instead.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sysconfig
import warnings
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "labextension"
ASSETS = ROOT / "jupyter_codemm" / "labextension"
PAGES = ROOT / "jupyter_codemm" / "hub" / "static"
DIGESTS = (ASSETS / "sources.sha256", PAGES / "sources.sha256")
TYPES_ONLY = "contracts.ts"  # erased by the compiler
BUILT_FROM = (
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.mts",
    "schema",
    "src",
    "style",
)


def build(target_name: str, version: str) -> None:
    """Build the assets unless they were built from exactly these sources."""
    digest = sources_digest()
    if all(file.is_file() and file.read_text(encoding="ascii") == digest for file in DIGESTS):
        return
    # `npm run` calls jupyter-builder, which is installed beside the Python that runs this.
    scripts = sysconfig.get_path("scripts")
    os.environ["PATH"] = os.pathsep.join((scripts, os.environ.get("PATH", "")))
    if which("npm") is None:
        give_up("npm was not found")
        return
    from hatch_jupyter_builder.utils import npm_builder  # noqa: PLC0415 - tests only want the digest

    try:
        npm_builder(target_name, version, path=str(SOURCES), build_cmd="build:prod", npm=["npm"])
    except (OSError, subprocess.CalledProcessError) as error:
        give_up(str(error))
        return
    for file in DIGESTS:
        file.write_text(digest, encoding="ascii")


def give_up(reason: str) -> None:
    """Go on without the JupyterLab extension, unless it is required."""
    message = f"jupyter_codemm is built without its JupyterLab panel and its pages: {reason}"
    if os.environ.get("CODEMM_REQUIRE_FRONTEND"):
        raise RuntimeError(message)
    warnings.warn(message, stacklevel=2)


def sources_digest() -> str:
    """Return a digest of everything that decides what the assets are."""
    digest = hashlib.sha256()
    for path in sorted(file for name in BUILT_FROM for file in files_of(SOURCES / name)):
        digest.update(path.relative_to(SOURCES).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def files_of(path: Path) -> list[Path]:
    """Return a file itself, or every file below a folder that becomes part of the assets."""
    if path.is_file():
        return [path]
    return [
        file
        for file in path.rglob("*")
        if file.is_file() and "__tests__" not in file.parts and file.name != TYPES_ONLY
    ]
