"""What is kept of a body: nothing of a stranger's, and nothing of what is over a route's limit."""

from __future__ import annotations

import tracemalloc

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.contracts.knowledge import MAX_FILE
from jupyter_codemm.handlers.bodies import MAX_BODY, MOST_READ
from jupyter_codemm.handlers.routes import PREFIX, TABLE
from tests.handlers.small_server import http_server  # noqa: F401 - the server of these tests

STRANGER = {"Authorization": "token nonsense"}
PIECE = b"x" * (1 << 16)
LITTLE = 3 << 20  # what a request may take of memory whose body is not kept


@pytest.fixture
def send(jp_fetch, jp_serverapp):
    """Send so many bytes; returns the status, and the most memory that this took."""

    async def call(path: str, size: int, *, tells_length: bool = True, **headers: str):
        async def produce(write) -> None:
            for _ in range(size // len(PIECE)):
                await write(PIECE)

        await jp_fetch(PREFIX, "submissions")  # what is made by the first request is there
        told = {"Connection": "keep-alive"}
        if tells_length:
            told["Content-Length"] = str(size)
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        try:
            answer = await jp_fetch(
                *path.split("/"),
                method="POST",
                headers=headers | told,
                params={"name": "a.md"},
                body_producer=produce,
                request_timeout=60,
            )
        except HTTPClientError as error:
            answer = error.response
        finally:
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert answer.headers.get("Connection") != "close"
        return answer.code, most - before

    return call


@pytest.mark.parametrize("tells_length", [True, False])
async def test_a_stranger_is_refused_and_nothing_is_kept_of_what_they_send(send, tells_length):
    for path in ("run", "activities/none/documents"):
        code, most = await send(f"{PREFIX}/{path}", 8 << 20, tells_length=tells_length, **STRANGER)
        assert (code, most < LITTLE) == (403, True), (path, most)


@pytest.mark.parametrize("tells_length", [True, False])
async def test_more_than_a_route_takes_is_refused_and_not_kept(send, tells_length):
    code, most = await send(f"{PREFIX}/run", 8 << 20, tells_length=tells_length)
    assert (code, most < LITTLE) == (413, True), most
    code, _ = await send(f"{PREFIX}/activities/none/documents", 11 << 20)
    assert code == 413


async def test_a_route_for_files_takes_as_much_as_a_file_may_have(send):
    code, most = await send(f"{PREFIX}/activities/none/documents", MAX_FILE)
    assert (code, most > MAX_FILE) == (404, True), most


async def test_a_refusal_before_the_body_came_waits_for_it(send):
    code, most = await send(f"{PREFIX}/run", 8 << 20, Host="elsewhere.example")
    assert (code, most < LITTLE) == (403, True), most


def test_few_routes_take_more_than_others():
    more = {pattern: handler for pattern, handler in TABLE if handler.most_body > MAX_BODY}
    assert len(more) == 1
    assert all(pattern.endswith("/documents") for pattern in more)
    assert max(handler.most_body for handler in more.values()) < MOST_READ
