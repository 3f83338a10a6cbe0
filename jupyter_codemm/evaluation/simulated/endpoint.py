"""An OpenAI-compatible endpoint on loopback, for the real client to talk to."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from jupyter_codemm.contracts.model_call import tokens_at_most
from jupyter_codemm.evaluation.faults.wrapping import Wrapped
from jupyter_codemm.evaluation.simulated.model import MODEL, SimulatedModel

_POLL_S = 0.05


class Endpoint:
    """Serves a simulated model while it is entered."""

    def __init__(self, model: SimulatedModel) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.model = model
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_POLL_S,))

    @property
    def base_url(self) -> str:
        """The address to configure a client with."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    model: SimulatedModel
    daemon_threads = True  # a client that hangs on must not keep the command from ending

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base's
        """Say nothing: clients that hang up are part of the play."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the base's
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer a chat completion."""
        self.close_connection = True
        size = int(self.headers.get("Content-Length", "0"))
        asked = json.loads(self.rfile.read(size))
        wrapped = self.server.model.answer(asked)
        if wrapped.stalls:
            self.connection.recv(1)  # until the client gives up
            return
        body = wrapped.text if wrapped.status != 200 else _completion(asked, wrapped)  # noqa: PLR2004
        self.send_response(wrapped.status)
        for name, value in {"Content-Type": "application/json", **wrapped.headers}.items():
            self.send_header(name, value)
        raw = body.encode()
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


def _completion(asked: dict[str, Any], wrapped: Wrapped) -> str:
    prompt = sum(tokens_at_most(str(message["content"])) for message in asked["messages"])
    reply = tokens_at_most(wrapped.text)
    choice = {
        "index": 0,
        "finish_reason": "length" if wrapped.truncated else "stop",
        "message": {"role": "assistant", "content": wrapped.text},
    }
    usage = {"prompt_tokens": prompt, "completion_tokens": reply, "total_tokens": prompt + reply}
    whole = {"id": "c1", "object": "chat.completion", "model": MODEL, "choices": [choice]}
    return json.dumps(whole | {"usage": usage})
