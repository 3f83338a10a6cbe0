"""Tell a learner that a name their answer needs lives in another cell."""

from __future__ import annotations

import re
from collections.abc import Container

from jupyter_codemm.contracts.outcome import Outcome

NOTEBOOK_ONLY = frozenset({"display", "get_ipython", "In", "Out"})

_MISSING = re.compile(r"name '([^'\W]\w*)' is not defined")


def other_cell_notes(outcome: Outcome, defined: Container[str]) -> tuple[str, ...]:
    """Return one note per missing name that the kernel knows although the answer does not."""
    messages = [outcome.message, outcome.compile_output, *(case.message for case in outcome.cases)]
    found = dict.fromkeys(name for text in messages for name in _MISSING.findall(text))
    notes = (_note(name, defined) for name in found)
    return tuple(note for note in notes if note)


def _note(name: str, defined: Container[str]) -> str:
    if name in NOTEBOOK_ONLY:
        return f"`{name}` exists in notebooks only. Your answer is judged as a plain program."
    if name not in defined:
        return ""
    return (
        f"`{name}` is defined in another cell. Your answer is judged alone: move it into this cell."
    )
