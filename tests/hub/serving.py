"""The class service without a Hub: whoever a header names asks, as the Hub would tell of them."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth.authorizer import AllowAllAuthorizer
from jupyter_server.auth.identity import IdentityProvider, User

from jupyter_codemm.app import ClassroomCodemm
from jupyter_codemm.hub import STAFF_SCOPE

WHO = "X-Test-Who"
"""Holds a name, and after a colon `staff` for a credential that acts as staff, or `service`."""


class NamedUser(User):
    """Somebody with what the Hub tells of them."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(username=name)
        self.hub_user: dict[str, Any] = {
            "name": name,
            "kind": "service" if kind == "service" else "user",
            "scopes": [STAFF_SCOPE] if kind == "staff" else [],
            "groups": ["loops"] if name == "cleo" else [],
        }


class HeaderIdentity(IdentityProvider):
    """Believes the header."""

    def get_user(self, handler: Any) -> User | None:
        name, _, kind = handler.request.headers.get(WHO, "").partition(":")
        return NamedUser(name, kind) if name else None

    def is_token_authenticated(self, handler: Any) -> bool:
        return True


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "tests.hub.serving", "app": ClassroomCodemm}]


CONFIG = {
    "ServerApp": {
        "jpserver_extensions": {"tests.hub.serving": True},
        "identity_provider_class": HeaderIdentity,
        "authorizer_class": AllowAllAuthorizer,
        "allow_unauthenticated_access": False,
        "disable_check_xsrf": True,
    },
}
