"""Tell a learner that a name their answer needs lives in another cell."""

from __future__ import annotations

import re
from collections.abc import Container

from jupyter_codemm.contracts.outcome import Outcome

_MISSING = re.compile(r"name '([^'\W]\w*)' is not defined")


def other_cell_notes(outcome: Outcome, defined: Container[str]) -> list[str]:
    """Return one note per missing name that the kernel knows although the answer does not."""
    messages = [outcome.message, outcome.compile_output, *(case.message for case in outcome.cases)]
    found = dict.fromkeys(name for text in messages for name in _MISSING.findall(text))
    return [
        f"`{name}` is defined in another cell. Your answer is judged alone: move it into this cell."
        for name in found
        if name in defined
    ]
