"""Texts that nobody can read in the database without the key beside it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from jupyter_codemm.errors import MissingToolError, UnreadableError
from jupyter_codemm.store.secret import derived_key

_FOR = "keys of models"
"""What the key of the installation is used for here: each use derives a key of its own."""
UNREADABLE = "A key of a model is damaged, or was sealed by another installation: set it again."
MISSING = "keys of models are kept encrypted, which needs: pip install 'jupyter_codemm[hub]'"


@dataclass(frozen=True, slots=True)
class FernetSeal:
    """The port `Seal`: Fernet (AES-CBC and HMAC) under a key derived from the installation's."""

    key: bytes = field(repr=False)

    def closed(self, text: str) -> str:
        """Return a text sealed; raises MissingToolError without the package `cryptography`."""
        try:
            from cryptography.fernet import Fernet  # noqa: PLC0415 - comes with JupyterHub
        except ImportError:
            raise MissingToolError(MISSING, where="key") from None
        return Fernet(self._derived).encrypt(text.encode()).decode("ascii")

    def opened(self, sealed: str) -> str:
        """Return what was sealed; raises UnreadableError when this key did not seal it."""
        try:
            from cryptography.fernet import Fernet, InvalidToken  # noqa: PLC0415 - as above
        except ImportError:
            raise UnreadableError(MISSING) from None
        try:
            return Fernet(self._derived).decrypt(sealed.encode()).decode()
        except (InvalidToken, ValueError):
            raise UnreadableError(UNREADABLE) from None

    @property
    def _derived(self) -> bytes:
        return base64.urlsafe_b64encode(derived_key(self.key, _FOR))
