"""A kernel started by jupyter_client, with folders of its own and no Jupyter server."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from jupyter_client.manager import KernelManager

TIMEOUT = 90


@dataclass
class Ran:
    """What a cell left behind."""

    ok: bool
    text: str = ""
    html: str = ""


@dataclass
class BareKernel:
    """Runs cells, and presses widgets' buttons as a front end would."""

    client: object
    manager: KernelManager
    states: dict[str, dict] = field(default_factory=dict)

    def run(self, code: str, *, interrupt_at: str | None = None) -> Ran:
        """Run a cell, and interrupt the kernel as soon as it prints that text."""
        texts, htmls = [], []

        def hear(message) -> None:
            content = message["content"]
            self._hear_widget(message)
            if message["msg_type"] == "stream":
                texts.append(content["text"])
                if interrupt_at is not None and interrupt_at in content["text"]:
                    self.manager.interrupt_kernel()
            elif message["msg_type"] == "error":
                texts.append(f"{content['ename']}: {content['evalue']}")
            elif message["msg_type"] in ("display_data", "update_display_data"):
                texts.append(content["data"].get("text/plain", ""))
                htmls.append(content["data"].get("text/html", ""))

        reply = self.client.execute_interactive(code, timeout=TIMEOUT, output_hook=hear)
        return Ran(reply["content"]["status"] == "ok", "\n".join(texts), "\n".join(htmls))

    def widget(self, description: str) -> str:
        """Return the newest widget of that name."""
        return [c for c, s in self.states.items() if s.get("description") == description][-1]

    def hidden(self, widget: str) -> bool:
        """Return whether a widget's layout keeps it from being shown."""
        layout = self.states[widget]["layout"].removeprefix("IPY_MODEL_")
        return self.states[layout].get("display") == "none"

    def type(self, description: str, text: str) -> None:
        """Type into the newest field of that name, as a front end tells it."""
        data = {"method": "update", "state": {"value": text}, "buffer_paths": []}
        content = {"comm_id": self.widget(description), "data": data}
        self.client.shell_channel.send(self.client.session.msg("comm_msg", content))

    def press(self, description: str, until: str) -> str:
        """Press the newest button of that name; return the widget text that contains `until`."""
        button = self.widget(description)
        press = {"method": "custom", "content": {"event": "click"}, "buffer_paths": []}
        message = self.client.session.msg("comm_msg", {"comm_id": button, "data": press})
        self.client.shell_channel.send(message)
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            heard = self.client.get_iopub_msg(timeout=TIMEOUT)
            self._hear_widget(heard)
            texts = [str(s.get("value", "")) for s in self.states.values()]
            if heard["msg_type"] == "display_data":
                texts.append(heard["content"]["data"].get("text/html", ""))
            if found := [text for text in texts if until in text]:
                return found[-1]
        raise AssertionError(f"{until!r} never came")

    def _hear_widget(self, message) -> None:
        content = message["content"]
        if message["msg_type"] == "comm_open":
            self.states[content["comm_id"]] = dict(content["data"].get("state", {}))
        elif message["msg_type"] == "comm_msg":
            state = content["data"].get("state", {})
            self.states.setdefault(content["comm_id"], {}).update(state)


def folders(root: Path) -> dict[str, str]:
    """Return the environment of a user with empty Jupyter folders."""
    names = ("DATA", "RUNTIME", "CONFIG")
    own = {f"JUPYTER_{name}_DIR": str(root / name.lower()) for name in names}
    return os.environ | own | {"IPYTHONDIR": str(root / "ipython"), "HOME": str(root)}


@contextmanager
def bare_kernel(root: Path):
    """Start a kernel; it inherits no connection file."""
    environment = folders(root)
    environment.pop("JUPYTER_CODEMM_CONNECTION_FILE", None)
    manager = KernelManager(kernel_name="python3", transport="ipc", ip=str(root / "k"))
    manager.start_kernel(env=environment, cwd=str(Path.cwd()))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=TIMEOUT)
        yield BareKernel(client, manager)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def servers(root: Path) -> list[int]:
    """Return the processes of the servers that wrote connection files."""
    files = (root / "runtime").glob("codemm-*.json")
    found = []
    for path in files:
        with suppress(OSError, ValueError, KeyError):
            pid = json.loads(path.read_text())["pid"]
            if psutil.pid_exists(pid):
                found.append(pid)
    return found


def stop_servers(root: Path) -> None:
    """End what the kernels started."""
    for pid in servers(root):
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            process.send_signal(signal.SIGTERM)
            with suppress(psutil.TimeoutExpired):
                process.wait(15)
            if process.is_running():
                process.kill()
