"""What may be told of a refusal: evidence without secrets, and reasons in plain words."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.ports import Feedback

PRIVATE_EVIDENCE = frozenset(
    "case claimed code column edit expected got input line lines message mutant output "
    "query reference result snippet source survivor survivors test text".split()
)
"""What the author gets to see of a refusal, and nobody else: inputs, results, pieces of code."""
SPOKEN_EVIDENCE = frozenset(
    "asked case_verdict difficulty field first_different first_failed given kind missing program "
    "reason rule title topic topics varied verdict warning where why".split()
)
"""The evidence in words that may be told: names of checks, tests, fields and verdicts."""
MAX_DETAIL = 120
MAX_REASON = 600
_TIMES = {1: "", 2: " (twice)"}


def public(gate: GateOutcome) -> GateOutcome:
    """Return what events and records may hold of a gate's outcome."""
    shown = {
        key: value[:MAX_DETAIL] if isinstance(value, str) else value
        for key, value in gate.evidence.items()
        if key not in PRIVATE_EVIDENCE and (key in SPOKEN_EVIDENCE or not isinstance(value, str))
    }
    return gate.model_copy(update={"evidence": shown})


def detail(gate: GateOutcome) -> str:
    """Return the evidence of a gate as one line that may be shown."""
    return ", ".join(f"{key}={value}" for key, value in public(gate).evidence.items())


def meaning(gate: GateOutcome) -> str:
    """Return what a refusal by a gate means, in words without a subject's name."""
    return _entry(gate)["why"]


def refused_words(refusals: Sequence[Feedback]) -> str:
    """Return why drafts were refused, each reason once: "a, b (twice) and c"."""
    counted = Counter(_entry(refusal)["why"] for refusal in refusals)
    *head, last = (why + _TIMES.get(n, f" ({n} times)") for why, n in counted.items())
    return f"{', '.join(head)} and {last}" if head else last


def refused(refusals: Sequence[Feedback]) -> str:
    """Return the whole reason for a slot whose drafts were all refused, and what to do next."""
    number = len(refusals)
    attempts = "1 attempt" if number == 1 else f"{number} attempts"
    advice = _entry(refusals[-1]).get("next", _entries()["unknown"]["next"])
    told = f"no draft passed the checks in {attempts}: {refused_words(refusals)}. {advice}"
    return told[:MAX_REASON]


def sentence(text: str) -> str:
    """Return a text of our own as a sentence that others can follow."""
    short = text.strip()[:MAX_REASON]
    return short if short.endswith((".", "!", "?")) else f"{short}."


def known_gates() -> Iterable[str]:
    """Return the gates that are told in words of their own."""
    return tuple(name for name in _entries() if ":" not in name)


def _entry(refusal: Feedback | GateOutcome) -> dict[str, str]:
    entries = _entries()
    narrow = f"{refusal.gate}:{refusal.evidence.get('field', '')}"
    return entries.get(narrow) or entries.get(refusal.gate) or entries["unknown"]


@cache
def _entries() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("refusals.toml").read_text("utf-8")
    entries: dict[str, dict[str, str]] = tomllib.loads(text)
    return entries
