"""Docker daemons as they are on bad days: cut off, silent, full, or without the image."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingUnixStreamServer

from jupyter_codemm.sandbox.docker.labels import LEASE

REAL = "/var/run/docker.sock"


class Proxy:
    """A socket in front of the real daemon that can be cut, as if the daemon had died."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.mend()

    def mend(self) -> None:
        """Accept connections (again)."""
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(self.path))
        self._door.listen()
        self._on_thread(self._serve, self._door)

    def cut(self) -> None:
        """Break every connection off and let nobody in."""
        self.path.unlink()
        self._hang_up(self._door)
        while self._threads:
            for end in tuple(self._ends):
                self._hang_up(end)
            self._threads.pop(0).join()
        for end in (*self._ends, self._door):
            end.close()
        self._ends.clear()

    def _serve(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.socket(socket.AF_UNIX)
                self._ends += [near, far]
                far.connect(REAL)
                self._on_thread(self._pump, near, far)
                self._on_thread(self._pump, far, near)

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                target.sendall(data)
        self._hang_up(target)

    def _on_thread(self, work: Callable[..., None], *what: socket.socket) -> None:
        thread = threading.Thread(target=work, args=what)
        self._threads.append(thread)
        thread.start()

    @staticmethod
    def _hang_up(end: socket.socket) -> None:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@dataclass
class Leftovers:
    """Containers of dead processes that cannot be removed, and not before `go` is set."""

    names: tuple[str, ...]
    go: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    creation: tuple[int, str] = (500, "")
    leftovers: Leftovers | None = None
    looks: list[str] | None = None
    greets = True
    door: Path | None = None

    def address_string(self) -> str:
        return "unix"

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        if not self.greets:
            self._answer(*self.refusal)
        elif self.path.endswith("/version"):
            self._answer(200, {"ApiVersion": "1.41"})
        elif "/images/json" in self.path:
            if self.looks is not None:
                self.looks.append(self.path)
            self._answer(200, [{"Id": "sha256:judge", "Created": 1}])
        elif "/containers/json" in self.path and self.leftovers:
            labels = {LEASE: "1"}
            self._answer(200, [{"Id": name, "Labels": labels} for name in self.leftovers.names])
        else:
            self._answer(200, [])

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.door:
            self.door.unlink(missing_ok=True)
        self._answer(*self.refusal)

    @property
    def refusal(self) -> tuple[int, object]:
        status, message = self.creation
        return status, {"message": message}

    def do_DELETE(self) -> None:
        if self.leftovers:
            self.leftovers.go.wait(10)
            self.leftovers.asked.append(self.path.partition("?")[0].rpartition("/")[2])
        self._answer(500, {"message": "device or resource busy"})

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def refusing_daemon(
    path: Path,
    status: int,
    message: str,
    leftovers: Leftovers | None = None,
    *,
    greets: bool = True,
    ends: bool = False,
) -> Iterator[list[str]]:
    """Serve a daemon that has an image, and no container to give but this answer.

    It has only that answer when it does not greet; when it ends, nobody gets in after it. Yields a
    list of how often somebody looked for the image.
    """
    looks: list[str] = []
    settings = {"creation": (status, message), "leftovers": leftovers, "looks": looks}
    settings |= {"greets": greets, "door": path if ends else None}
    answers = type("Answers", (_Answers,), settings)
    with ThreadingUnixStreamServer(str(path), answers) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield looks
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def silent_daemon(path: Path) -> Iterator[None]:
    """Let everybody in and say nothing."""
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()
        yield
