"""Whether a question says that its writer is stuck. Deterministic, in three languages."""

from __future__ import annotations

import re

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»", re.DOTALL)
_QUOTED = re.compile(r"(?<!\w)'[^'\n]*'(?!\w)")
_CODE_LINE = re.compile(r"^[^\S\n]*(?:[\w.]+\s*=[^=]|print\s*\(|return\b|#|//).*$", re.MULTILINE)
_STUCK = re.compile(
    r"""\b(?:
        (?:i\s+am|i'm|im|i\s+feel|i\s+got|we\s+are|we're)\s+(?:\w+\s+){0,3}?
            (?:stuck|lost|confused|clueless|hopeless)
      | (?:i\s+)?(?:do\s+not|don't|dont|cannot|can't|cant)\s+(?:\w+\s+)?
            (?:understand|get\s+(?:it|this|that)|figure\s+(?:\w+\s+)?out|go\s+on)
      | (?:i\s+)?have\s+no\s+(?:idea|clue)
      | i\s+give\s+up
      | stuck\s+(?:on|with|at|here)
      | estoy\s+(?:\w+\s+)?(?:atascad[oa]|perdid[oa]|confundid[oa]|trabad[oa])
      | no\s+(?:lo\s+)?entiendo
      | (?:estou|tô)\s+(?:\w+\s+)?(?:pres[oa]|perdid[oa]|travad[oa]|confus[oa])
      | não\s+(?:\w+\s+)?(?:entendo|compreendo|consigo)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT = re.compile(
    r"\b(?:not|no\s+longer|never|isn't|without\s+being|ya\s+no|já\s+não|não)\s+"
    r"(?:\w+\s+){0,2}(?:stuck|lost|confused|clueless|hopeless|atascad\w|perdid\w|pres\w|travad\w)",
    re.IGNORECASE,
)
_LONGEST = 10_000


def says_stuck(text: str) -> bool:
    """Return whether the words outside code and quotations say that the writer is stuck.

    "I'm not stuck any more" does not, nor does a program that prints it.
    """
    words = text[:_LONGEST].replace("\u2019", "'")
    for pattern in (_CODE, _CODE_LINE, _QUOTED):
        words = pattern.sub(" ", words)
    words = _NOT.sub(" ", words)
    return _STUCK.search(words) is not None
