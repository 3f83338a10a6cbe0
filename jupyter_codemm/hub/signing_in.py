"""Sign-ins that every process of the class service takes, whichever of them began one.

What is signed and sealed goes by one secret, which follows from the key of the installation: the
processes share that key already, and so nothing more has to be kept, told or guarded.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from jupyterhub.services.auth import HubOAuth
from jupyterhub.singleuser.extension import JupyterHubIdentityProvider
from traitlets import default

MOST_STATE = 2_600
"""Characters of a state: signed, and with its name, it stays under the 4 096 of a cookie, which
browsers drop when it has more."""
_FOR_STATES = b"jupyter_codemm: sign-ins under way"


class ServiceAuth(HubOAuth):  # type: ignore[misc]  # JupyterHub has no types
    """Asks the Hub who somebody is, and carries what a sign-in under way needs in its state.

    JupyterHub keeps that in the process which began it. Here it is sealed into the state, which a
    browser holds for ten minutes in a signed cookie, and taken away with that cookie.
    """

    def generate_state(self, next_url: str | None = None, **more: str) -> str:
        """Return a state that says where to go on, and more, to whoever has the secret.

        An address that is too long for the cookie is left out, and so is one outside of the
        service, as a link could lead people astray: then it is the service's start page.
        """
        if next_url is not None and not next_url.startswith(self.base_url):
            next_url = None
        state = self._sealed({"next_url": next_url, **more})
        return state if len(state) <= MOST_STATE else self._sealed(more)

    def get_next_url(self, state_id: str = "", /) -> str:
        """Return where to go on after a sign-in."""
        return str(self._told(state_id).get("next_url") or self.base_url)

    def get_code_verifier(self, state_id: str = "", /) -> str | None:
        """Return what proves that the one who ends a sign-in began it, if that was asked for."""
        return self._told(state_id).get("code_verifier")

    def get_state_cookie_name(self, state_id: str = "", /) -> str:
        """Return the name of the cookie of a sign-in; several may be under way."""
        return str(self._told(state_id).get("cookie_name") or self.state_cookie_name)

    def clear_oauth_state(self, state_id: str) -> None:
        """Do nothing: it goes with its cookie."""

    def _sealed(self, told: Mapping[str, str | None]) -> str:
        return self._seal.encrypt(json.dumps(told).encode()).decode("ascii")

    def _told(self, state: str) -> dict[str, Any]:
        try:
            text = self._seal.decrypt(state.encode(), ttl=self.oauth_state_max_age)
        except (InvalidToken, ValueError):
            return {}
        told: dict[str, Any] = json.loads(text)
        return told

    @property
    def _seal(self) -> Fernet:
        secret = self.parent.parent.web_app.settings["cookie_secret"]
        derived = hmac.digest(secret, _FOR_STATES, hashlib.sha256)
        return Fernet(base64.urlsafe_b64encode(derived))


class ServiceIdentity(JupyterHubIdentityProvider):  # type: ignore[misc]  # as above
    """Signs people in as JupyterHub does, and tells nobody the token of the service.

    Jupyter writes the token of a server into its pages, such as that of an error; in somebody's own
    server it is theirs.
    """

    token = ""

    @default("hub_auth")
    def _service_auth(self) -> ServiceAuth:
        return ServiceAuth(parent=self)
