"""Names of folders for people and problems: safe on every system, and never twice the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from urllib.parse import quote

_LONGEST = 100
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def folder_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return a folder name for each name, in order.

    What no file system takes is written as in a URL (`%2F`). Two that a system without upper case
    could not tell apart get a number.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        whole = _safe(name)
        folder, number = whole, 1
        while folder.casefold() in taken:
            number += 1
            folder = f"{whole}~{number}"
        taken.add(folder.casefold())
        found.append(folder)
    return tuple(found)


def _safe(name: str) -> str:
    text = quote(name.encode("utf-8", "replace"), safe="")
    if text[:1] == "." or text[:1] == "-" or _DEVICE.match(text):
        text = f"%{ord(text[0]):02X}{text[1:]}"
    text = text.rstrip(".") + "%2E" * (len(text) - len(text.rstrip(".")))
    if len(text) > _LONGEST:
        digest = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=6).hexdigest()
        text = f"{text[:_LONGEST].rstrip('%')}~{digest}"
    return text or "%00"
