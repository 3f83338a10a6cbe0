"""A real JupyterLab of its own: token and XSRF on, nothing of the developer's in reach."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from jupyter_core.paths import jupyter_path

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REPLY_SECONDS = 240
PYTHON = Path(sys.executable)
TOKEN = "token-of-the-ui-tests"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},  # tests save when they mean to
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab. `files` is its root folder, `home` holds everything else of it."""

    url: str
    files: Path
    home: Path

    def api(self, method: str, endpoint: str, body: object = None) -> Any:
        """Call our own API with the token and return the decoded reply."""
        request = urllib.request.Request(
            f"{self.url}jupyter-codemm/api/{endpoint}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {TOKEN}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=REPLY_SECONDS) as reply:
                text = reply.read()
        except HTTPError as refusal:
            raise AssertionError(f"{endpoint}: {refusal.read().decode()}") from None
        is_json = reply.headers.get_content_type() == "application/json"
        return json.loads(text) if is_json else text.decode()

    def start_generation(self, *messages: str, seed: int = 1) -> str:
        """Say messages that together decide everything, start, and return the session's id."""
        session: str = self.api("POST", "sessions", {"learning_mode": "practice"})["id"]
        for text in messages:
            turn = self.api("POST", f"sessions/{session}/messages", {"text": text})["turn"]
        assert turn["state"] == "READY", turn
        self.api("POST", f"sessions/{session}/generate", {"seed": seed})
        return session

    def generate(self, *messages: str, seed: int = 1) -> dict[str, Any]:
        """Make an activity from such messages and return its line of the list."""
        session = self.start_generation(*messages, seed=seed)
        # The stream ends when generation does.
        story = self.api("GET", f"sessions/{session}/generate/stream")
        made = self.api("GET", f"sessions/{session}")["activity_id"]
        assert made is not None, story
        activities = self.api("GET", "activities")["activities"]
        return next(summary for summary in activities if summary["id"] == made)


def find_browser() -> str | None:
    """Return the path of a Chromium, if there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def assets() -> Path | None:
    """Return where the built extension is installed, if it is."""
    found = (Path(p) / "jupyter-codemm" / "package.json" for p in jupyter_path("labextensions"))
    return next((file.parent for file in found if file.is_file()), None)


def screenshot_folder() -> Path:
    """Return the folder for pictures: $CODEMM_SCREENSHOTS, or a git-ignored one here."""
    chosen = os.environ.get("CODEMM_SCREENSHOTS")
    return Path(chosen) if chosen else ROOT / "tests" / "ui" / "screenshots"


@contextmanager
def running_lab(
    home: Path,
    python: Path = PYTHON,
    *,
    extended: bool = True,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Lab]:
    """Start the JupyterLab of an interpreter, all its files below `home`; stop it at the end.

    One that is not `extended` has our server extension and nothing of ours in the browser.
    `variables` are added to its environment, which names no model without them.
    """
    files = home / "files"
    files.mkdir(parents=True)
    settings = home / "config" / "labconfig"
    settings.mkdir(parents=True)
    (settings / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))
    disabled = {} if extended else {"jupyter-codemm": True}
    (settings / "page_config.json").write_text(json.dumps({"disabledExtensions": disabled}))
    log = (home / "lab.log").open("w")
    process = subprocess.Popen(
        command(python, home, files),
        env=environment(python, home) | variables,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        url = address(process, log)
        drain = threading.Thread(target=shutil.copyfileobj, args=(process.stderr, log))
        drain.start()
        yield Lab(url, files, home)
    finally:
        process.terminate()
        process.wait(timeout=60)
        drain.join()
        process.stderr.close()
        log.close()


def command(python: Path, home: Path, files: Path) -> list[str]:
    """Return the command that starts JupyterLab on a free port."""
    return [
        *(str(python), "-m", "jupyter", "lab", "--no-browser", "--allow-root"),
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",
        f"--ServerApp.root_dir={files}",
        f"--IdentityProvider.token={TOKEN}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
        f"--LabApp.user_settings_dir={home / 'settings'}",
        "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]


def environment(python: Path, home: Path) -> dict[str, str]:
    """Return an environment that points away from the developer's files and model."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "JUPYTERHUB_"))}
    return kept | {
        "HOME": str(home),
        "PATH": os.pathsep.join((str(python.parent), kept.get("PATH", os.defpath))),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }


def address(process: subprocess.Popen[str], log: IO[str]) -> str:
    """Return the address that the server prints when it is up."""
    lines = []
    for line in process.stderr:
        log.write(line)
        lines.append(line)
        if "/lab?token=" in line and "http://127.0.0.1" in line:
            parts = urlsplit(line[line.index("http://") :].strip())
            return f"{parts.scheme}://{parts.netloc}/"
    raise RuntimeError("JupyterLab did not start:\n" + "".join(lines[-20:]))
