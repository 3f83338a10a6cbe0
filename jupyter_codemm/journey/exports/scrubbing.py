"""Taking e-mail addresses, telephone numbers and names out of free text, for research exports.

What a person wrote in passing can still tell who it was: such an export stays personal data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from jupyter_codemm.contracts.journey import JourneyRecord

EMAIL = "[e-mail]"
PHONE = "[phone]"
NAME = "[name]"
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00|\()?\d[\d \-/().]{5,20}\d(?![\w.]|\.\d)")
_SURE_PHONE = re.compile(
    r"(?<!\w)(?:\+\d{10,15}|\+\d{1,3}[ \-(]\d[\d \-/().]{4,16}\d"
    r"|00\d{1,3}[ \-]\d[\d \-]{4,16}\d)(?!\w)"
)
_PROSE = frozenset({"text", "comment", "reason", "title"})
_OUTPUT = frozenset({"stdin", "stdout", "stderr"})
_STAFF = frozenset({"viewer", "actor"})
_SHORTEST_NAME = 3

Scrub = Callable[[str], str]


def scrub_prose(text: str, names: Collection[str] = ()) -> str:
    """Return prose without addresses, numbers of seven digits or more, and the given names."""
    return _without_names(_PHONE.sub(PHONE, _EMAIL.sub(EMAIL, text)), names)


def scrub_program(text: str, names: Collection[str] = ()) -> str:
    """Return code, input or output without addresses, international numbers and names.

    Other numbers are left: programs print them.
    """
    return _without_names(_SURE_PHONE.sub(PHONE, _EMAIL.sub(EMAIL, text)), names)


def scrub(record: JourneyRecord, names: Collection[str] = ()) -> JourneyRecord:
    """Return a record whose texts are scrubbed; who of the staff did something is left out."""
    event = record.event
    changes: dict[str, Any] = {}
    for name, value in event:
        if isinstance(value, str) and name in _PROSE:
            changes[name] = scrub_prose(value, names)
        elif isinstance(value, str) and name in _OUTPUT:
            changes[name] = scrub_program(value, names)
        elif isinstance(value, str) and name in _STAFF:
            changes[name] = NAME
    if not changes:
        return record
    return record.model_copy(update={"event": event.model_copy(update=changes)})


def _without_names(text: str, names: Collection[str]) -> str:
    known = [re.escape(n) for n in sorted(names, key=len, reverse=True) if len(n) >= _SHORTEST_NAME]
    if not known:
        return text
    return re.sub(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", NAME, text, flags=re.IGNORECASE)
