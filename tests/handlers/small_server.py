"""The server of a test, which by itself reads as little of a body as that of classes does."""

from __future__ import annotations

import pytest
from tornado.httpserver import HTTPServer

from jupyter_codemm.handlers.bodies import MAX_BODY


@pytest.fixture
def http_server(jp_asyncio_loop, http_server_port, jp_web_app):
    """Stand in for the fixture of pytest-jupyter, whose server takes a hundred megabytes."""

    async def served() -> HTTPServer:
        server = HTTPServer(jp_web_app, max_body_size=MAX_BODY, max_buffer_size=MAX_BODY)
        server.add_socket(http_server_port[0])
        return server

    server = jp_asyncio_loop.run_until_complete(served())
    yield server
    server.stop()
    jp_asyncio_loop.run_until_complete(server.close_all_connections())
