"""The class service, without a Hub for what needs none, and behind a real one."""

from __future__ import annotations

import json

import pytest
from pytest_jupyter.jupyter_core import *  # noqa: F403 - as in tests/handlers
from pytest_jupyter.jupyter_server import *  # noqa: F403
from pytest_jupyter.pytest_tornasync import *  # noqa: F403
from tornado.httpclient import HTTPClientError

from jupyter_codemm.handlers.routes import PREFIX
from tests.hub.people import *  # noqa: F403 - a Hub and who is on it
from tests.hub.serving import CONFIG, WHO


@pytest.fixture
def jp_server_config(tmp_path):
    own = {"database": str(tmp_path / "codemm.sqlite"), "sandbox": "local", "author": "builtin"}
    return {**CONFIG, "JupyterCodemm": own}


@pytest.fixture
def ask(jp_fetch):
    """Send a request as somebody; returns the status and what was answered."""

    async def call(who: str, method: str, path: str, body: object = None, **params: str):
        text = body if isinstance(body, bytes | None) else json.dumps(body)
        headers = {WHO: who, "Authorization": ""}
        try:
            answer = await jp_fetch(
                PREFIX,
                *path.split("/"),
                method=method,
                body=text,
                headers=headers,
                params=params,
                allow_nonstandard_methods=True,
                request_timeout=60,
            )
        except HTTPClientError as error:
            return error.code, json.loads(error.response.body)
        is_json = "json" in answer.headers.get("Content-Type", "")
        body = answer.body or None
        return answer.code, json.loads(body) if is_json and body else body

    return call


@pytest.fixture
def parts(jp_serverapp):
    """The opened product of the service, for what only its owner may do."""
    (app,) = jp_serverapp.extension_manager.extension_apps["tests.hub.serving"]
    return app.once.get
