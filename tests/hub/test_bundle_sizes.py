"""A bundle as large as bundles may be comes in over the service's own route, a larger one not."""

from __future__ import annotations

import json

import pytest

from jupyter_codemm.app import MOST_READ
from jupyter_codemm.contracts.bundle import MAX_BUNDLE, ChallengeBundle
from jupyter_codemm.contracts.knowledge import MAX_FILE
from jupyter_codemm.services.bundles import bundle
from jupyter_codemm.services.entitlement import Caller
from tests.hub.schools import two_schools

PLENTY = 50


@pytest.fixture
def jp_server_config(jp_server_config):
    """Let the server take as much as the class service does."""
    limits = {"max_body_size": MOST_READ, "max_buffer_size": MOST_READ}
    return {**jp_server_config, "ServerApp": {**jp_server_config.get("ServerApp", {}), **limits}}


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


def test_a_request_may_be_larger_than_anything_that_is_taken():
    assert max(MAX_BUNDLE, MAX_FILE) + (1 << 20) < MOST_READ
