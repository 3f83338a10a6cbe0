"""What a program prints, among a cell's outputs while it prints it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from jupyter_codemm.contracts.submission import RunOutput

MAX_SHOWN = 100_000
MORE = "\n… what follows is not shown\n"


@dataclass(slots=True)
class LiveOutput:
    """Passes on each channel to the cell's own, up to a length that notebooks stay usable with."""

    shown: dict[str, int] = field(default_factory=dict)

    def hear(self, printed: RunOutput) -> None:
        """Show a piece."""
        before = self.shown.get(printed.channel, 0)
        self.shown[printed.channel] = before + len(printed.text)
        room = MAX_SHOWN - before
        stream = sys.stdout if printed.channel == "stdout" else sys.stderr
        if room > 0:
            cut = len(printed.text) > room
            stream.write(printed.text[:room] + (MORE if cut else ""))
            stream.flush()
