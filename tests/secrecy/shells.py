"""A terminal and a kernel in somebody's own server, as a browser has them."""

from __future__ import annotations

import json
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field

import websocket

from tests.hub.hubs import Hub

PATIENCE_S = 60.0


def _connected(hub: Hub, path: str, token: str) -> websocket.WebSocket:
    address = f"{hub.url.replace('http', 'ws', 1)}{path}"
    header = [f"Authorization: token {token}"]
    return websocket.create_connection(address, timeout=PATIENCE_S, header=header)


@dataclass
class Terminal:
    """A shell in somebody's own server; `token` opens that server and nothing else."""

    hub: Hub
    user: str
    token: str = field(repr=False)
    number: int = 0

    def __post_init__(self) -> None:
        made = self._ask("POST", "api/terminals").body
        path = f"/user/{self.user}/terminals/websocket/{made['name']}"
        self.socket = _connected(self.hub, path, self.token)

    def _ask(self, method: str, path: str, body: object = None):
        answer = self.hub.ask(method, f"/user/{self.user}/{path}", self.token, body)
        assert answer.status in {200, 201}, answer
        return answer

    def save(self, name: str, text: str) -> None:
        """Put a file into their folder, as the editor of their page does."""
        model = {"type": "file", "format": "text", "content": text}
        self._ask("PUT", f"api/contents/{name}", model)

    def run(self, script: str) -> str:
        """Run a script there and return what it printed."""
        self.number += 1
        self.save(f"try{self.number}.sh", script)
        # What is typed is printed too: so the mark of the end is not what is typed.
        line = f"sh try{self.number}.sh 2>&1 </dev/null; printf '%s-%s\\n' ended {self.number}\r"
        self.socket.send(json.dumps(["stdin", line]))
        printed = ""
        while f"ended-{self.number}" not in printed:
            kind, *rest = json.loads(self.socket.recv())
            printed += str(rest[0]) if kind == "stdout" else ""
        return printed

    def close(self) -> None:
        """Leave."""
        self.socket.close()


def in_kernel(hub: Hub, user: str, token: str, code: str) -> str:
    """Run code in a new kernel of somebody's own server and return what it printed."""
    made = hub.ask("POST", f"/user/{user}/api/kernels", token, {"name": "python3"})
    assert made.status == 201, made
    kernel = made.body["id"]
    path = f"/user/{user}/api/kernels/{kernel}/channels"
    content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "s"}
    message = {"header": header | {"username": user, "version": "5.3"}, "content": content}
    message |= {"parent_header": {}, "metadata": {}, "channel": "shell", "buffers": []}
    with closing(_connected(hub, path, token)) as socket:
        socket.send(json.dumps(message))
        return _printed(socket, header["msg_id"])


def _printed(socket: websocket.WebSocket, asked: str) -> str:
    """Return what comes until the kernel has ended what it was given.

    The reply and the word that it is idle come on channels of their own, in either order.
    """
    printed, replied, idle = "", False, False
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        told = json.loads(socket.recv())
        content = told["content"]
        match told["msg_type"]:
            case "stream":
                printed += content["text"]
            case "error":
                printed += "\n".join(content["traceback"])
            case "execute_reply":
                replied = True
            case "status" if told["parent_header"].get("msg_id") == asked:
                idle = content["execution_state"] == "idle"
        if replied and idle:
            return printed
    raise AssertionError(f"the kernel did not end: {printed}")
