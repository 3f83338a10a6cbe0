"""Contracts as the text that a row holds, and back."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.errors import InvalidInputError, StoreError, UnreadableError

LOG = logging.getLogger(__name__)
C = TypeVar("C", bound=Contract)
K = TypeVar("K")
R = TypeVar("R")


def write(contract: Contract) -> str:
    """Return the document of a contract."""
    return encode(contract.to_json())


def encode(data: dict[str, Any]) -> str:
    """Return JSON text. Half a surrogate pair, which is no text in JSON, becomes U+FFFD."""
    text = json.dumps(data, ensure_ascii=False)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read(contract: type[C], text: str, table: str, key: object) -> C:
    """Parse a document.

    Raises UnreadableError, naming table and row and nothing of the content, when it cannot be
    parsed.
    """
    try:
        return contract.parse(text)
    except InvalidInputError:
        raise unreadable(table, key) from None


def unreadable(table: str, key: object) -> UnreadableError:
    """Return the error that says which row is corrupt."""
    return UnreadableError(
        f"The row {key} of table {table} cannot be read: its content is corrupt."
    )


def readable(keys: Iterable[K], load: Callable[[K], R]) -> Iterator[R]:
    """Load rows one by one for a list.

    A corrupt row is left out and reported in the log, so that it never takes the others with it;
    reading it alone raises.
    """
    for key in keys:
        try:
            yield load(key)
        except StoreError as error:
            LOG.warning("left out of a list: %s", error.message)
