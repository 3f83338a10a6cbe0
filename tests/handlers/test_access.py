"""Every verb of every route asks who is there and whether they may."""

from __future__ import annotations

import re

import pytest
from jupyter_server.auth.authorizer import Authorizer
from tornado.httpclient import HTTPClientError

from jupyter_codemm.handlers.routes import PREFIX, TABLE

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
KERNEL_ROUTES = {
    "hints",
    "me",
    "queries",
    "run",
    "submissions/x",
    "submissions/x/cancel",
    "submit",
    "wordings/x/cancel",
    "wordings/x/stream",
}


def served() -> list[tuple[str, str]]:
    """Every verb that a handler defines itself, with a path that its route matches."""
    found = []
    for pattern, handler in TABLE:
        path = re.sub(r"\(\[1-9\][^)]*\)", "1", pattern)
        path = re.sub(r"\(\[.*?\)", "x", path)
        found += [(verb, path) for verb in VERBS if verb.lower() in vars(handler)]
    return found


def test_the_table_is_not_empty():
    assert len(served()) > 15
    assert len({p for p, _ in TABLE}) == len(TABLE)


async def status(jp_fetch, verb: str, path: str, **kwargs) -> int:
    body = None if verb in ("GET", "DELETE") else "{}"
    try:
        response = await jp_fetch(PREFIX, *path.split("/"), method=verb, body=body, **kwargs)
    except HTTPClientError as error:
        return error.code
    return response.code


async def test_no_credentials_no_answer(jp_fetch, jp_serverapp):
    for verb, path in served():
        found = await status(jp_fetch, verb, path, headers={"Authorization": "token nonsense"})
        assert found == 403, f"{verb} {path} answered {found} without credentials"


async def test_kernel_token_opens_its_routes_only(jp_fetch, jp_serverapp):
    token = kernel_token(jp_serverapp)
    for verb, path in served():
        headers = {"Authorization": "token nonsense", "X-Codemm-Kernel-Token": token}
        found = await status(jp_fetch, verb, path, headers=headers)
        if path in KERNEL_ROUTES:
            assert found != 403, f"{verb} {path} refused the kernel"
        else:
            assert found == 403, f"{verb} {path} let the kernel in: {found}"


async def test_a_kernel_token_that_is_no_text_is_refused_as_any_other(jp_fetch, jp_serverapp):
    headers = {"Authorization": "token nonsense", "X-Codemm-Kernel-Token": "caf\u00e9"}
    assert await status(jp_fetch, "GET", "me", headers=headers) == 403


class DenyAll(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "codemm"


class TestAuthorization:
    @pytest.fixture
    def jp_server_config(self, jp_server_config):
        jp_server_config["ServerApp"]["authorizer_class"] = DenyAll
        return jp_server_config

    async def test_every_verb_asks_the_authorizer(self, jp_fetch, jp_serverapp):
        for verb, path in served():
            found = await status(jp_fetch, verb, path)
            assert found == 403, f"{verb} {path} answered {found} although it is forbidden"


def kernel_token(serverapp) -> str:
    (extension,) = serverapp.extension_manager.extension_apps["jupyter_codemm"]
    return extension.kernel_token
