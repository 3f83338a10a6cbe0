"""A real Jupyter server with the extension, its own folders, token and XSRF on."""

from __future__ import annotations

import pytest


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
