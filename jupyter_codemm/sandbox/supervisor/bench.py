"""What lasts from one plan to the next."""

from __future__ import annotations

from jupyter_codemm.sandbox.supervisor.reaper import Reaper
from jupyter_codemm.sandbox.supervisor.warmth import Warmth
from jupyter_codemm.sandbox.supervisor.watch import hear_children


class Bench:
    """The workplace of every plan of a box."""

    def __init__(self) -> None:
        self.bell = hear_children()
        self.warmth = Warmth()
        self.reaper = Reaper(self.warmth.pids)
