"""The server for kernels alone reads no more of a request than it would take."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import pytest

from jupyter_codemm.contracts.connection import KERNEL_TOKEN_HEADER, Connection
from jupyter_codemm.widgets.client import Client
from tests.widgets.bare_kernel import bare_kernel, stop_servers

pytestmark = pytest.mark.slow


@pytest.fixture
def client(tmp_path):
    try:
        with bare_kernel(tmp_path) as kernel:
            kernel.run("%load_ext jupyter_codemm")
        (file,) = (tmp_path / "runtime").glob("codemm-*.json")
        yield Client(Connection.parse(file.read_bytes()))
    finally:
        stop_servers(tmp_path)


def answer_to(client, length: int, sent: bytes, path: str = "run") -> bytes:
    """Announce a body, send a part of it, and return what the server says to that."""
    url = urlsplit(client.connection.url)
    head = (
        f"POST {url.path}/{path} HTTP/1.1\r\nHost: {url.netloc}\r\n"
        "Content-Type: application/json\r\n"
        f"{KERNEL_TOKEN_HEADER}: {client.connection.token}\r\nContent-Length: {length}\r\n\r\n"
    )
    with socket.create_connection((url.hostname, url.port), timeout=60) as connection:
        connection.sendall(head.encode() + sent)
        return connection.recv(1 << 16)


def test_a_huge_body_is_refused_before_it_is_read(client):
    assert b" 400 " in answer_to(client, 500 << 20, b"").partition(b"\r\n")[0]
    large = json.dumps({"language": "python", "source": {"code": "#" * (3 << 19)}}).encode()
    assert b" 413 " in answer_to(client, len(large), large).partition(b"\r\n")[0]
    assert b" 400 " in answer_to(client, 2 << 20, b"", "nothing").partition(b"\r\n")[0]
    assert client.answers()
