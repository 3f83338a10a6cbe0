"""Which live objects hold a text: the search by which nothing of a reference is left in memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator


def holders(text: str) -> list[str]:
    """Return, in words, every live object that holds this text, also as bytes.

    Who holds the very object that is asked for is no hit.
    """
    gc.collect()
    forms = (text.encode(), text.encode("utf-16-le"))
    return [
        f"{type(holder).__name__} with {item!r:.60}"
        for holder in gc.get_objects()
        if holder is not forms
        for item in _held(holder)
        if item is not text and _holds(item, text, forms)
    ]


def _held(holder: object) -> Iterator[object]:
    for item in gc.get_referents(holder):
        yield item
        # The collector does not list a dict or tuple of nothing but texts and numbers.
        if isinstance(item, (dict, tuple)) and not gc.is_tracked(item):
            yield from _held(item)


def _holds(item: object, text: str, forms: tuple[bytes, ...]) -> bool:
    if isinstance(item, str):
        return text in item
    return isinstance(item, (bytes, bytearray)) and any(form in item for form in forms)
