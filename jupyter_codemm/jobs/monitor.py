"""What a monitor asks of a worker: `/metrics` and `/health`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from jupyter_codemm.errors import InvalidInputError

TEXT = "text/plain; charset=utf-8"


@contextmanager
def monitored(
    place: tuple[str, int], registry: CollectorRegistry, is_healthy: Callable[[], bool]
) -> Iterator[int]:
    """Answer at an address until the block ends; yields the port.

    `/health` is 200 while the worker is heard by its queue, and else 503. Raises InvalidInputError
    for an address that cannot be had.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._answer(HTTPStatus.OK, generate_latest(registry), CONTENT_TYPE_LATEST)
            elif self.path == "/health":
                well = is_healthy()
                status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
                words = b"ok\n" if well else b"the queue does not answer\n"
                self._answer(status, words, TEXT)
            else:
                self._answer(HTTPStatus.NOT_FOUND, b"there is /metrics and /health\n", TEXT)

        def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: it is asked every few seconds."""

    try:
        server = ThreadingHTTPServer(place, Handler)
    except OSError as error:
        raise InvalidInputError(
            f"--monitor-port: cannot listen on {place[0]}:{place[1]}: {error.strerror}",
            where="--monitor-port",
        ) from None
    thread = threading.Thread(target=server.serve_forever, name="monitor", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
