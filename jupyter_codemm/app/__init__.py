"""The entry points: of Jupyter's server, and of `jupyter codemm …`."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_codemm.app.extensions import ClassroomCodemm, HeadlessCodemm, JupyterCodemm
from jupyter_codemm.app.queueing import judge_jobs
from jupyter_codemm.app.wiring import AppWiring, process_name
from jupyter_codemm.cli import run_command
from jupyter_codemm.cli.settings import Settings
from jupyter_codemm.cli.wiring import WorkerOptions
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.handlers.bodies import MAX_BODY

__all__ = [
    "AppWiring",
    "ClassroomCodemm",
    "CommandWiring",
    "HeadlessCodemm",
    "JupyterCodemm",
    "Settings",
    "main",
]

IDLE_SECONDS = 1800
# Our own routes look at who asks, and take more where they need it. The others keep a body whole
# before they look at it; Jupyter itself takes half a gigabyte.
_BOUNDED = (f"--ServerApp.max_body_size={MAX_BODY}", f"--ServerApp.max_buffer_size={MAX_BODY}")
_AS_ROOT = "--ServerApp.allow_root=True"  # it serves no kernels, files or terminals


class CommandWiring(AppWiring):
    """The wiring of the command line, which also starts servers."""

    def serve_headless(self, port: int) -> None:
        """Serve on loopback, without JupyterLab, until stopped or idle."""
        arguments = [
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.open_browser=False",
            _AS_ROOT,
            f"--ServerApp.shutdown_no_activity_timeout={IDLE_SECONDS}",
            *_BOUNDED,
        ]
        HeadlessCodemm.launch_instance(arguments)  # type: ignore[no-untyped-call]

    def serve_classes(self, arguments: Sequence[str]) -> None:
        """Serve the classes of a JupyterHub until stopped; the arguments are Jupyter's.

        Raises MissingToolError without JupyterHub's package, or when nothing says where the Hub is.
        """
        try:
            from jupyter_codemm.hub.service import HubService  # noqa: PLC0415 - needs JupyterHub
        except ImportError:
            raise MissingToolError(
                "the class service needs JupyterHub: pip install 'jupyter_codemm[hub]'",
                where="service",
            ) from None
        if not os.environ.get("JUPYTERHUB_SERVICE_URL"):
            raise MissingToolError(
                "the class service is started by JupyterHub, or with the environment that it "
                "gives to services: JUPYTERHUB_SERVICE_URL is not set",
                where="JUPYTERHUB_SERVICE_URL",
            )
        HubService.launch_instance([_AS_ROOT, *_BOUNDED, *arguments])

    def judge_jobs(self, options: WorkerOptions) -> int:
        """Judge what the queue gives until SIGTERM; returns the exit code."""
        return judge_jobs(self.settings, self.sandbox, process_name(), options)

    def open_lab(self, notebook: Path) -> int:
        """Open JupyterLab on a notebook and return its exit code when it ends."""
        command = [sys.executable, "-m", "jupyterlab", str(notebook)]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")  # in a container everybody is root
        return subprocess.run(command, check=False).returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `jupyter codemm …` and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character must not end the command.
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    return run_command(given, CommandWiring(Settings.from_environment()))


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Return what the class service is made of; own servers load the package itself."""
    from jupyter_codemm.hub.service import HubService  # noqa: PLC0415 - needs JupyterHub

    return [
        {"module": "jupyter_codemm.app", "app": HubService},
        {"module": "jupyter_codemm.app", "app": ClassroomCodemm},
    ]
