"""Where the queue is, and how long everybody waits for whom."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from jupyter_codemm.errors import InvalidInputError

URL_ENV = "CODEMM_QUEUE_URL"
PASSWORD_ENV = "CODEMM_QUEUE_PASSWORD"  # noqa: S105 - a variable's name
CA_ENV = "CODEMM_QUEUE_CA"


@dataclass(frozen=True, slots=True)
class QueueTimes:
    """Seconds. Workers and services of one queue have to agree on them.

    A job is stopped after `limit_s`, its process is killed after `kill_s`, and a message that was
    not acknowledged for `visibility_s` is given to another worker: that has to be the longest, or
    what takes long is judged twice. What a service misses is noticed sooner, by looking every
    `look_s`: a worker that said nothing for `silent_s` is gone.
    """

    notice_s: float = 5.0
    silent_s: float = 15.0
    look_s: float = 5.0
    retry_s: float = 1.0
    limit_s: float = 110.0
    kill_s: int = 120
    visibility_s: int = 180
    kept_s: int = 3600


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """A Redis by its URL, which may hold a password; `ca` is a file with who signed its key."""

    url: str = field(repr=False)
    ca: str = ""
    times: QueueTimes = QueueTimes()

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"redis", "rediss"} or not parts.hostname:
            # Of a URL that cannot be read nobody knows where its password is.
            raise InvalidInputError(
                "queue_url: must be redis://HOST… or rediss://HOST… "
                f"(got the scheme {parts.scheme[:20]!r})",
                where="queue_url",
            )
        if self.ca and not os.path.isfile(self.ca):  # noqa: PTH113 - it may hold a NUL
            raise InvalidInputError(f"queue_ca: there is no file {self.ca!r}", where="queue_ca")

    @classmethod
    def read(cls, environ: Mapping[str, str], url: str = "", ca: str = "") -> QueueSettings | None:
        """Return what is configured, here or in the environment; None without a queue.

        A password that the environment names apart goes into the URL. Raises InvalidInputError.
        """
        url = url or environ.get(URL_ENV, "")
        if not url:
            return None
        password = environ.get(PASSWORD_ENV, "")
        return cls(with_password(url, password), ca or environ.get(CA_ENV, ""))

    @property
    def tls(self) -> dict[str, Any]:
        """What a connection is told of TLS; nothing without it. Certificates are always checked."""
        if urlsplit(self.url).scheme != "rediss":
            return {}
        told: dict[str, Any] = {"ssl_cert_reqs": ssl.CERT_REQUIRED}
        return told | ({"ssl_ca_certs": self.ca} if self.ca else {})


def with_password(url: str, password: str) -> str:
    """Return a URL with a password, unless there is none or it has one."""
    parts = urlsplit(url)
    if not password or parts.password or not parts.hostname:
        return url
    place = parts.netloc.rpartition("@")[2]
    user = quote(parts.username or "", safe="")
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{place}"))
