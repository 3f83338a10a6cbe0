"""Contracts as the text that a row holds, and back."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

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


def read_all(
    contract: type[C], texts: Sequence[str], table: str, keys: Sequence[object]
) -> Sequence[C | None]:
    """Parse many documents at once, with None for a corrupt one, which is reported in the log."""
    try:
        found = _several(contract).validate_json(f"[{','.join(texts)}]")
    except ValidationError:
        found = ()
    if len(found) == len(texts):  # else a text is corrupt, or several are one together
        return found
    return [_or_none(contract, text, table, key) for text, key in zip(texts, keys, strict=True)]


@cache
def _several(contract: type[C]) -> TypeAdapter[tuple[C, ...]]:
    return TypeAdapter(tuple[contract, ...])  # type: ignore[valid-type]  # known when it runs


def _or_none(contract: type[C], text: str, table: str, key: object) -> C | None:
    return next(readable((key,), lambda key: read(contract, text, table, key)), None)


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
