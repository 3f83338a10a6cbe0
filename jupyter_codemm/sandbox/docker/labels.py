"""Who a container belongs to, so that servers and users of one daemon leave each other alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INSTALLATION = "jupyter-codemm.installation"
HOLDER = "jupyter-codemm.holder"
LEASE = "jupyter-codemm.lease"


@dataclass(frozen=True, slots=True)
class Ownership:
    """The installation (what shares a data directory) and its process that holds containers."""

    installation: str
    holder: str

    def labels(self, lease_until: float) -> dict[str, str]:
        """Return the labels of a new container; `lease_until` is in seconds since the epoch."""
        return {
            INSTALLATION: self.installation,
            HOLDER: self.holder,
            LEASE: str(int(lease_until)),
        }

    def filters(self) -> dict[str, str]:
        """Return the daemon's filter for containers of this installation."""
        return {"label": f"{INSTALLATION}={self.installation}"}


def expired(labels: Mapping[str, str], now: float) -> bool:
    """Return whether a container's lease has passed; one without a readable lease is left alone."""
    lease = labels.get(LEASE, "")
    return lease.isdigit() and int(lease) < now
