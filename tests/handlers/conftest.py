"""A real Jupyter server with the extension, its own folders, token and XSRF on.

The fixtures and hooks of pytest-jupyter are taken in here and not as a plugin of the whole suite:
they give every test an event loop, which the browser's tests must not have.
"""

from __future__ import annotations

import json

import pytest
from pytest_jupyter.jupyter_core import *  # noqa: F403 - see above
from pytest_jupyter.jupyter_server import *  # noqa: F403
from pytest_jupyter.pytest_tornasync import *  # noqa: F403

from jupyter_codemm.handlers.routes import PREFIX


@pytest.fixture
def jp_server_config(tmp_path):
    return {
        "ServerApp": {
            "jpserver_extensions": {"jupyter_codemm": True},
            "allow_unauthenticated_access": False,
        },
        "JupyterCodemm": {
            "database": str(tmp_path / "codemm.sqlite"),
            "sandbox": "local",
            "author": "builtin",
        },
    }


@pytest.fixture
def api(jp_fetch):
    async def call(method: str, *parts: str, body: object = None, **kwargs):
        text = None if body is None else json.dumps(body)
        kwargs.setdefault("request_timeout", 60)
        response = await jp_fetch(PREFIX, *parts, method=method, body=text, **kwargs)
        return json.loads(response.body) if response.body else None

    return call
