"""Starting the load server, filling its database, and asking it things over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPError

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.store import open_store
from tests.fakes.drafts import REFERENCE, good_draft
from tests.load.users import TOKEN, USER_HEADER, arguments

START_S = 60
REPLY_S = 600
VERDICT_S = 600
RIGHT = REFERENCE
WRONG = REFERENCE.replace("value > limit", "value >= limit")


def name(user: int) -> str:
    return f"user-{user:04}"


def fill(folder: Path, users: int) -> None:
    """Give each user an activity of one problem."""
    problem = good_draft().problem

    def add(tx) -> None:
        for user in range(users):
            own = problem.model_copy(update={"id": f"problem-{user}"})
            tx.activities.add(
                Activity(
                    id=f"activity-{user}",
                    owner=name(user),
                    title="Load",
                    language="python",
                    problems=(own,),
                    created_at=datetime.now(UTC),
                )
            )

    async def work() -> None:
        store = open_store(folder / "codemm.sqlite")
        await store.transact(add)
        await store.close()

    asyncio.run(work())


@dataclass
class Server:
    """A load server process that can be killed and started again on the same data."""

    folder: Path
    sandbox: str = "docker"
    extension: bool = True
    process: subprocess.Popen[bytes] | None = None
    url: str = ""
    environ: dict[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    author: str = "builtin"

    def start(self) -> None:
        runtime = self.folder / "runtime"
        for old in runtime.glob("jpserver-*.json"):
            old.unlink()
        folders = {
            "JUPYTER_RUNTIME_DIR": runtime,
            "JUPYTER_DATA_DIR": self.folder / "jupyter",
            "JUPYTER_CONFIG_DIR": self.folder / "config",
            "IPYTHONDIR": self.folder / "ipython",
            "TMPDIR": self.temp,
        }
        self.temp.mkdir(mode=0o711, exist_ok=True)
        self.folder.chmod(0o711)
        log = (self.folder / "server.log").open("ab")
        command = [sys.executable, "-m", "jupyter_server"]
        command += arguments(
            self.folder, self.sandbox, extension=self.extension, author=self.author
        )
        command += self.settings
        self.process = subprocess.Popen(
            command,
            env=os.environ | {key: str(path) for key, path in folders.items()} | self.environ,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        deadline = time.monotonic() + START_S
        while True:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "server.log").read_text()[-3000:])
            for info in runtime.glob("jpserver-*.json"):
                text = info.read_text()
                if text.endswith("}"):
                    self.url = json.loads(text)["url"]
                    return
            time.sleep(0.05)

    def kill(self, number: int = signal.SIGKILL) -> None:
        assert self.process
        self.process.send_signal(number)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill(signal.SIGTERM)

    @property
    def temp(self) -> Path:
        """The server's own folder for temporary files."""
        return self.folder / "temp"

    @property
    def resources(self) -> psutil.Process:
        assert self.process
        return psutil.Process(self.process.pid)


class Client:
    """HTTP as one of many users."""

    def __init__(self, server: Server, connections: int = 700) -> None:
        self.server = server
        self.http = AsyncHTTPClient(force_instance=True, max_clients=connections)

    async def ask(self, user: int, method: str, path: str, body: Any = None) -> Any:
        return json.loads(await self.text(user, path, method, body))

    async def text(self, user: int, path: str, method: str = "GET", body: Any = None) -> str:
        """Return what the server answers, as it is."""
        headers = {"Authorization": f"token {TOKEN}", USER_HEADER: name(user)}
        reply = await self.http.fetch(
            f"{self.server.url}{path}",
            method=method,
            headers=headers,
            body=None if body is None else json.dumps(body),
            request_timeout=REPLY_S,
            connect_timeout=REPLY_S,
        )
        return str(reply.body, "utf-8")

    async def submit(self, user: int, source: str, wait: float = 0) -> Any:
        body = {
            "problem_id": f"problem-{user}",
            "source": {"files": {"solution.py": source}},
        }
        return await self.ask(user, "POST", f"jupyter-codemm/api/submit?wait={wait}", body)

    async def verdict(self, user: int, submission_id: str) -> Any:
        """Return a submission once it is done, asking again over restarts of the server.

        Raises RuntimeError when it is cancelled, or not done in VERDICT_S seconds.
        """
        deadline, status = time.monotonic() + VERDICT_S, "never seen"
        while time.monotonic() < deadline and status != "cancelled":
            try:
                path = f"jupyter-codemm/api/submissions/{submission_id}?wait=20"
                found = await self.ask(user, "GET", path)
            except (OSError, HTTPError):
                await asyncio.sleep(0.2)
                continue
            status = found["status"]
            if status == "done":
                return found
        raise RuntimeError(f"{submission_id} has no verdict after {VERDICT_S} s: it is {status}")

    async def figures(self) -> dict[str, float]:
        told: dict[str, float] = await self.ask(0, "GET", "load-figures")
        return told
