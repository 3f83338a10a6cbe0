"""Whether a value that was always found in a list has to be there."""

from __future__ import annotations

import re

from jupyter_codemm.gates.inputs.wordings import SENTENCE

_ABSENT = re.compile(
    r"(?:-1 (?:if|when|otherwise)|\bif (?:it|that|this|\w+) (?:is|does|was)(?: not|n't)"
    r"|\bif no(?:ne| \w+)|\bif \w+ is in|\bwhether|\bhow (?:often|many times)|\babsent|\bmissing"
    r"|\bif there (?:is|are) (?:no|none)|\bnot (?:there|found|present|listed|included|among)"
    r"|\bno such)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:(?:is|are) (?:always )?(?:one|some) of|always (?:in|contains?|occurs?|appears?|there)"
    r"|(?:occurs|appears|is) (?:in|among) (?:it|them|the)|taken from|guaranteed|exactly once)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:if|whether|when|how (?:often|many)|unless)\b", re.IGNORECASE)


def may_be_absent(statement: str) -> bool:
    """Return whether a statement says what to do when something is not there, and never that it is.

    Who looks for a value in ten lists and always finds it has promised nothing by that.
    """
    promised = [found.start() for found in _PRESENT.finditer(statement)]
    starts = [0, *(found.end() for found in SENTENCE.finditer(statement))]
    told = [
        place
        for place in promised
        if not _ASKED.search(statement, max(n for n in starts if n <= place), place)
    ]
    return not told and _ABSENT.search(statement) is not None
