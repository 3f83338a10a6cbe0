"""A bundle as large as bundles may be comes in over the service's own route, a larger one not."""

from __future__ import annotations

import asyncio
import json

import pytest

from jupyter_codemm.contracts.bundle import MAX_BUNDLE, ChallengeBundle
from jupyter_codemm.contracts.knowledge import MAX_FILE
from jupyter_codemm.handlers.bodies import MAX_BODY, MOST_READ
from jupyter_codemm.services.bundles import bundle
from jupyter_codemm.services.entitlement import Caller
from tests.handlers.small_server import http_server  # noqa: F401 - the server of these tests
from tests.hub.schools import two_schools
from tests.hub.serving import WHO

PLENTY = 50


def large(content: bytes) -> bytes:
    """Return a bundle with as many and as long problems as there may be, of the largest size."""
    data = json.loads(content)
    (problem, *_) = data["activity"]["problems"]
    long = problem | {"statement": "ह" * 8000, "starter": "# " + "ह" * 19_000}
    data["activity"]["problems"] = [
        long | {"id": f"problem-{number}", "title": f"{problem['title'][:80]} {number}"}
        for number in range(1, PLENTY + 1)
    ]
    data["activity"]["verifications"] = []
    written = ChallengeBundle.parse(data).written()
    assert MAX_BUNDLE // 3 < len(written) < MAX_BUNDLE
    return written + b" " * (MAX_BUNDLE - len(written))


async def test_the_largest_bundle_comes_in_and_one_byte_more_gets_one_sentence(parts, ask):
    ctx = (await parts()).ctx
    schools = await two_schools(ctx)
    eve = Caller("eve", acts_as_staff=True)
    content = large((await bundle(ctx, eve, schools.sums)).content)
    path = f"classes/{schools.loops}/bundles"
    status, told = await ask("eve:staff", "POST", path, content)
    assert (status, told["state"]) == (201, "draft"), told
    again = (await bundle(ctx, eve, told["id"])).content
    assert again.strip() == content.strip()
    status, told = await ask("eve:staff", "POST", path, content + b" ")
    assert status == 413
    assert told["error"]["message"] == "bundle: 8,388,609 bytes, at most 8,388,608"
    # Who may take nothing in is not told of sizes.
    status, _ = await ask("ada", "POST", path, content + b" ")
    assert status == 403


async def test_other_routes_take_no_bundle(parts, ask):
    schools = await two_schools((await parts()).ctx)
    large = b'{"name": "' + b"x" * (2 << 20) + b'"}'
    for method, path in (("PATCH", f"classes/{schools.loops}"), ("POST", "classes/join")):
        status, told = await ask("eve:staff", method, path, large)
        assert (status, told["error"]["where"]) == (413, "body"), path
    roster = f"classes/{schools.loops}/roster"
    assert (await ask("eve:staff", "POST", roster, b"user\n" * (1 << 18)))[0] == 413


@pytest.mark.parametrize("path", ["teach", "metrics", "nothing"])
@pytest.mark.usefixtures("jp_serverapp", "http_server")
async def test_what_is_no_route_of_the_product_takes_less(http_server_port, jp_base_url, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", http_server_port[1])
    head = f"POST {jp_base_url}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{WHO}: eve:staff\r\n"
    writer.write(f"{head}Content-Length: {MAX_BODY + 1}\r\n\r\n".encode())
    assert b" 400 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


def test_a_request_may_be_larger_than_anything_that_is_taken():
    assert max(MAX_BUNDLE, MAX_FILE) + (1 << 20) < MOST_READ
