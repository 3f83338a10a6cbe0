"""What is installed beside the server."""

from __future__ import annotations

import asyncio
from pathlib import Path

from jupyter_core.paths import jupyter_path

from jupyter_codemm.contracts.health import Check


async def panel_check() -> Check:
    """Say whether JupyterLab's panel is installed."""
    found = [Path(p) / "labextensions" / "jupyter-codemm" / "package.json" for p in jupyter_path()]
    if await asyncio.to_thread(lambda: any(path.is_file() for path in found)):
        return Check(id="panel", title="JupyterLab panel", level="ok", detail="installed")
    return Check(
        id="panel",
        title="JupyterLab panel",
        level="warning",
        detail="not installed: this installation was built without it",
        fix="install from a wheel, or from a clone with network access",
    )
