"""The server of the class service: the product's routes, signed in to by the Hub, and nothing else.

JupyterHub's own server for one person would offer terminals and kernels to everybody who may use
the service, beside its secrets. So it is taken without any of the services that a server has.
"""

from __future__ import annotations

from jupyterhub.singleuser.extension import JupyterHubSingleUser
from traitlets.config import Config

from jupyter_codemm.configuration import HeadlessServer
from jupyter_codemm.hub.signing_in import ServiceIdentity


class ServiceServer(HeadlessServer):
    """A server with no kernels, contents, files, terminals, sessions or their settings."""

    name = "jupyter-codemm-service"
    default_services = ()  # type: ignore[assignment]  # fewer than the base has


class HubService(JupyterHubSingleUser):  # type: ignore[misc]  # JupyterHub has no types
    """Signs people in by the Hub, as a server of their own would.

    It is told by the Hub, or by who runs it, where it is in the environment (`JUPYTERHUB_*`).
    """

    name = app_namespace = "jupyter-codemm-hub-service"
    serverapp_class = ServiceServer
    load_other_extensions = False

    def load_config_file(self) -> None:
        """Take the settings of JupyterHub, but for who signs people in."""
        super().load_config_file()
        own = Config({"ServerApp": {"identity_provider_class": ServiceIdentity}})
        self.serverapp.update_config(own)

    @classmethod
    def get_extension_package(cls) -> str:
        """Return the module that names this app and the one with the routes."""
        return "jupyter_codemm.app"
