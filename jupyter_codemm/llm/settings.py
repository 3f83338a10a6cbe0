"""Which model to ask, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from jupyter_codemm.errors import InvalidInputError

DEFAULT_ORIGIN = "https://api.openai.com"
DEFAULT_BASE_URL = f"{DEFAULT_ORIGIN}/v1"
MAX_VALUE = 2000
_PREFIXES = ("CODEMM_OPENAI_", "OPENAI_")
_NAMES = tuple(f"{p}{n}" for p in _PREFIXES for n in ("BASE_URL", "API_KEY", "MODEL"))


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """One endpoint and model. The key never shows in a repr; an empty key sends none.

    `base_url` is what the OpenAI client calls base URL; a query in it (`?api-version=…`) is sent
    with every request. Raises InvalidInputError, without the value, for what cannot be an address,
    a model name or a key.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        _check_url(self.base_url)
        if not self.model.strip() or not _is_plain(self.model):
            raise InvalidInputError("model: give the name of a model", where="model")
        if not _is_plain(self.key) or not self.key.isascii() or " " in self.key:
            raise InvalidInputError("key: holds characters that no key has", where="key")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self | None:
        """Read BASE_URL, API_KEY and MODEL, named `CODEMM_OPENAI_…` or else `OPENAI_…`.

        Returns None unless a model is named together with an address or a key: a key alone may be
        there for another program, and nobody agreed to spend it here. Address and key come from the
        same prefix, so that no key is sent to an address it was not meant for.
        """
        values = {name: environ.get(name, "").strip() for name in _NAMES}
        model = values["CODEMM_OPENAI_MODEL"] or values["OPENAI_MODEL"]
        for prefix in _PREFIXES:
            address, key = values[f"{prefix}BASE_URL"], values[f"{prefix}API_KEY"]
            if model and (address or key):
                return cls(base_url=address or DEFAULT_BASE_URL, model=model, key=key)
        return None

    @property
    def origin(self) -> str:
        """The scheme, host and port, for messages."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def address(self) -> str:
        """The base URL without its query."""
        return urlunsplit(urlsplit(self.base_url)._replace(query="", fragment=""))

    @property
    def query(self) -> dict[str, str]:
        """The query of the base URL."""
        return dict(parse_qsl(urlsplit(self.base_url).query))

    @property
    def is_azure(self) -> bool:
        """Whether the endpoint wants its key in the header `api-key`."""
        host = urlsplit(self.base_url).hostname or ""
        return host.endswith(".azure.com") or "api-version" in self.query


def _check_url(url: str) -> None:
    if not _is_plain(url) or " " in url:
        raise InvalidInputError("base_url: not an address", where="base_url")
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
        parts = urlsplit("")
    if not known:
        raise InvalidInputError("base_url: give an http or https address", where="base_url")
    if parts.username is not None or parts.password is not None:
        raise InvalidInputError(
            "base_url: give the key apart, not in the address", where="base_url"
        )


def _is_plain(text: str) -> bool:
    return text.isprintable() and len(text) <= MAX_VALUE
