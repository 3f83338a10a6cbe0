"""The server extensions: on somebody's own machine, as a client of a class service, as the service.

Which of these a server is decides here and nowhere else.
"""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyter_core.paths import jupyter_runtime_dir
from jupyter_server.serverapp import ServerApp

from jupyter_codemm.app.wiring import AppWiring, started
from jupyter_codemm.configuration import ConfiguredApp, HeadlessServer
from jupyter_codemm.contracts.connection import CONNECTION_ENV
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.handlers import Access, Once, routes
from jupyter_codemm.handlers.connection import write_connection_file
from jupyter_codemm.hub import (
    TEACH,
    MetricsHandler,
    ServiceAccess,
    ServiceClient,
    acts_as_staff,
    forwarding,
    hub_account,
    hub_groups,
    pages,
    service_client,
)
from jupyter_codemm.sandbox.local.hardening import make_non_dumpable

CLASSROOM_OPTION = "codemmClassroom"
TEACH_OPTION = "codemmTeach"
"""Options of a page under a class service: that there are classes, and where a browser finds the
pages of those who teach. The front end knows them by the same names."""

HUB_HOST, HUB_BASE = "JUPYTERHUB_HOST", "JUPYTERHUB_BASE_URL"
"""Where a browser finds the Hub; the host only where the Hub gives each a name of its own."""


COOKIES = "cookies of the class service"
"""What a key is derived for. Any text will do, as long as it stays the same."""


class JupyterCodemm(ConfiguredApp):
    """The server extension. Configure it as `c.JupyterCodemm.*`.

    With `service_url` it hands everything on to the class service and keeps nothing itself.
    """

    name = "jupyter_codemm"
    extension_url = "/lab"
    load_other_extensions = True

    once: Once | None = None
    service: ServiceClient | None = None
    connection_file: Path | None = None

    def initialize_handlers(self) -> None:
        """Register the routes; the parts are made when the server runs."""
        self.kernel_token = secrets.token_urlsafe(32)
        if self.service_url:
            self.service = service_client(self.service_url, os.environ)
            access = ServiceAccess(kernel_token=self.kernel_token, service=self.service)
            self.handlers.extend(forwarding(access))
            self.tell_pages()
        else:
            self.once = self.opened()
            self.handlers.extend(self.served(self.once))

    def tell_pages(self) -> None:
        """Tell the pages of this server that there are classes, so that solo ones never ask."""
        if self.serverapp is not None:
            settings = self.serverapp.web_app.settings
            options = settings.setdefault("page_config_data", {})
            options[CLASSROOM_OPTION] = True
            # The service has the same path behind the Hub's proxy, whatever host reaches it here.
            options[TEACH_OPTION] = f"{urlsplit(self.service_url).path.rstrip('/')}/{TEACH}"

    def opened(self) -> Once:
        """Return what makes the parts, once."""
        wiring = AppWiring(self.settings_of_server())
        return Once(lambda: started(wiring))

    def served(self, once: Once) -> list[Any]:
        """Return the routes that are answered here."""
        return routes(Access(parts=once.get, kernel_token=self.kernel_token))

    async def _start_jupyter_server_extension(self, serverapp: ServerApp) -> None:
        """Hand the connection file to kernels, and start without holding up the server."""
        make_non_dumpable()
        await self.tell_kernels(serverapp)
        if self.once is None:
            return
        try:
            await self.once.get()
            # What start-up made stays for good: looking through it again and again is what makes
            # the collector's pauses long enough to be felt.
            gc.freeze()
        except CodemmError as error:
            # Every request says the same; nothing more would be learned from a traceback.
            self.log.error("codemm cannot work yet: %s", error.message)  # noqa: TRY400 - see above

    async def tell_kernels(self, serverapp: ServerApp) -> None:
        """Write where this server is for its kernels."""
        address = urlsplit(serverapp.local_url)
        try:
            self.connection_file = await asyncio.to_thread(
                write_connection_file,
                Path(jupyter_runtime_dir()),
                f"{address.scheme}://{address.netloc}{serverapp.base_url}",
                self.kernel_token,
                datetime.now(UTC),
            )
            os.environ[CONNECTION_ENV] = str(self.connection_file)
        except CodemmError as error:
            self.log.warning("Kernels will not find this server: %s", error.message)

    async def stop_extension(self) -> None:
        """Stop what runs and take the connection file away."""
        if self.connection_file is not None:
            await asyncio.to_thread(self.connection_file.unlink, missing_ok=True)
        if self.service is not None:
            await self.service.close()
        if self.once is not None:
            await self.once.stop()


class HeadlessCodemm(JupyterCodemm):
    """The same extension in a server of its own, for kernels that no Jupyter server started."""

    serverapp_class = HeadlessServer
    load_other_extensions = False


class ClassroomCodemm(JupyterCodemm):
    """The extension of the class service: everybody's own account, and classes.

    Nothing runs beside it that could use a token of its own or read a file that it wrote.
    """

    extension_url = f"/{TEACH}"
    load_other_extensions = False

    def initialize_handlers(self) -> None:
        """Register the routes; this is the service, so it is nobody's client."""
        self.share_sign_ins()
        self.once = self.opened()
        self.handlers.extend(self.served(self.once))

    def share_sign_ins(self) -> None:
        """Sign cookies so that all processes of the service take them, also after a restart."""
        wiring = AppWiring(self.settings_of_server())
        try:
            # The server's own loop does not run yet, or it is that of a test and does.
            with ThreadPoolExecutor(1) as thread:
                secret = thread.submit(asyncio.run, wiring.key(COOKIES)).result()
        except CodemmError as error:
            self.log.warning("Other processes will not take sign-ins here: %s", error.message)
            return
        if self.serverapp is not None:
            self.serverapp.web_app.settings["cookie_secret"] = secret

    def served(self, once: Once) -> list[Any]:
        """Return the routes that are answered here."""
        access = Access(
            parts=once.get,
            kernel_token=None,
            account=hub_account,
            acts_as_staff=acts_as_staff,
            groups=hub_groups,
            writes_files=False,
            tells_places=False,
        )
        hub_home = f"{os.environ.get(HUB_HOST, '')}{os.environ.get(HUB_BASE, '/')}hub/"
        return [
            *routes(access, classroom=True),
            *pages(hub_home),
            ("/metrics", MetricsHandler),
        ]

    async def tell_kernels(self, serverapp: ServerApp) -> None:
        """Do nothing: there are no kernels here."""
