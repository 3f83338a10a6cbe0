"""Names of accounts: as they are kept, as somebody asks for them, and as they are first given."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from jupyter_codemm.contracts.recorded_text import CLEANED

MAX_PERSON = 200
Person = Annotated[str, StringConstraints(min_length=1, max_length=MAX_PERSON)]
"""The name of an account, as the hub knows it."""
AskedPerson = Annotated[Person, CLEANED]
"""A name that somebody asks for."""


def _speakable(name: str) -> str:
    if any(unicodedata.category(one) == "Cc" for one in name):
        raise ValueError("is no name of an account: it holds a control character")
    return name


NewPerson = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_PERSON, strip_whitespace=True),
    AfterValidator(_speakable),
]
"""A name that is written down for the first time, as somebody typed it."""
