"""The service that a JupyterHub manages, and the side of it in everybody's own server."""

from jupyter_codemm.hub.client import ServiceClient, service_client
from jupyter_codemm.hub.forwarding import ServiceAccess, forwarding
from jupyter_codemm.hub.identity import STAFF_SCOPE, acts_as_staff, hub_account, hub_groups
from jupyter_codemm.hub.metrics import MetricsHandler
from jupyter_codemm.hub.pages import TEACH, pages

__all__ = [
    "STAFF_SCOPE",
    "TEACH",
    "MetricsHandler",
    "ServiceAccess",
    "ServiceClient",
    "acts_as_staff",
    "forwarding",
    "hub_account",
    "hub_groups",
    "pages",
    "service_client",
]
