"""How a kernel finds the server that works for it."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract

CONNECTION_ENV = "JUPYTER_CODEMM_CONNECTION_FILE"
KERNEL_TOKEN_HEADER = "X-Codemm-Kernel-Token"  # noqa: S105 - a header's name


class Connection(Contract):
    """The content of a connection file: the API's address and the kernel's token.

    The token opens run, submit, hint and query of one user, and nothing else.
    """

    url: str = Field(pattern=r"^https?://")
    token: str = Field(min_length=32)
    pid: int
    version: str
    started_at: AwareDatetime


class Me(Contract):
    """Who a server works for, and its version."""

    user: str
    version: str
