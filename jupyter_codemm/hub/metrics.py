"""What a monitor reads of the class service. It tells of everybody, so students do not."""

from __future__ import annotations

from http import HTTPStatus

import prometheus_client
from jupyter_server.base.handlers import APIHandler
from tornado import web

from jupyter_codemm.handlers.base import authorized
from jupyter_codemm.hub.identity import acts_as_staff, is_service


class MetricsHandler(APIHandler):
    """The numbers that the server keeps, in the text format of Prometheus."""

    auth_resource = "codemm"

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return them to another service of the Hub, or to staff."""
        if not (is_service(self.current_user) or acts_as_staff(self.current_user)):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        self.set_header("Content-Type", prometheus_client.CONTENT_TYPE_LATEST)
        self.finish(prometheus_client.generate_latest())
