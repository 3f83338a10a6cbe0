"""An OpenAI-compatible endpoint on loopback that answers, lies, stalls and hangs up as told."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `declared` overrides the Content-Length."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = JSON
    declared: int | None = None


class Hold:
    """Send nothing and wait until the client hangs up."""


class HangUp:
    """Close the connection without an answer."""


@dataclass(frozen=True)
class Reset:
    """Send this much of a body, then reset the connection."""

    sent: bytes


class Drip:
    """Send headers, then a blank every few milliseconds, for ever."""


class Flood:
    """Send a body without end as fast as the client takes it."""


@dataclass(frozen=True)
class Spoken:
    """Send a reply as a stream of pieces, each as soon as it is there; then end it, or as told."""

    pieces: Iterable[str]
    then: Literal["end", "hold", "reset", "cut"] = "end"


Step = Answer | Hold | HangUp | Reset | Drip | Flood | Spoken
_AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Seen:
    """One request as it came in; header names are lower case."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


def reply(text: object, **changes: Any) -> Answer:
    """Return a chat completion with this content."""
    choice = {"index": 0, "finish_reason": changes.pop("finish_reason", "stop")}
    choice["message"] = {"role": "assistant", "content": text}
    body = {
        "id": "c1",
        "object": "chat.completion",
        "model": "model-of-the-day",
        "choices": [choice],
        "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15},
    }
    return Answer(body=json.dumps(body | changes).encode())


def in_pieces(text: str, size: int = 7) -> Spoken:
    """Return a streamed reply, cut without regard for words."""
    return Spoken(tuple(text[n : n + size] for n in range(0, len(text), size)))


def refusal(status: int, message: str = "no", **headers: str) -> Answer:
    """Return an error in the form of the OpenAI API; `_` in header names stands for `-`."""
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, body=json.dumps(body).encode(), headers=named)


class ModelEndpoint:
    """Runs while it is entered. `steps` are played in order (the last one repeats), or computed."""

    def __init__(self, steps: Sequence[Step] | Callable[[Seen], Step]) -> None:
        self._steps = steps
        self.seen: list[Seen] = []
        self.arrived = threading.Event()
        self.stalled = threading.Event()
        self.hung_up = threading.Event()
        self.stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.endpoint = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def next_step(self, seen: Seen) -> Step:
        self.seen.append(seen)
        self.arrived.set()
        if callable(self._steps):
            return self._steps(seen)
        return self._steps[min(len(self.seen), len(self._steps)) - 1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    endpoint: ModelEndpoint
    daemon_threads = False  # so that closing waits for every handler

    def shutdown_request(self, request: Any) -> None:
        lingers = request.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, len(_AT_ONCE))
        if lingers == _AT_ONCE:
            self.close_request(request)  # with neither goodbye nor the rest: a reset
        else:
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the test output clean."""

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", "0"))
        seen = Seen(
            self.path,
            {k.lower(): v for k, v in self.headers.items()},
            json.loads(self.rfile.read(size)),
        )
        match self.server.endpoint.next_step(seen):
            case Answer() as answer:
                self._answer(answer)
            case Hold():
                self._wait_for_hang_up()
            case Drip():
                self._stream(b" ", pause=0.01)
            case Flood():
                self._stream(b"x" * 65536, pause=0)
            case Spoken() as spoken:
                self._speak(spoken)
            case Reset(sent):
                self._reset(sent)
            case HangUp():
                pass
        self.close_connection = True

    def _answer(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        declared = len(answer.body) if answer.declared is None else answer.declared
        self.send_header("Content-Length", str(declared))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def _reset(self, sent: bytes) -> None:
        self._answer(Answer(body=sent, declared=len(sent) + 1000))
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)

    def _speak(self, spoken: Spoken) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        for piece in spoken.pieces:
            self._tell({"choices": [{"index": 0, "delta": {"content": piece}}]})
        if spoken.then == "hold":
            self._wait_for_hang_up()
        elif spoken.then == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        elif spoken.then == "end":
            self._tell({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            usage = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
            self._tell({"choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")

    def _tell(self, chunk: dict[str, Any]) -> None:
        told = {"id": "c1", "object": "chat.completion.chunk", "model": "model-of-the-day"}
        self.wfile.write(f"data: {json.dumps(told | chunk)}\n\n".encode())
        self.wfile.flush()

    def _wait_for_hang_up(self) -> None:
        self.server.endpoint.stalled.set()
        self.connection.settimeout(0.05)
        while not self.server.endpoint.stopping.is_set():
            with suppress(TimeoutError):
                if self.connection.recv(1) == b"":
                    self.server.endpoint.hung_up.set()
                return

    def _stream(self, chunk: bytes, pause: float) -> None:
        self.server.endpoint.stalled.set()
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        try:
            while not self.server.endpoint.stopping.wait(pause):
                self.wfile.write(chunk)
        except OSError:
            self.server.endpoint.hung_up.set()
