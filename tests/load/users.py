"""How a load server is started, and who asks it. Imports nothing of the extension."""

from __future__ import annotations

import asyncio
from pathlib import Path

from jupyter_server.auth.identity import IdentityProvider, User

TOKEN = "token-of-the-load-tests"
USER_HEADER = "X-Load-User"


class HeaderUsers(IdentityProvider):
    """Jupyter's own token authentication; a header then names who of the many it is."""

    async def get_user(self, handler):
        user = super().get_user(handler)
        if asyncio.iscoroutine(user):
            user = await user
        name = handler.request.headers.get(USER_HEADER)
        return User(username=name) if user and name else user


def arguments(data: Path, sandbox: str, *, extension: bool, author: str = "builtin") -> list[str]:
    """Return what starts a Jupyter server, with this extension in place of the installed one."""
    extensions = {"tests.load.server": extension, "jupyter_codemm": False}
    return [
        f"--ServerApp.jpserver_extensions={extensions}",
        f"--LoadCodemm.database={data}/codemm.sqlite",
        f"--LoadCodemm.sandbox={sandbox}",
        f"--LoadCodemm.author={author}",
        f"--ServerApp.root_dir={data}",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",
        f"--IdentityProvider.token={TOKEN}",
        f"--HeaderUsers.token={TOKEN}",
        "--ServerApp.identity_provider_class=tests.load.users.HeaderUsers",
    ]
